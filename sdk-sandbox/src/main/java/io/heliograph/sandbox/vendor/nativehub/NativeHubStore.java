package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.spi.VendorFaults;
import io.heliograph.sandbox.vendor.Outcome;
import io.heliograph.sandbox.vendor.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The messages of NativeHub. Not thread-safe: the owner locks. */
final class NativeHubStore {
    private static final List<String> HOLDABLE = List.of(NativeHubSend.SCHEDULED, "pending", "queued");

    /** A scheduled message with the fault that it was accepted with. */
    private record Waiting(
            NativeHubMessage message, @Nullable VendorFault fault) {}

    private final Duration deliverAfter;
    private final VendorFaults faults;
    private final Predicate<String> listed;
    private final Consumer<NativeHubMessage> added;
    private final Map<String, NativeHubMessage> byId = new HashMap<>();
    private final Map<String, List<NativeHubMessage>> batches = new HashMap<>();
    // Oldest first.
    private final List<NativeHubMessage> messages = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();

    /** An empty store that rejects messages to listed numbers, and passes each new message to a consumer. */
    NativeHubStore(
            Duration deliverAfter, VendorFaults faults, Predicate<String> listed, Consumer<NativeHubMessage> added) {
        this.deliverAfter = deliverAfter;
        this.faults = faults;
        this.listed = listed;
        this.added = added;
    }

    NativeHubMessage addOne(NativeHubSend send, Instant now) {
        String id = newId();
        String to = send.recipients().get(0);
        return add(new NativeHubMessage(
                id, id, null, send, to, now, outcomes(false, now).timeline(to)));
    }

    /** The outcomes of a send; takes the fault that is switched on for messages. */
    private Outcomes outcomes(boolean inBatch, Instant start) {
        return Outcomes.take(
                faults, this::testNumber, outcome -> NativeHubMessage.steps(outcome, inBatch, start, deliverAfter));
    }

    /** Accepts every recipient, also those that fail at once. */
    List<NativeHubMessage> addMany(String batchId, NativeHubSend send, Instant now) {
        Outcomes outcomes = outcomes(true, now);
        List<NativeHubMessage> batch = new ArrayList<>();
        for (String to : send.recipients()) {
            String id = newId();
            batch.add(add(new NativeHubMessage(id, id, batchId, send, to, now, outcomes.timeline(to))));
        }
        batches.put(batchId, batch);
        return batch;
    }

    /** Accepts a message that can be read, by another id, once its time has come. */
    NativeHubScheduled addLater(NativeHubSend send, Instant scheduledAt, Instant now) {
        NativeHubScheduled answer = new NativeHubScheduled(newId(), send, scheduledAt, now);
        Outcome outcome = outcomes(false, scheduledAt).outcome(answer.to());
        List<Step> steps = new ArrayList<>(List.of(new Step(now, NativeHubSend.SCHEDULED)));
        steps.addAll(NativeHubMessage.steps(outcome, false, scheduledAt, deliverAfter));
        NativeHubMessage message =
                new NativeHubMessage(newId(), answer.id(), null, send, answer.to(), now, new MessageTimeline(steps));
        waiting.add(new Waiting(message, outcome.fault()));
        add(message);
        return answer;
    }

    /** Holds messages back for good that haven't been submitted yet; returns how many of these ids are of one. */
    int hold(Collection<String> ids, Instant now) {
        List<Step> held = List.of(new Step(now, "held"));
        int count = 0;
        for (NativeHubMessage message : messages) {
            boolean isMeant = ids.contains(message.id()) || ids.contains(message.answeredId());
            if (isMeant
                    && HOLDABLE.stream().anyMatch(state -> message.timeline().replaceIf(state, now, held))) {
                count++;
            }
        }
        return count;
    }

    /** Plans what is scheduled for a number anew: the do-not-contact list counts when the time comes. */
    void planAgain(String number, Instant now) {
        waiting.removeIf(each -> each.message().isStarted(now));
        for (Waiting each : waiting) {
            if (each.message().to().equals(number)) {
                planAgain(each, now);
            }
        }
    }

    private void planAgain(Waiting each, Instant now) {
        MessageTimeline timeline = each.message().timeline();
        Outcome outcome = new Outcome(testNumber(each.message().to()), each.fault());
        boolean planned = false;
        while (!planned && !each.message().isStarted(now)) {
            List<Step> seen = timeline.steps();
            Instant start = seen.get(1).at();
            planned = timeline.replaceAfter(now, NativeHubMessage.steps(outcome, false, start, deliverAfter), seen);
        }
    }

    private TestNumber testNumber(String number) {
        if (!NativeHubSend.isNumber(number)) {
            return TestNumber.INVALID;
        }
        return listed.test(number) ? TestNumber.OPTED_OUT : TestNumber.of(number);
    }

    private NativeHubMessage add(NativeHubMessage message) {
        byId.put(message.id(), message);
        messages.add(message);
        added.accept(message);
        return message;
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    @Nullable
    NativeHubMessage get(String id, Instant now) {
        NativeHubMessage message = byId.get(id);
        return message != null && message.isStarted(now) ? message : null;
    }

    /** All messages, or those of one batch, oldest first; a scheduled one is as old as its start. */
    List<NativeHubMessage> list(@Nullable String batchId, Instant now) {
        return (batchId == null ? messages : batches.getOrDefault(batchId, List.of()))
                .stream()
                        .filter(message -> message.isStarted(now))
                        .sorted(Comparator.comparing(
                                message -> message.ownSteps().get(0).at()))
                        .toList();
    }

    /** Drops the messages to some numbers. */
    void forget(Predicate<String> recipient) {
        Predicate<NativeHubMessage> forgotten = message -> recipient.test(message.to());
        byId.values().removeIf(forgotten);
        messages.removeIf(forgotten);
        waiting.removeIf(each -> forgotten.test(each.message()));
        batches.values().forEach(batch -> batch.removeIf(forgotten));
        batches.values().removeIf(List::isEmpty);
    }
}
