package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.vendor.TimelinesByNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private final Predicate<String> listed;
    private final Consumer<NativeHubMessage> added;
    private final Map<String, NativeHubMessage> byId = new HashMap<>();
    private final Map<String, List<NativeHubMessage>> batches = new HashMap<>();
    // Oldest first.
    private final List<NativeHubMessage> messages = new ArrayList<>();
    private final TreeMap<Instant, List<NativeHubScheduled>> waiting = new TreeMap<>();

    /** An empty store that rejects messages to listed numbers, and passes each new message to a consumer. */
    NativeHubStore(Duration deliverAfter, Predicate<String> listed, Consumer<NativeHubMessage> added) {
        this.deliverAfter = deliverAfter;
        this.listed = listed;
        this.added = added;
    }

    NativeHubMessage addOne(NativeHubSend send, Instant now) {
        String id = newId();
        String to = send.recipients().get(0);
        MessageTimeline timeline = NativeHubMessage.timeline(testNumber(to), false, now, deliverAfter);
        return add(new NativeHubMessage(id, id, null, send, to, now, timeline));
    }

    /** Accepts every recipient, also those that fail at once. */
    List<NativeHubMessage> addMany(String batchId, NativeHubSend send, Instant now) {
        TimelinesByNumber outcomes =
                TimelinesByNumber.from(testNumber -> NativeHubMessage.timeline(testNumber, true, now, deliverAfter));
        List<NativeHubMessage> batch = new ArrayList<>();
        for (String to : send.recipients()) {
            String id = newId();
            batch.add(add(new NativeHubMessage(id, id, batchId, send, to, now, outcomes.of(testNumber(to)))));
        }
        batches.put(batchId, batch);
        return batch;
    }

    NativeHubScheduled addLater(NativeHubSend send, Instant scheduledAt, Instant now) {
        NativeHubScheduled scheduled = new NativeHubScheduled(newId(), send, scheduledAt, now);
        waiting.computeIfAbsent(scheduledAt, at -> new ArrayList<>()).add(scheduled);
        return scheduled;
    }

    /** Turns due scheduled messages into messages. */
    void settle(Instant now) {
        while (!waiting.isEmpty() && !waiting.firstKey().isAfter(now)) {
            waiting.pollFirstEntry().getValue().forEach(this::start);
        }
    }

    private void start(NativeHubScheduled due) {
        MessageTimeline timeline =
                NativeHubMessage.timeline(testNumber(due.to()), false, due.scheduledAt(), deliverAfter);
        add(new NativeHubMessage(newId(), due.id(), null, due.send(), due.to(), due.acceptedAt(), timeline));
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
                        waiting.values().stream().flatMap(List::stream).map(NativeHubScheduled::inboxMessage))
                .sorted(Comparator.comparing(InboxMessage::acceptedAt))
                .toList();
    }
}
