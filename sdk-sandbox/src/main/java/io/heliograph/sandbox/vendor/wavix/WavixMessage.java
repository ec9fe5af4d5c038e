package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedMessage.Price;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.vendor.Outcome;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A message that Wavix has accepted, with its JSON as {@code MessageResponse} (Wavix OpenAPI, 2026-06-30). */
record WavixMessage(String id, WavixSend send, Instant acceptedAt, MessageTimeline timeline) implements WavixListed {
    /** The name in URLs and in the inbox. */
    static final String VENDOR = "wavix";

    private static final BigDecimal PRICE_PER_SEGMENT = new BigDecimal("0.0075");
    // The example of the 201 has no zone here, those of the reads have one.
    private static final DateTimeFormatter WITHOUT_ZONE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter WITH_ZONE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter WHOLE_SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Set<String> REPORTED =
            Set.of("sent", "delivered", "undelivered", "expired", "rejected", "dlr_expired");

    static String millis(Instant time) {
        return WITH_ZONE.format(time);
    }

    static WavixMessage accept(String id, WavixSend send, Outcome outcome, Instant now, Duration deliverAfter) {
        return new WavixMessage(id, send, now, timeline(send, outcome, now, deliverAfter));
    }

    private static MessageTimeline timeline(WavixSend send, Outcome outcome, Instant start, Duration deliverAfter) {
        if (outcome.testNumber() == TestNumber.OPTED_OUT) {
            return new MessageTimeline(List.of(new Step(start, "rejected", "Unsubscribed recipient")));
        }
        Instant sentAt = start.plus(deliverAfter.dividedBy(2));
        Instant end = start.plus(deliverAfter);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(start, "accepted"));
        steps.add(new Step(start.plus(deliverAfter.dividedBy(4)), "pending"));
        if (send.validitySeconds() != null
                && start.plusSeconds(send.validitySeconds()).isBefore(sentAt)) {
            Instant expiry = start.plusSeconds(send.validitySeconds());
            steps.removeIf(step -> step.at().isAfter(expiry));
            steps.add(new Step(expiry, "expired"));
            return new MessageTimeline(List.copyOf(steps));
        }
        if (outcome.fault() != null) {
            steps.addAll(WavixFaults.ending(outcome.fault(), start, deliverAfter));
            return new MessageTimeline(List.copyOf(steps));
        }
        if (outcome.testNumber() == TestNumber.CARRIER_REJECTED) {
            steps.add(new Step(end, "rejected", "Rejected by a far-end carrier"));
            return new MessageTimeline(List.copyOf(steps));
        }
        steps.add(new Step(sentAt, "sent"));
        steps.add(
                switch (outcome.testNumber()) {
                    case UNDELIVERED ->
                        new Step(
                                end, "undelivered", "Messaging is not supported by the destination carrier or handset");
                    case NO_REPORT -> new Step(start.plus(deliverAfter.multipliedBy(4)), "dlr_expired");
                    default -> new Step(end, "delivered");
                });
        return new MessageTimeline(List.copyOf(steps));
    }

    @Override
    public String direction() {
        return "outbound";
    }

    @Override
    public String from() {
        return send.from();
    }

    @Override
    public String to() {
        return send.to();
    }

    @Override
    public @Nullable String tag() {
        return send.tag();
    }

    @Override
    public String type() {
        return send.media() == null ? "sms" : "mms";
    }

    @Override
    public String status(Instant now) {
        return timeline.at(now).state();
    }

    /** The JSON in the response to the send. */
    Map<String, @Nullable Object> created() {
        Map<String, @Nullable Object> json = json(acceptedAt);
        json.put("submitted_at", WITHOUT_ZONE.format(acceptedAt));
        return json;
    }

    /** The JSON in a list, where fees may be missing and may not be null (OpenAPI description of 2026-06-30). */
    @Override
    public Map<String, @Nullable Object> listed(Instant now) {
        Map<String, @Nullable Object> json = json(now);
        if (json.get("carrier_fees") == null) {
            json.remove("carrier_fees");
        }
        return json;
    }

    Map<String, @Nullable Object> json(Instant now) {
        Step current = timeline.at(now);
        Instant sentAt = timeline.entered("sent", now).orElse(null);
        Instant deliveredAt = timeline.entered("delivered", now).orElse(null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("message_id", id);
        json.put("message_type", type());
        json.put("from", send.from());
        json.put("to", send.to());
        json.put("direction", direction());
        // 001-01 is the test network of ITU-T E.212; the network is known once the message has left.
        json.put("mcc", sentAt == null ? null : "001");
        json.put("mnc", sentAt == null ? null : "01");
        json.put("message_body", send.messageBody());
        json.put("tag", send.tag());
        json.put("status", current.state());
        json.put("segments", send.segments());
        json.put("charge", charge(now));
        json.put("carrier_fees", sentAt == null ? null : "0.0");
        json.put("submitted_at", WITH_ZONE.format(acceptedAt));
        json.put("sent_at", sentAt == null ? null : WITH_ZONE.format(sentAt));
        json.put("delivered_at", deliveredAt == null ? null : WITH_ZONE.format(deliveredAt));
        json.put("error_message", current.error());
        return json;
    }

    /** The JSON of a delivery report, {@code MessagesDeliveryReport}, whose names differ from those of a read. */
    Map<String, @Nullable Object> report(Step step) {
        Instant sentAt = timeline.entered("sent", step.at()).orElse(null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("message_id", id);
        json.put("message_type", type());
        json.put("from", send.from());
        json.put("to", send.to());
        json.put("tag", send.tag());
        json.put("status", step.state());
        json.put("segments_count", send.segments());
        json.put("sent", sentAt == null ? null : WHOLE_SECONDS.format(sentAt));
        // Of every final status, also of a failure.
        json.put("delivered", step.state().equals("sent") ? null : WHOLE_SECONDS.format(step.at()));
        json.put("error", step.error());
        json.put("charge", charge(step.at()));
        json.put("carrier_fees", "0.0");
        return json;
    }

    private String charge(Instant now) {
        if (timeline.entered("sent", now).isEmpty()) {
            return "0.0";
        }
        return PRICE_PER_SEGMENT
                .multiply(BigDecimal.valueOf(send.segments()))
                .stripTrailingZeros()
                .toPlainString();
    }

    SimulatedMessage simulated(Clock clock, Function<Step, List<OutgoingWebhook>> report) {
        return SimulatedMessage.builder(VENDOR, id, send.to(), timeline)
                .from(send.from())
                .text(send.text())
                .tag(send.tag())
                .media(send.media() == null ? List.of() : send.media())
                .segments(send.segments())
                .price(() -> new Price(charge(clock.instant()), "USD"))
                .reports(REPORTED, report)
                .build();
    }
}
