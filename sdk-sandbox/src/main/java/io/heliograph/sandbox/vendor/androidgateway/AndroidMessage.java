package io.heliograph.sandbox.vendor.androidgateway;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okio.ByteString;

/**
 * A message that an Android SMS Gateway server has queued, with its JSON as a message state (v1.47.1, 2026-08-22).
 *
 * @param timelines one for each phone number, in the same order
 */
record AndroidMessage(
        String id, String deviceId, AndroidSend send, Instant acceptedAt, List<MessageTimeline> timelines) {
    /** The name in URLs and in the inbox. */
    static final String VENDOR = "androidgateway";

    private static final Duration HASHED_AFTER = Duration.ofSeconds(60);
    private static final String PENDING = "Pending";
    private static final String CANCELLING = "Cancelling";
    private static final Set<String> REPORTED = Set.of("Sent", "Delivered", "Failed", "Cancelled");
    private static final Set<String> UNSETTLED = Set.of(PENDING, CANCELLING);

    /** Takes the fault that is switched on for messages. */
    static AndroidMessage accept(
            String id, String deviceId, AndroidSend send, VendorFaults faults, Instant now, Duration deliverAfter) {
        Outcomes outcomes = Outcomes.take(faults, TestNumber::of, outcome -> steps(send, outcome, now, deliverAfter));
        List<MessageTimeline> timelines =
                send.phoneNumbers().stream().map(outcomes::timeline).toList();
        return new AndroidMessage(id, deviceId, send, now, timelines);
    }

    private static List<Step> steps(AndroidSend send, Outcome outcome, Instant now, Duration deliverAfter) {
        TestNumber testNumber = outcome.testNumber();
        Instant start = send.scheduleAt() == null ? now : send.scheduleAt();
        Instant processedAt = start.plus(deliverAfter.dividedBy(4));
        Instant sentAt = start.plus(deliverAfter.dividedBy(2));
        Instant end = start.plus(deliverAfter);
        Step pending = new Step(now, "Pending");
        Step processed = new Step(processedAt, "Processed");
        // The phone checks the time to live, so a message can't expire before the phone has it.
        if (send.validUntil() != null && send.validUntil().isBefore(sentAt)) {
            Instant expiry = send.validUntil().isBefore(processedAt) ? processedAt : send.validUntil();
            return List.of(pending, processed, new Step(expiry, "Failed", "TTL expired"));
        }
        if (outcome.fault() != null) {
            return Stream.concat(
                            Stream.of(pending, processed),
                            AndroidFaults.ending(outcome.fault(), start, deliverAfter).stream())
                    .toList();
        }
        if (testNumber == TestNumber.INVALID) {
            return List.of(pending, processed, new Step(sentAt, "Failed", "sendSMS: Invalid phone number"));
        }
        if (testNumber == TestNumber.UNDELIVERED) {
            return List.of(pending, processed, new Step(sentAt, "Failed", "Send result: RESULT_ERROR_GENERIC_FAILURE"));
        }
        Step sent = new Step(sentAt, "Sent");
        if (testNumber == TestNumber.NO_REPORT || !send.withDeliveryReport()) {
            return List.of(pending, processed, sent);
        }
        Step last = testNumber == TestNumber.CARRIER_REJECTED
                ? new Step(end, "Failed", "Delivery result from SC sandbox: 70")
                : new Step(end, "Delivered");
        return List.of(pending, processed, sent, last);
    }

    /** The state of the whole message. */
    String state(Instant now) {
        return whole(timelines.stream().map(t -> t.at(now).state()).toList());
    }

    /** The state of the whole, as the phone computes it: different final states read as Sent. */
    private static String whole(List<String> states) {
        for (String unfinished : List.of(PENDING, CANCELLING, "Cancelled", "Processed")) {
            if (states.contains(unfinished)) {
                return unfinished;
            }
        }
        String first = states.get(0);
        return states.stream().allMatch(first::equals) ? first : "Sent";
    }

    /** When the whole message entered each state; of steps at the same time each counts. */
    private Map<String, String> states(Instant now) {
        List<String> current = new ArrayList<>(Collections.nCopies(timelines.size(), PENDING));
        Map<String, String> states = new LinkedHashMap<>();
        IntStream.range(0, timelines.size())
                .boxed()
                .flatMap(i -> timelines.get(i).steps().stream().map(step -> Map.entry(i, step)))
                .filter(entered -> !entered.getValue().at().isAfter(now))
                .sorted(Comparator.comparing(entered -> entered.getValue().at()))
                .forEach(entered -> {
                    current.set(entered.getKey(), entered.getValue().state());
                    states.putIfAbsent(whole(current), entered.getValue().at().toString());
                });
        return states;
    }

    private boolean isHashed(Instant now) {
        return !send.encrypted()
                && timelines.stream()
                        .flatMap(timeline -> timeline.steps().stream().filter(s -> !UNSETTLED.contains(s.state())))
                        .map(Step::at)
                        .min(Comparator.naturalOrder())
                        .filter(settledAt -> !settledAt.plus(HASHED_AFTER).isAfter(now))
                        .isPresent();
    }

    /** Cancels a message at the phones where it is pending; the phone confirms that a little later. */
    void cancel(Instant now, Duration deliverAfter) {
        List<Step> cancelled =
                List.of(new Step(now, CANCELLING), new Step(now.plus(deliverAfter.dividedBy(4)), "Cancelled"));
        timelines.forEach(timeline -> timeline.replaceIf(PENDING, now, cancelled));
    }

    Map<String, Object> json(Instant now) {
        return json(now, true);
    }

    Map<String, Object> json(Instant now, boolean includeContent) {
        boolean hashed = isHashed(now);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("deviceId", deviceId);
        json.put("state", state(now));
        json.put("isHashed", hashed);
        json.put("isEncrypted", send.encrypted());
        json.put("recipients", recipients(now, hashed));
        json.put("states", states(now));
        if (!includeContent) {
            return json;
        }
        if (hashed) {
            json.put("hashedMessage", Map.of("hash", sha256(send.content())));
        } else if (send.text() != null) {
            json.put("textMessage", Map.of("text", send.text()));
        } else {
            json.put("dataMessage", Map.of("data", send.content(), "port", send.port()));
        }
        return json;
    }

    private List<Map<String, Object>> recipients(Instant now, boolean hashed) {
        List<Map<String, Object>> recipients = new ArrayList<>();
        for (int i = 0; i < timelines.size(); i++) {
            String number = send.phoneNumbers().get(i);
            Step step = timelines.get(i).at(now);
            Map<String, Object> recipient = new LinkedHashMap<>();
            recipient.put("phoneNumber", hashed ? sha256(number).substring(0, 16) : number);
            // A cancellation changes the state of the message; the recipients wait until the phone confirms it.
            recipient.put("state", step.state().equals(CANCELLING) ? PENDING : step.state());
            if (step.error() != null) {
                recipient.put("error", step.error());
            }
            recipients.add(recipient);
        }
        return recipients;
    }

    private static String sha256(String text) {
        return ByteString.encodeUtf8(text).sha256().hex();
    }

    /** The message to one of its phones. */
    SimulatedMessage simulated(int recipient, Function<Step, List<OutgoingWebhook>> report) {
        return SimulatedMessage.builder(VENDOR, id, send.phoneNumbers().get(recipient), timelines.get(recipient))
                .text(send.content())
                .scheduledAt(send.scheduleAt())
                .encrypted(send.encrypted())
                .segments(send.parts())
                .reports(REPORTED, report)
                .build();
    }
}
