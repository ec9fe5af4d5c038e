package io.heliograph.sandbox;

import io.heliograph.sandbox.Timeline.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A message or a broadcast that TextingLine has taken (2026-11-20). The API tells nothing after the first answer, so
 * only the inbox sees the later states; they are named by the vendor's webhook events.
 */
record TextingLineMessage(String id, TextingLineSend send, Instant acceptedAt, Outcomes outcomes) {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** An SMS is sent at once, as in the vendor's sample; an MMS and a broadcast are queued first. */
    static TextingLineMessage accept(
            String id, TextingLineSend send, boolean queued, Instant now, Duration deliverAfter) {
        return new TextingLineMessage(
                id, send, now, Outcomes.from(special -> timeline(special, queued, now, deliverAfter)));
    }

    private static Timeline timeline(SpecialNumber special, boolean queued, Instant start, Duration deliverAfter) {
        if (special == SpecialNumber.INVALID) {
            return new Timeline(List.of(new Step(start, "failed", "invalid_destination")));
        }
        if (special == SpecialNumber.OPTED_OUT) {
            return new Timeline(List.of(new Step(start, "failed", "opted_out")));
        }
        Instant end = start.plus(deliverAfter);
        Stream<Step> first = queued
                ? Stream.of(new Step(start, "queued"), new Step(start.plus(deliverAfter.dividedBy(2)), "sent"))
                : Stream.of(new Step(start, "sent"));
        Stream<Step> last = switch (special) {
            case UNDELIVERED -> Stream.of(new Step(end, "undelivered"));
            case CARRIER_REJECTED -> Stream.of(new Step(end, "failed"));
            case NO_REPORT -> Stream.empty();
            default -> Stream.of(new Step(end, "delivered"));
        };
        return new Timeline(Stream.concat(first, last).toList());
    }

    /** The answer to a send to one phone. */
    Map<String, Object> message() {
        String to = send.recipients().get(0);
        Step first = outcomes.of(to).at(acceptedAt);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("direction", "outbound");
        json.put("to", to);
        json.put("from", send.from());
        if (send.body() != null) {
            json.put("body", send.body());
        }
        json.put("status", first.state());
        if (first.error() != null) {
            json.put("errorType", first.error());
            json.put("errorMessage", "The message was not sent: " + first.error());
        }
        if (first.state().equals("sent")) {
            json.put("sentAt", MILLIS.format(acceptedAt));
        }
        json.put("createdAt", MILLIS.format(acceptedAt));
        return json;
    }

    Map<String, Object> broadcast() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("from", send.from());
        if (send.body() != null) {
            json.put("body", send.body());
        }
        json.put("totalRecipients", send.recipients().size());
        json.put("status", "queued");
        json.put("createdAt", MILLIS.format(acceptedAt));
        return json;
    }

    Stream<InboxMessage> inboxMessages(Instant now) {
        return send.recipients().stream()
                .map(to -> new InboxMessage(
                        TextingLine.NAME,
                        id,
                        to,
                        send.from(),
                        send.content(),
                        outcomes.of(to).at(now).state(),
                        acceptedAt));
    }
}
