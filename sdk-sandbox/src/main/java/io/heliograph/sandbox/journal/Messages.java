package io.heliograph.sandbox.journal;

import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.model.MessageStatus;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.SimulatedMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The messages that the vendors have accepted, by number; the oldest go when there are too many. Thread-safe. */
public final class Messages {
    /** The phones of one send may share the vendor's id. */
    private record VendorKey(String id, long number) implements Comparable<VendorKey> {
        @Override
        public int compareTo(VendorKey other) {
            int byId = id.compareTo(other.id);
            return byId == 0 ? Long.compare(number, other.number) : byId;
        }
    }

    private final Clock clock;
    private final Events events;
    private final Transitions transitions;
    private final int max;
    private final MessageList inOrder = new MessageList();
    private final Map<Long, KeptMessage> byId = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<VendorKey, KeptMessage> byVendorId = new ConcurrentSkipListMap<>();
    private final Map<String, Function<String, MessageStatus>> words = new ConcurrentHashMap<>();
    private final Recipients recipients = new Recipients();
    // Guarded by this.
    private long last;

    Messages(Clock clock, Events events, Transitions transitions, int max) {
        this.clock = clock;
        this.events = events;
        this.transitions = transitions;
        this.max = max;
    }

    /** What the states of a vendor mean, for the messages from now on. */
    public void words(String vendor, Function<String, MessageStatus> meaning) {
        words.put(vendor, meaning);
    }

    /** Keeps an accepted message, and publishes it. */
    synchronized KeptMessage keep(SimulatedMessage message, long exchange) {
        last++;
        KeptMessage kept =
                new KeptMessage(last, message, words.getOrDefault(message.vendor(), MessageStatus::ofState), exchange);
        // First, so that no change is missed once others can see it.
        message.timeline().listen(() -> changed(kept));
        byId.put(last, kept);
        inOrder.add(kept);
        recipients.add(kept);
        byVendorId.put(new VendorKey(message.id(), last), kept);
        transitions.follow(kept, clock.instant());
        events.publish(kept);
        if (inOrder.size() > max) {
            KeptMessage oldest = inOrder.all().get(0);
            inOrder.removeFirst();
            forget(oldest);
            events.publish(Event.Kind.REMOVED, List.of(oldest.id()));
        }
        return kept;
    }

    /** Publishes a message whose present or future has changed. */
    public void changed(KeptMessage message) {
        if (!message.isRemoved()) {
            transitions.follow(message, clock.instant());
            events.publish(message);
        }
    }

    /** Publishes the messages whose states differ at two times. */
    void changedBetween(Instant one, Instant other) {
        for (KeptMessage kept : all()) {
            MessageTimeline timeline = kept.message().timeline();
            if (!timeline.at(one).equals(timeline.at(other))) {
                changed(kept);
            }
        }
    }

    /** The number of the newest message that was ever kept; 0 for none. */
    public synchronized long newest() {
        return last;
    }

    /** The message with a number. */
    public Optional<KeptMessage> get(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All messages, oldest first. */
    public List<KeptMessage> all() {
        return inOrder.all();
    }

    /** The message with a vendor's id to a recipient. */
    Optional<KeptMessage> ofVendor(String vendor, @Nullable String id, @Nullable String to) {
        return id == null
                ? Optional.empty()
                : ofVendor(id).stream()
                        .filter(kept -> kept.message().vendor().equals(vendor)
                                && kept.message().to().equals(to))
                        .findFirst();
    }

    /**
     * A message whose state may have changed since.
     *
     * @throws IllegalArgumentException when it isn't here
     */
    public SimulatedMessage find(InboxMessage message) {
        return ofVendor(message.vendor(), message.id(), message.to())
                .orElseThrow(() ->
                        new IllegalArgumentException("The message isn't in the inbox of this sandbox, or was removed."))
                .message();
    }

    /** The messages with a vendor's id. */
    Collection<KeptMessage> ofVendor(String id) {
        return byVendorId
                .subMap(new VendorKey(id, 0), new VendorKey(id, Long.MAX_VALUE))
                .values();
    }

    /** A page of the messages that fit at a time, newest first. */
    public Page<KeptMessage> newestFirst(InboxQuery filter, Instant now, long before, int limit) {
        if (filter.equals(InboxQuery.any())) {
            return page(inOrder.before(before), before, inOrder.size(), limit);
        }
        List<KeptMessage> fitting = fitting(filter, now);
        return page(fitting, before, fitting.size(), limit);
    }

    private static Page<KeptMessage> page(List<KeptMessage> oldestFirst, long before, int total, int limit) {
        List<KeptMessage> withNext = new ArrayList<>();
        for (int i = oldestFirst.size() - 1; i >= 0 && withNext.size() <= limit; i--) {
            if (oldestFirst.get(i).id() < before) {
                withNext.add(oldestFirst.get(i));
            }
        }
        return withNext.size() <= limit
                ? new Page<>(withNext, total, 0)
                : new Page<>(
                        withNext.subList(0, limit),
                        total,
                        withNext.get(limit - 1).id());
    }

    /** The messages that fit now, oldest first. */
    public List<KeptMessage> fitting(InboxQuery filter) {
        return fitting(filter, clock.instant());
    }

    /** The messages that fit at a time, oldest first. */
    public List<KeptMessage> fitting(InboxQuery filter, Instant now) {
        Matching matching = new Matching(filter);
        List<KeptMessage> fitting = new ArrayList<>();
        for (KeptMessage message : candidates(filter)) {
            if (matching.fits(message, now)) {
                fitting.add(message);
            }
        }
        return fitting;
    }

    private Collection<KeptMessage> candidates(InboxQuery filter) {
        String to = filter.to();
        return to == null || to.endsWith("*") ? inOrder.after(filter.afterId()) : recipients.of(to);
    }

    /** A page of the recipients with a message that fits at a time, newest first. */
    public Page<Recipient> recipients(InboxQuery filter, Instant now, long before, int limit) {
        Matching matching = new Matching(filter);
        return recipients.newestFirst(message -> matching.fits(message, now), before, limit);
    }

    /**
     * Waits for a message.
     *
     * @param filter what it must fit
     * @param also what else it must fit
     * @param newest whether the newest of those that are there is wanted; else the oldest
     * @return empty when none came in time
     */
    public Optional<KeptMessage> await(InboxQuery filter, Predicate<KeptMessage> also, boolean newest, Duration timeout)
            throws InterruptedException {
        Matching matching = new Matching(filter);
        CompletableFuture<KeptMessage> found = new CompletableFuture<>();
        // First, so that none comes between the look at those that are there and the wait.
        Runnable end = events.listen(event -> {
            if (event.subject() instanceof KeptMessage message
                    && matching.fits(message, event.at())
                    && also.test(message)) {
                found.complete(message);
            }
        });
        try {
            List<KeptMessage> present = fitting(filter).stream().filter(also).toList();
            return Optional.of(
                    present.isEmpty()
                            ? found.get(timeout.toNanos(), TimeUnit.NANOSECONDS)
                            : present.get(newest ? present.size() - 1 : 0));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // it is never completed so
        } finally {
            end.run();
        }
    }

    /** Why a wait ended without a message, as readable text without numbers and texts: how many fit each part of the filter. */
    public String noneWithin(Duration timeout, InboxQuery filter) {
        return "No such message within " + timeout.toMillis() + " ms: "
                + new Matching(filter).counts(all(), clock.instant()) + ".";
    }

    /** Removes messages; the numbers of those that were there. */
    public synchronized List<Long> remove(Collection<KeptMessage> messages) {
        List<Long> removed = new ArrayList<>();
        for (KeptMessage message : messages) {
            if (forget(message)) {
                removed.add(message.id());
            }
        }
        if (!removed.isEmpty()) {
            inOrder.removeAll(Set.copyOf(messages));
            events.publish(Event.Kind.REMOVED, List.copyOf(removed));
        }
        return removed;
    }

    /** Whether it was there. */
    private boolean forget(KeptMessage message) {
        if (byId.remove(message.id()) == null) {
            return false;
        }
        message.remove();
        recipients.remove(message);
        byVendorId.remove(new VendorKey(message.message().id(), message.id()));
        return true;
    }
}
