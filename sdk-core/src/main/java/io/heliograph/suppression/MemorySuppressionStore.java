package io.heliograph.suppression;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps suppressions in memory: for one process, until it ends.
 *
 * <p>Thread-safe, with a lock for each recipient that is held for a change. It has no bound on purpose, because a list that
 * forgets sends to people who said stop: a recipient takes about 300 bytes, so that a million are 300 MB. Only what has
 * ended by its time is forgotten.
 */
public final class MemorySuppressionStore implements SuppressionStore {
    private static final int SWEEP_EVERY = 10_000;

    private final Map<PhoneNumber, Known> known = new ConcurrentHashMap<>();
    private final AtomicInteger temporary = new AtomicInteger();
    private final Clock clock;

    public MemorySuppressionStore() {
        this(Clock.systemUTC());
    }

    /**
     * A store of its own time.
     *
     * @param clock says what has ended
     */
    public MemorySuppressionStore(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * That somebody was removed.
     *
     * @param whole whether it was for whichever sender
     */
    private record Removal(boolean whole, Optional<Sender> sender, Instant at) {
        boolean isFor(Suppression suppression) {
            return whole || sender.equals(suppression.sender());
        }

        boolean isForTheSame(Removal other) {
            return whole == other.whole && sender.equals(other.sender);
        }

        boolean ends(Suppression suppression) {
            return isFor(suppression) && !suppression.since().isAfter(at);
        }

        /** What was said at the same instant comes after it here. */
        boolean isAfter(Suppression suppression) {
            return isFor(suppression) && suppression.since().isBefore(at);
        }
    }

    /** What is known of a recipient. Immutable. */
    private record Known(List<Suppression> held, List<Removal> removals) {
        static final Known NOTHING = new Known(List.of(), List.of());

        /** The same with one more, or the same object where that says nothing new. */
        Known with(Suppression suppression) {
            if (removals.stream().anyMatch(removal -> removal.isAfter(suppression))) {
                return this;
            }
            List<Suppression> others = new ArrayList<>();
            for (Suppression other : held) {
                boolean same =
                        other.reason() == suppression.reason() && other.sender().equals(suppression.sender());
                if (same && !suppression.replaces(other)) {
                    return this;
                }
                if (!same) {
                    others.add(other);
                }
            }
            others.add(suppression);
            return new Known(List.copyOf(others), removals);
        }

        Known without(Removal removal) {
            List<Removal> all = new ArrayList<>();
            Removal latest = removal;
            for (Removal other : removals) {
                if (!other.isForTheSame(removal)) {
                    all.add(other);
                } else if (other.at().isAfter(removal.at())) {
                    latest = other;
                }
            }
            all.add(latest);
            List<Suppression> left =
                    held.stream().filter(its -> !removal.ends(its)).toList();
            return new Known(left, List.copyOf(all));
        }

        /** The same but for what has ended; null where nothing is left. */
        @Nullable
        Known at(Instant now) {
            List<Suppression> left =
                    held.stream().filter(its -> its.holdsAt(now)).toList();
            return left.isEmpty() && removals.isEmpty() ? null : new Known(left, removals);
        }
    }

    /** What was known of a recipient before a change and after it. */
    private record Change(Known before, Known after) {}

    private Change change(PhoneNumber recipient, UnaryOperator<Known> how) {
        Change[] change = new Change[1];
        known.compute(recipient, (number, there) -> {
            Known before = there == null ? Known.NOTHING : there;
            change[0] = new Change(before, how.apply(before));
            return change[0].after();
        });
        return change[0];
    }

    @Override
    public boolean add(Suppression suppression) {
        if (suppression.until().isPresent() && temporary.incrementAndGet() % SWEEP_EVERY == 0) {
            forgetEnded();
        }
        Change change = change(suppression.recipient(), its -> its.with(suppression));
        return !change.before().equals(change.after());
    }

    private void forgetEnded() {
        Instant now = clock.instant();
        for (PhoneNumber recipient : known.keySet()) {
            known.computeIfPresent(recipient, (number, its) -> its.at(now));
        }
    }

    @Override
    public List<Suppression> remove(PhoneNumber recipient, Instant at) {
        return remove(recipient, new Removal(true, Optional.empty(), at));
    }

    @Override
    public List<Suppression> remove(PhoneNumber recipient, Optional<Sender> sender, Instant at) {
        return remove(recipient, new Removal(false, sender, at));
    }

    private List<Suppression> remove(PhoneNumber recipient, Removal removal) {
        return change(recipient, its -> its.without(removal)).before().held().stream()
                .filter(removal::ends)
                .toList();
    }

    @Override
    public List<Suppression> find(PhoneNumber recipient) {
        Known its = known.get(recipient);
        return its == null ? List.of() : its.held();
    }

    @Override
    public Stream<Suppression> all() {
        return known.values().stream().flatMap(its -> its.held().stream());
    }
}
