package io.heliograph.sandbox.vendor.thaibulk;

import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.vendor.TimelinesByNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A send that Me SMS has accepted: one uuid for all recipients (API v2, 2026-11-20).
 *
 * @param meanings the number of recipients by outcome
 * @param sentAt when the whole send counts as sent
 * @param cancelledAt null unless it is cancelled
 */
record ThaiBulkMessage(
        String uuid,
        ThaiBulkSend send,
        Instant acceptedAt,
        TimelinesByNumber outcomes,
        Map<TestNumber, Integer> meanings,
        Instant sentAt,
        @Nullable Instant cancelledAt) {
    /** The name in URLs and in the inbox. */
    static final String VENDOR = "thaibulk";

    private static final Set<TestNumber> NEVER_SENT = Set.of(TestNumber.INVALID, TestNumber.OPTED_OUT);
    private static final DateTimeFormatter THAI_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.ofHours(7));

    static ThaiBulkMessage accept(String uuid, ThaiBulkSend send, Instant now, Duration deliverAfter) {
        Instant start = send.scheduledTime() == null ? now : send.scheduledTime();
        Map<TestNumber, Integer> meanings = new EnumMap<>(TestNumber.class);
        send.msisdns().forEach(msisdn -> meanings.merge(TestNumber.of(msisdn), 1, Integer::sum));
        return new ThaiBulkMessage(
                uuid,
                send,
                now,
                TimelinesByNumber.from(testNumber -> timeline(testNumber, start, deliverAfter)),
                meanings,
                start.plus(deliverAfter.dividedBy(2)),
                null);
    }

    private static MessageTimeline timeline(TestNumber testNumber, Instant start, Duration deliverAfter) {
        Instant end = start.plus(deliverAfter);
        Step last = switch (testNumber) {
            case INVALID -> new Step(start, "invalid");
            case OPTED_OUT -> new Step(start, "blocked");
            case UNDELIVERED, CARRIER_REJECTED -> new Step(end, "failed");
            case NO_REPORT -> new Step(start.plus(deliverAfter.multipliedBy(4)), "timeout");
            case ORDINARY -> new Step(end, "success");
        };
        return new MessageTimeline(List.of(new Step(Instant.MIN, "pending"), last));
    }

    ThaiBulkMessage cancel(Instant now) {
        return new ThaiBulkMessage(uuid, send, acceptedAt, outcomes, meanings, sentAt, now);
    }

    boolean isWaiting(Instant now) {
        return send.scheduledTime() != null && now.isBefore(send.scheduledTime());
    }

    String status(Instant now) {
        if (cancelledAt != null) {
            return "cancelled";
        }
        if (isWaiting(now)) {
            return "scheduled";
        }
        if (NEVER_SENT.containsAll(meanings.keySet())) {
            return "failed";
        }
        return now.isBefore(sentAt) ? "pending" : "sent";
    }

    /** The status of a recipient; that of a cancelled message stays pending, because the vendor has no status for it. */
    String recipientStatus(TestNumber testNumber, Instant now) {
        return cancelledAt != null ? "pending" : outcomes.of(testNumber).at(now).state();
    }

    /** The number of recipients by status. */
    Map<String, Integer> summary(Instant now) {
        Map<String, Integer> summary = new LinkedHashMap<>();
        meanings.forEach((testNumber, count) -> summary.merge(recipientStatus(testNumber, now), count, Integer::sum));
        return summary;
    }

    /** The JSON in the list. */
    Map<String, @Nullable Object> json(Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("uuid", uuid);
        json.put("sender", send.sender());
        json.put("content", send.text());
        json.put("status", status(now));
        json.put("recipientCount", send.msisdns().size());
        json.put("parts", send.parts());
        json.put("credits", send.credits());
        json.put("scheduledTime", send.scheduledTime() == null ? null : THAI_TIME.format(send.scheduledTime()));
        json.put("createdAt", THAI_TIME.format(acceptedAt));
        return json;
    }

    /** The JSON of a single message, with the summary once all is sent. */
    Map<String, @Nullable Object> details(Instant now) {
        Map<String, @Nullable Object> json = json(now);
        if (Set.of("sent", "failed").contains(status(now))) {
            json.put("drSummary", summary(now));
        }
        return json;
    }

    Stream<InboxMessage> inboxMessages(Instant now) {
        String whole = status(now);
        boolean untouched = Set.of("scheduled", "cancelled").contains(whole);
        return send.msisdns().stream()
                .map(to -> new InboxMessage(
                        VENDOR,
                        uuid,
                        to,
                        send.sender(),
                        send.text(),
                        untouched ? whole : recipientStatus(TestNumber.of(to), now),
                        acceptedAt));
    }
}
