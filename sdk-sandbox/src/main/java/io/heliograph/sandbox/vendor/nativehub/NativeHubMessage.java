package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedMessage.Price;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.vendor.Outcome;
import io.heliograph.sandbox.vendor.SegmentCount;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message that NativeHub has accepted, with its JSON as {@code Message} (reference pages, API v1, 2026-11-20).
 *
 * @param answeredId the id in the response to the client: a scheduled message gets another one when it is due
 * @param batchId null for a message that wasn't sent in bulk
 * @param acceptedAt the time of the request; the vendor's message may be created later
 */
record NativeHubMessage(
        String id,
        String answeredId,
        @Nullable String batchId,
        NativeHubSend send,
        String to,
        Instant acceptedAt,
        MessageTimeline timeline) {
    /** The name in URLs and in the inbox. */
    static final String VENDOR = "nativehub";

    static final String TENANT = "5a0b0000-0000-4000-8000-000000000001";

    static final String ACCOUNT = "5a0b0000-0000-4000-8000-000000000002";
    static final String USER = "5a0b0000-0000-4000-8000-000000000003";

    static final String CONNECTION = "5a0b0000-0000-4000-8000-000000000004";
    private static final String LISTED = "recipient is on the do-not-contact list";
    private static final String UNREACHABLE = "unreachable";
    private static final String REJECTED = "rejected";
    private static final BigDecimal SELL_PRICE = new BigDecimal("0.0123");
    // A message has no currency; the vendor's samples of transactions are in dollars.
    private static final String CURRENCY = "USD";
    private static final BigDecimal COST_PRICE = new BigDecimal("0.0098");

    /** The steps of a message; one of a batch is queued at once. */
    static List<Step> steps(Outcome outcome, boolean inBatch, Instant start, Duration deliverAfter) {
        if (outcome.fault() != null) {
            return NativeHubFaults.steps(outcome.fault(), start, deliverAfter);
        }
        TestNumber testNumber = outcome.testNumber();
        if (testNumber == TestNumber.INVALID) {
            return List.of(new Step(start, "failed", NativeHubSend.INVALID));
        }
        if (testNumber == TestNumber.OPTED_OUT) {
            return List.of(new Step(start, "rejected", LISTED));
        }
        Instant end = start.plus(deliverAfter);
        List<Step> steps = new ArrayList<>();
        if (!inBatch) {
            steps.add(new Step(start, "pending"));
        }
        steps.add(new Step(inBatch ? start : start.plus(deliverAfter.dividedBy(4)), "queued"));
        if (testNumber == TestNumber.CARRIER_REJECTED) {
            steps.add(new Step(end, "rejected", REJECTED));
            return steps;
        }
        steps.add(new Step(start.plus(deliverAfter.dividedBy(2)), "submitted"));
        if (testNumber == TestNumber.UNDELIVERED) {
            steps.add(new Step(end, "failed", UNREACHABLE));
        } else if (testNumber != TestNumber.NO_REPORT) {
            steps.add(new Step(end, "delivered"));
        }
        return steps;
    }

    /** Whether it is a message by now; until then it is scheduled, and can't be read. */
    boolean isStarted(Instant now) {
        return !status(now).equals(NativeHubSend.SCHEDULED);
    }

    /** The steps of the message itself, without the one of its schedule. */
    List<Step> ownSteps() {
        List<Step> steps = timeline.steps();
        return steps.get(0).state().equals(NativeHubSend.SCHEDULED) ? steps.subList(1, steps.size()) : steps;
    }

    String status(Instant now) {
        return timeline.at(now).state();
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static @Nullable String time(MessageTimeline timeline, String state, Instant now) {
        return timeline.entered(state, now).map(NativeHubMessage::time).orElse(null);
    }

    int parts() {
        return SegmentCount.of(send.body()).count();
    }

    Map<String, @Nullable Object> json(Instant now) {
        Step current = timeline.at(now);
        String sentAt = time(timeline, "submitted", now);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("tenant_id", TENANT);
        json.put("account_id", ACCOUNT);
        json.put("user_id", USER);
        json.put("batch_id", batchId);
        json.put("from", send.from());
        json.put("to", to);
        json.put("body", send.body());
        json.put("status", current.state());
        json.put("part_count", parts());
        json.put("sell_price", sellPrice(now));
        json.put("cost_price", price(COST_PRICE, sentAt));
        json.put("connection_id", sentAt == null ? null : CONNECTION);
        json.put("provider_message_id", sentAt == null ? null : "up-" + id);
        json.put("priority", send.priority());
        json.put("is_encrypted", false);
        json.put("error_code", errorCode(current));
        json.put("error_message", current.error());
        json.put("sent_at", sentAt);
        json.put("delivered_at", time(timeline, "delivered", now));
        json.put("created_at", time(ownSteps().get(0).at()));
        json.put("updated_at", time(current.at()));
        return json;
    }

    private BigDecimal price(BigDecimal perPart, @Nullable String sentAt) {
        return sentAt == null ? BigDecimal.ZERO : perPart.multiply(BigDecimal.valueOf(parts()));
    }

    /** The error code of a delivery report: the webhook guide has numbers only. */
    static @Nullable Object reportedCode(Step step) {
        return NativeHubSend.INVALID.equals(step.error()) ? Integer.valueOf(1) : errorCode(step);
    }

    // The vendor's error guide has texts, its webhook guide has numbers; a client must accept both.
    private static @Nullable Object errorCode(Step step) {
        String error = step.error();
        if (error == null) {
            return null;
        }
        return error.equals(LISTED) ? Integer.valueOf(4) : NativeHubFaults.code(error);
    }

    /** The JSON in the response to a bulk send, with the error members only where there is an error. */
    Map<String, Object> item() {
        Step first = timeline.steps().get(0);
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", id);
        item.put("to", to);
        item.put("status", first.state());
        item.put("part_count", parts());
        Object code = errorCode(first);
        if (code != null && first.error() != null) {
            item.put("error_code", code);
            item.put("error_message", first.error());
        }
        return item;
    }

    SimulatedMessage simulated(Clock clock, Set<String> reported, Function<Step, List<OutgoingWebhook>> report) {
        return SimulatedMessage.builder(VENDOR, answeredId, to, timeline)
                .from(send.from())
                .text(send.body())
                .scheduledAt(send.scheduledAt())
                .segments(parts())
                .price(() -> new Price(sellPrice(clock.instant()).toPlainString(), CURRENCY))
                .reports(reported, report)
                .build();
    }

    private BigDecimal sellPrice(Instant now) {
        return price(SELL_PRICE, time(timeline, "submitted", now));
    }
}
