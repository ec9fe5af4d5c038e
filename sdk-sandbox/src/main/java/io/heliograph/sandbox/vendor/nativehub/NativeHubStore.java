package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.model.InboxMessage;
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
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The messages of NativeHub. Not thread-safe: the owner locks. */
final class NativeHubStore {
    private final Duration deliverAfter;
    private final VendorFaults faults;
    private final Predicate<String> listed;
    private final Consumer<NativeHubMessage> added;
    private final Map<String, NativeHubMessage> byId = new HashMap<>();
    private final Map<String, List<NativeHubMessage>> batches = new HashMap<>();
    // Oldest first.
    private final List<NativeHubMessage> messages = new ArrayList<>();
    private final TreeMap<Instant, List<NativeHubScheduled>> waiting = new TreeMap<>();
    private final List<NativeHubScheduled> held = new ArrayList<>();

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
        Outcomes outcomes = outcomes(false, now);
        return add(message(id, id, null, send, to, outcomes, now));
    }

    /** The outcomes of a send; takes the fault that is switched on for messages. */
    private Outcomes outcomes(boolean inBatch, Instant start) {
        return Outcomes.take(
                faults, this::testNumber, outcome -> NativeHubMessage.timeline(outcome, inBatch, start, deliverAfter));
    }

    private static NativeHubMessage message(
            String id,
            String answeredId,
            @Nullable String batchId,
            NativeHubSend send,
            String to,
            Outcomes outcomes,
            Instant acceptedAt) {
        Outcome outcome = outcomes.outcome(to);
        return new NativeHubMessage(
                id, answeredId, batchId, send, to, outcome.fault(), acceptedAt, outcomes.of(outcome));
    }

    /** Accepts every recipient, also those that fail at once. */
    List<NativeHubMessage> addMany(String batchId, NativeHubSend send, Instant now) {
        Outcomes outcomes = outcomes(true, now);
        List<NativeHubMessage> batch = new ArrayList<>();
        for (String to : send.recipients()) {
            String id = newId();
            batch.add(add(message(id, id, batchId, send, to, outcomes, now)));
        }
        batches.put(batchId, batch);
        return batch;
    }

    NativeHubScheduled addLater(NativeHubSend send, Instant scheduledAt, Instant now) {
        NativeHubScheduled scheduled = new NativeHubScheduled(newId(), send, scheduledAt, now);
        waiting.computeIfAbsent(scheduledAt, at -> new ArrayList<>()).add(scheduled);
        return scheduled;
    }

    /** Holds scheduled messages back for good; returns how many of these ids are of one that waited. */
    int hold(Collection<String> ids) {
        int count = 0;
        for (List<NativeHubScheduled> sameTime : waiting.values()) {
            List<NativeHubScheduled> found =
                    sameTime.stream().filter(one -> ids.contains(one.id())).toList();
            sameTime.removeAll(found);
            held.addAll(found);
            count += found.size();
        }
        return count;
    }

    /** Turns due scheduled messages into messages. */
    void settle(Instant now) {
        while (!waiting.isEmpty() && !waiting.firstKey().isAfter(now)) {
            waiting.pollFirstEntry().getValue().forEach(this::start);
        }
    }

    private void start(NativeHubScheduled due) {
        Outcomes outcomes = outcomes(false, due.scheduledAt());
        add(message(newId(), due.id(), null, due.send(), due.to(), outcomes, due.acceptedAt()));
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
    NativeHubMessage get(String id) {
        return byId.get(id);
    }

    /** All messages, or those of one batch, oldest first. */
    List<NativeHubMessage> list(@Nullable String batchId) {
        return batchId == null ? messages : batches.getOrDefault(batchId, List.of());
    }

    List<InboxMessage> inbox(Instant now) {
        return Stream.concat(
                        messages.stream().map(message -> message.inboxMessage(now)),
                        Stream.concat(waiting.values().stream().flatMap(List::stream), held.stream())
                                .map(NativeHubScheduled::inboxMessage))
                .sorted(Comparator.comparing(InboxMessage::acceptedAt))
                .toList();
    }
}
