package io.heliograph.sandbox.vendor.thaibulk;

import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
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
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A send that Me SMS has accepted: one uuid for all recipients (API v2, 2026-11-20).
 *
 * @param counts the number of recipients by outcome
 * @param sentAt when the whole send counts as sent
 * @param cancelledAt null unless it is cancelled
 */
record ThaiBulkMessage(
        String uuid,
        ThaiBulkSend send,
        Instant acceptedAt,
        Outcomes outcomes,
        Map<Outcome, Integer> counts,
        Instant sentAt,
        @Nullable Instant cancelledAt) {
    /** The name in URLs and in the inbox. */
    static final String VENDOR = "thaibulk";

    private static final Set<String> NEVER_SENT = Set.of("invalid", "blocked");
    private static final DateTimeFormatter THAI_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.ofHours(7));

    /** Takes the fault that is switched on for messages. */
    static ThaiBulkMessage accept(
            String uuid, ThaiBulkSend send, VendorFaults faults, Instant now, Duration deliverAfter) {
        Instant start = send.scheduledTime() == null ? now : send.scheduledTime();
        Outcomes outcomes = Outcomes.take(faults, TestNumber::of, outcome -> timeline(outcome, start, deliverAfter));
        Map<Outcome, Integer> counts = new LinkedHashMap<>();
        send.msisdns().forEach(msisdn -> counts.merge(outcomes.outcome(msisdn), 1, Integer::sum));
        return new ThaiBulkMessage(uuid, send, now, outcomes, counts, start.plus(deliverAfter.dividedBy(2)), null);
    }

    private static MessageTimeline timeline(Outcome outcome, Instant start, Duration deliverAfter) {
        Step last = outcome.fault() == null
                ? ending(outcome.testNumber(), start, deliverAfter)
                : ThaiBulkFaults.ending(outcome.fault(), start, deliverAfter);
        return new MessageTimeline(List.of(new Step(Instant.MIN, "pending"), last));
    }

    private static Step ending(TestNumber testNumber, Instant start, Duration deliverAfter) {
        Instant end = start.plus(deliverAfter);
        return switch (testNumber) {
            case INVALID -> new Step(start, "invalid");
            case OPTED_OUT -> new Step(start, "blocked");
            case UNDELIVERED, CARRIER_REJECTED -> new Step(end, "failed");
            case NO_REPORT -> new Step(start.plus(deliverAfter.multipliedBy(4)), "timeout");
            case ORDINARY -> new Step(end, "success");
        };
    }

    ThaiBulkMessage cancel(Instant now) {
        return new ThaiBulkMessage(uuid, send, acceptedAt, outcomes, counts, sentAt, now);
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
        if (NEVER_SENT.containsAll(summary(now).keySet())) {
            return "failed";
        }
        return now.isBefore(sentAt) ? "pending" : "sent";
    }

    /** The status of a recipient; that of a cancelled message stays pending, because the vendor has no status for it. */
    String recipientStatus(String msisdn, Instant now) {
        return recipientStatus(outcomes.outcome(msisdn), now);
    }

    private String recipientStatus(Outcome outcome, Instant now) {
        return cancelledAt != null ? "pending" : outcomes.of(outcome).at(now).state();
    }

    /** The number of recipients by status. */
    Map<String, Integer> summary(Instant now) {
        Map<String, Integer> summary = new LinkedHashMap<>();
        counts.forEach((outcome, count) -> summary.merge(recipientStatus(outcome, now), count, Integer::sum));
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
                        untouched ? whole : recipientStatus(to, now),
                        acceptedAt));
    }
}
