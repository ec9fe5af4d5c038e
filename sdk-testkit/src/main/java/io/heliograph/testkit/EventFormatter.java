package io.heliograph.testkit;

import io.heliograph.message.Failure;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.ReceivedMedia;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Formats events as text for comparison: the kind, then a line for each field that isn't empty, and a blank line
 * between events. The raw document and the time of receipt are omitted.
 */
final class EventFormatter {
    private final StringBuilder out = new StringBuilder();

    private EventFormatter() {}

    static String of(List<SmsEvent> events) {
        EventFormatter text = new EventFormatter();
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
        line("recipient", report.recipient().map(phoneNumber -> phoneNumber.e164()));
        line("recipients", report.recipients() == 0 ? "" : report.recipients());
        line("part", report.part() == 0 ? "" : report.part());
        line("parts", report.parts() == 0 ? "" : report.parts());
        line("some-part", report.isOfUnnumberedPart() ? "yes" : "");
        line("failure", report.failure().map(Failure::type));
        line("failure-code", report.failure().flatMap(Failure::code));
        line("failure-text", report.failure().flatMap(Failure::vendorText));
        line("occurred-at", report.occurredAt());
        line("key", report.key());
        line("price", report.price());
        line("fees", report.fees());
        line("tag", report.tag());
    }

    private void message(MessageReceived received) {
        line("id", received.id().value());
        line("kind", received.kind());
        line("from", received.from().map(sender -> sender.kind() + " " + sender.value()));
        line("raw-from", received.rawFrom());
        line("to", received.to().map(phoneNumber -> phoneNumber.e164()));
        line("text", received.text());
        line("subject", received.subject());
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
