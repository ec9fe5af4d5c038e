package io.heliograph.sandbox.vendor.thaibulk;

import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedMessage.Price;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.spi.VendorFaults;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A send that Me SMS has accepted: one uuid for all recipients (API v2, 2026-11-20).
 *
 * @param timelines one for each number, in the same order; with the words of the whole while that is scheduled or cancelled
 * @param sentAt when the whole send counts as sent
 */
record ThaiBulkMessage(
        String uuid, ThaiBulkSend send, Instant acceptedAt, List<MessageTimeline> timelines, Instant sentAt) {
    /** The name in URLs and in the inbox. */
    static final String VENDOR = "thaibulk";

    private static final String SCHEDULED = "scheduled";
    private static final String PENDING = "pending";
    private static final String CANCELLED = "cancelled";
    private static final Set<String> NEVER_SENT = Set.of("invalid", "blocked");
    private static final Set<String> NOT_SENT = Set.of(PENDING, "invalid", "blocked");
    private static final DateTimeFormatter THAI_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.ofHours(7));

    /** Takes the fault that is switched on for messages. */
    static ThaiBulkMessage accept(
            String uuid, ThaiBulkSend send, VendorFaults faults, Instant now, Duration deliverAfter) {
        Instant start = send.scheduledTime() == null ? now : send.scheduledTime();
        boolean scheduled = send.scheduledTime() != null;
        Outcomes outcomes = Outcomes.take(faults, TestNumber::of, outcome -> {
            Step last = outcome.fault() == null
                    ? ending(outcome.testNumber(), start, deliverAfter)
                    : ThaiBulkFaults.ending(outcome.fault(), start, deliverAfter);
            Stream<Step> first = scheduled ? Stream.of(new Step(now, SCHEDULED)) : Stream.empty();
            Stream<Step> middle = last.at().equals(start) ? Stream.empty() : Stream.of(new Step(start, PENDING));
            return Stream.of(first, middle, Stream.of(last))
                    .flatMap(steps -> steps)
                    .toList();
        });
        List<MessageTimeline> timelines =
                send.msisdns().stream().map(outcomes::timeline).toList();
        return new ThaiBulkMessage(uuid, send, now, timelines, start.plus(deliverAfter.dividedBy(2)));
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

    /** Cancels a message at the phones where it is scheduled. */
    void cancel(Instant now) {
        List<Step> cancelled = List.of(new Step(now, CANCELLED));
        timelines.forEach(timeline -> timeline.replaceIf(SCHEDULED, now, cancelled));
    }

    String status(Instant now) {
        Set<String> states = timelines.stream().map(t -> t.at(now).state()).collect(Collectors.toSet());
        for (String ofTheWhole : List.of(CANCELLED, SCHEDULED)) {
            if (states.contains(ofTheWhole)) {
                return ofTheWhole;
            }
        }
        if (NEVER_SENT.containsAll(states)) {
            return "failed";
        }
        return now.isBefore(sentAt) && NOT_SENT.containsAll(states) ? PENDING : "sent";
    }

    /** Whether it waits for its time at all phones. */
    boolean isWaiting(Instant now) {
        return timelines.stream().allMatch(t -> t.at(now).state().equals(SCHEDULED));
    }

    boolean isCancelled(Instant now) {
        return status(now).equals(CANCELLED);
    }

    /** The status of a recipient; of a scheduled or cancelled message it is pending, because the vendor has no other. */
    String recipientStatus(int recipient, Instant now) {
        String state = timelines.get(recipient).at(now).state();
        return Set.of(SCHEDULED, CANCELLED).contains(state) ? PENDING : state;
    }

    /** The number of recipients by status. */
    Map<String, Integer> summary(Instant now) {
        Map<String, Integer> summary = new LinkedHashMap<>();
        for (int i = 0; i < timelines.size(); i++) {
            summary.merge(recipientStatus(i, now), 1, Integer::sum);
        }
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

    /** The message to one of its phones. */
    SimulatedMessage simulated(int recipient) {
        return SimulatedMessage.builder(VENDOR, uuid, send.msisdns().get(recipient), timelines.get(recipient))
                .from(send.sender())
                .text(send.text())
                .scheduledAt(send.scheduledTime())
                .segments(send.parts())
                .price(() -> new Price(Integer.toString(send.parts()), "credits"))
                .build();
    }
}
