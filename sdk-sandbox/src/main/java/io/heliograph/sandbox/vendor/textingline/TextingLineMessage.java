package io.heliograph.sandbox.vendor.textingline;

import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.spi.VendorFaults;
import io.heliograph.sandbox.vendor.Outcome;
import io.heliograph.sandbox.vendor.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message or a broadcast that TextingLine has accepted (2026-11-20). The API has no status queries, so
 * only the inbox and the webhooks show the later states, with the names of the vendor's webhook events.
 *
 * @param timelines one for each recipient, in the same order
 * @param failsAsAWhole whether a broadcast does
 */
record TextingLineMessage(
        String id, TextingLineSend send, Instant acceptedAt, List<MessageTimeline> timelines, boolean failsAsAWhole) {
    /** The name in URLs and in the inbox. */
    static final String VENDOR = "textingline";

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /**
     * An SMS is sent at once, as in the vendor's sample; an MMS and a broadcast are queued first. Takes the fault that is
     * switched on for messages.
     *
     * @param optedOut whether the phone has replied STOP; never for a broadcast, which is rejected then
     */
    static TextingLineMessage accept(
            String id,
            TextingLineSend send,
            boolean optedOut,
            VendorFaults faults,
            Instant now,
            Duration deliverAfter) {
        boolean queued = send.mediaUrl() != null || isBroadcast(id);
        Outcomes outcomes = Outcomes.take(faults, TestNumber::of, outcome -> steps(outcome, queued, now, deliverAfter));
        List<MessageTimeline> timelines = send.recipients().stream()
                .map(to -> optedOut ? outcomes.timeline(Outcome.of(TestNumber.OPTED_OUT)) : outcomes.timeline(to))
                .toList();
        boolean fails = send.recipients().stream().anyMatch(to -> isBroadcastFailure(outcomes.outcome(to)));
        return new TextingLineMessage(id, send, now, timelines, fails);
    }

    private static boolean isBroadcast(String id) {
        return id.startsWith("brc_");
    }

    boolean isBroadcast() {
        return isBroadcast(id);
    }

    private static boolean isBroadcastFailure(Outcome outcome) {
        return outcome.fault() != null && outcome.fault().code().equals(TextingLineFaults.BROADCAST_FAILED);
    }

    private static List<Step> steps(Outcome outcome, boolean queued, Instant start, Duration deliverAfter) {
        if (outcome.fault() != null && !isBroadcastFailure(outcome)) {
            return List.of(new Step(start, "failed", outcome.fault().code()));
        }
        TestNumber testNumber = isBroadcastFailure(outcome) ? TestNumber.CARRIER_REJECTED : outcome.testNumber();
        if (testNumber == TestNumber.INVALID) {
            return List.of(new Step(start, "failed", "invalid_destination"));
        }
        if (testNumber == TestNumber.OPTED_OUT) {
            return List.of(new Step(start, "failed", "opted_out"));
        }
        Instant end = start.plus(deliverAfter);
        Stream<Step> first = queued
                ? Stream.of(new Step(start, "queued"), new Step(start.plus(deliverAfter.dividedBy(2)), "sent"))
                : Stream.of(new Step(start, "sent"));
        Stream<Step> last = switch (testNumber) {
            case UNDELIVERED -> Stream.of(new Step(end, "undelivered"));
            case CARRIER_REJECTED -> Stream.of(new Step(end, "failed", "provider_error"));
            case NO_REPORT -> Stream.empty();
            default -> Stream.of(new Step(end, "delivered"));
        };
        return Stream.concat(first, last).toList();
    }

    /** The JSON in the response to a send to one phone. */
    Map<String, Object> message() {
        return message(timelines.get(0).steps().get(0));
    }

    /** The JSON of a message to one phone in a state. */
    Map<String, Object> message(Step current) {
        String to = send.recipients().get(0);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("direction", "outbound");
        json.put("to", to);
        json.put("from", send.from());
        if (send.body() != null) {
            json.put("body", send.body());
        }
        json.put("status", current.state());
        if (current.error() != null) {
            json.put("errorType", current.error());
            json.put("errorMessage", "The message was not sent: " + current.error());
        }
        timelines.get(0).entered("sent", current.at()).ifPresent(sentAt -> json.put("sentAt", MILLIS.format(sentAt)));
        json.put("createdAt", MILLIS.format(acceptedAt));
        return json;
    }

    static Map<String, Object> inbound(InboundMessage inbound, String id, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("direction", "inbound");
        json.put("to", inbound.to());
        json.put("from", inbound.from());
        json.put("body", inbound.text());
        json.put("status", "received");
        json.put("createdAt", MILLIS.format(now));
        return json;
    }

    Map<String, Object> broadcast() {
        return broadcast("queued");
    }

    Map<String, Object> broadcast(String status) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("from", send.from());
        if (send.body() != null) {
            json.put("body", send.body());
        }
        json.put("totalRecipients", send.recipients().size());
        json.put("status", status);
        json.put("createdAt", MILLIS.format(acceptedAt));
        return json;
    }

    /** The message to one of its phones; a broadcast is reported as a whole. */
    SimulatedMessage simulated(int recipient, Function<Step, List<OutgoingWebhook>> report) {
        SimulatedMessage.Builder message = SimulatedMessage.builder(
                        VENDOR, id, send.recipients().get(recipient), timelines.get(recipient))
                .from(send.from())
                .text(send.content())
                .media(send.mediaUrl() == null ? List.of() : List.of(send.mediaUrl()))
                .segments(send.segments());
        return isBroadcast() ? message.build() : message.reports(report).build();
    }

    /** The steps that end a message now. */
    static List<Step> endingNow(MessageTimeline timeline, @Nullable String code, Instant at) {
        if (code != null && code.equals(TextingLineFaults.BROADCAST_FAILED)) {
            throw new IllegalArgumentException("A broadcast fails as a whole, which isn't about one of its phones.");
        }
        if (code != null) {
            return List.of(new Step(at, "failed", code));
        }
        Step delivered = new Step(at, "delivered");
        return timeline.entered("sent", at).isPresent() ? List.of(delivered) : List.of(new Step(at, "sent"), delivered);
    }
}
