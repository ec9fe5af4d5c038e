package io.heliograph.testkit;

import io.heliograph.message.Refusal;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.ReceivedMedia;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Events as a text to compare: the kind, then a line for each field that isn't empty, and a blank line between events. The
 * raw document and the time of receiving aren't in it.
 */
final class EventText {
    private final StringBuilder out = new StringBuilder();

    private EventText() {}

    static String of(List<SmsEvent> events) {
        EventText text = new EventText();
        for (SmsEvent event : events) {
            if (!text.out.isEmpty()) {
                text.out.append('\n');
            }
            text.event(event);
        }
        return text.out.toString();
    }

    private void event(SmsEvent event) {
        out.append(event.getClass().getSimpleName()).append('\n');
        if (event instanceof StatusChanged changed) {
            report(changed.report());
        } else if (event instanceof MessageReceived received) {
            message(received);
        }
        line("event", event.vendorEvent());
        line("event-id", event.eventId());
    }

    private void report(StatusReport report) {
        line("id", report.id().value());
        line("status", report.status());
        line("raw-status", report.rawStatus());
        line("recipient", report.recipient().map(its -> its.e164()));
        line("recipients", report.recipients() == 0 ? "" : report.recipients());
        line("part", report.part() == 0 ? "" : report.part());
        line("parts", report.parts() == 0 ? "" : report.parts());
        line("some-part", report.isOfSomePart() ? "yes" : "");
        line("failure", report.failure().map(Refusal::type));
        line("failure-code", report.failure().flatMap(Refusal::code));
        line("failure-text", report.failure().flatMap(Refusal::vendorText));
        line("occurred-at", report.occurredAt());
        line("key", report.key());
    }

    private void message(MessageReceived received) {
        line("id", received.id().value());
        line("kind", received.kind());
        line("from", received.from().map(its -> its.kind() + " " + its.value()));
        line("raw-from", received.rawFrom());
        line("to", received.to().map(its -> its.e164()));
        line("text", received.text());
        line("bytes", HexFormat.of().formatHex(received.bytes()));
        line("keyword", received.keyword());
        received.media().forEach(this::media);
        line("received-at", received.receivedAt());
    }

    private void media(ReceivedMedia media) {
        line(
                "media",
                media.contentType() + " name=" + media.name().orElse("-") + " url="
                        + media.url().orElse("-") + " content="
                        + media.content().map(HexFormat.of()::formatHex).orElse("-"));
    }

    private void line(String name, Object value) {
        Object inner = value instanceof Optional<?> optional
                ? optional.map(Object.class::cast).orElse("")
                : value;
        String text =
                inner.toString().replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n");
        if (!text.isEmpty()) {
            out.append("  ").append(name).append(": ").append(text).append('\n');
        }
    }
}
