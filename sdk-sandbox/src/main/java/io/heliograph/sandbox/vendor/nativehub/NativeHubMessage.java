package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.vendor.Outcome;
import io.heliograph.sandbox.vendor.SegmentCount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that NativeHub has accepted, with its JSON as {@code Message} (reference pages, API v1, 2026-11-20).
 *
 * @param answeredId the id in the response to the client: a scheduled message gets another one when it is due
 * @param batchId null for a message that wasn't sent in bulk
 * @param fault the documented failure of the message; null without one
 * @param acceptedAt the time of the request; the vendor's message may be created later
 */
record NativeHubMessage(
        String id,
        String answeredId,
        @Nullable String batchId,
        NativeHubSend send,
        String to,
        @Nullable VendorFault fault,
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
    // The vendor's error guide has texts, its webhook guide has numbers; a client must accept both.
    private static final Map<String, Object> CODES =
            Map.of(NativeHubSend.INVALID, "INVALID_NUMBER", LISTED, 4, UNREACHABLE, 2, REJECTED, 4);
    private static final BigDecimal SELL_PRICE = new BigDecimal("0.0123");
    private static final BigDecimal COST_PRICE = new BigDecimal("0.0098");

    /** The timeline of a message; one of a batch is queued at once. */
    static MessageTimeline timeline(Outcome outcome, boolean inBatch, Instant start, Duration deliverAfter) {
        if (outcome.fault() != null) {
            return NativeHubFaults.timeline(outcome.fault(), start, deliverAfter);
        }
        TestNumber testNumber = outcome.testNumber();
        if (testNumber == TestNumber.INVALID) {
            return new MessageTimeline(List.of(new Step(start, "failed", NativeHubSend.INVALID)));
        }
        if (testNumber == TestNumber.OPTED_OUT) {
            return new MessageTimeline(List.of(new Step(start, "rejected", LISTED)));
        }
        Instant end = start.plus(deliverAfter);
        List<Step> steps = new ArrayList<>();
        if (!inBatch) {
            steps.add(new Step(start, "pending"));
        }
        steps.add(new Step(inBatch ? start : start.plus(deliverAfter.dividedBy(4)), "queued"));
        if (testNumber == TestNumber.CARRIER_REJECTED) {
            steps.add(new Step(end, "rejected", REJECTED));
            return new MessageTimeline(List.copyOf(steps));
        }
        steps.add(new Step(start.plus(deliverAfter.dividedBy(2)), "submitted"));
        if (testNumber == TestNumber.UNDELIVERED) {
            steps.add(new Step(end, "failed", UNREACHABLE));
        } else if (testNumber != TestNumber.NO_REPORT) {
            steps.add(new Step(end, "delivered"));
        }
        return new MessageTimeline(List.copyOf(steps));
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
        json.put("sell_price", price(SELL_PRICE, sentAt));
        json.put("cost_price", price(COST_PRICE, sentAt));
        json.put("connection_id", sentAt == null ? null : CONNECTION);
        json.put("provider_message_id", sentAt == null ? null : "up-" + id);
        json.put("priority", send.priority());
        json.put("is_encrypted", false);
        json.put("error_code", errorCode(current));
        json.put("error_message", current.error());
        json.put("sent_at", sentAt);
        json.put("delivered_at", time(timeline, "delivered", now));
        json.put("created_at", time(timeline.steps().get(0).at()));
        json.put("updated_at", time(current.at()));
        return json;
    }

    private BigDecimal price(BigDecimal perPart, @Nullable String sentAt) {
        return sentAt == null ? BigDecimal.ZERO : perPart.multiply(BigDecimal.valueOf(parts()));
    }

    /** The error code of a delivery report: the webhook guide has numbers only. */
    @Nullable
    Object reportedCode(Step step) {
        return fault == null && NativeHubSend.INVALID.equals(step.error()) ? Integer.valueOf(1) : errorCode(step);
    }

    private @Nullable Object errorCode(Step step) {
        if (fault != null && step.error() != null) {
            return NativeHubFaults.code(fault);
        }
        return step.error() == null ? null : CODES.get(step.error());
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

    InboxMessage inboxMessage(Instant now) {
        return new InboxMessage(VENDOR, answeredId, to, send.from(), send.body(), status(now), acceptedAt);
    }
}
