package io.heliograph.suppression;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Keeps suppressions in memory: for one process, until it ends.
 *
 * <p>Thread-safe, with a lock for each recipient that is held for a change. It has no bound on purpose, because a list that
 * forgets sends to people who said stop: a recipient takes about 300 bytes, so that a million are 300 MB. Only what has
 * ended by its time is forgotten.
 */
public final class MemorySuppressionStore implements SuppressionStore {
    private static final int SWEEP_EVERY = 10_000;

    private final Map<PhoneNumber, RecipientSuppressions> recipients = new ConcurrentHashMap<>();
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

    /** What was known of a recipient before a change and after it. */
    private record Change(RecipientSuppressions before, RecipientSuppressions after) {}

    private Change change(PhoneNumber recipient, UnaryOperator<RecipientSuppressions> how) {
        Change[] change = new Change[1];
        recipients.compute(recipient, (number, there) -> {
            RecipientSuppressions before = there == null ? RecipientSuppressions.none() : there;
            change[0] = new Change(before, how.apply(before));
            return change[0].after();
        });
        return change[0];
    }

    @Override
    public boolean add(Suppression suppression, Instant now) {
        if (suppression.until().isPresent() && temporary.incrementAndGet() % SWEEP_EVERY == 0) {
            forgetEnded();
        }
        Change change = change(suppression.recipient(), known -> known.with(suppression, now));
        return !change.before().equals(change.after());
    }

    private void forgetEnded() {
        Instant now = clock.instant();
        for (PhoneNumber recipient : recipients.keySet()) {
            recipients.computeIfPresent(recipient, (number, known) -> {
                RecipientSuppressions left = known.withoutEnded(now);
                return left.isEmpty() ? null : left;
            });
        }
    }

    @Override
    public List<Suppression> remove(PhoneNumber recipient, Instant at) {
        return remove(recipient, SuppressionRemoval.ofEverySender(at));
    }

    @Override
    public List<Suppression> remove(PhoneNumber recipient, Optional<Sender> sender, Instant at) {
        return remove(recipient, SuppressionRemoval.ofSender(sender, at));
    }

    private List<Suppression> remove(PhoneNumber recipient, SuppressionRemoval removal) {
        return change(recipient, known -> known.without(removal)).before().held().stream()
                .filter(removal::ends)
                .toList();
    }

    @Override
    public List<Suppression> find(PhoneNumber recipient) {
        RecipientSuppressions known = recipients.get(recipient);
        return known == null ? List.of() : known.held();
    }

    @Override
    public Stream<Suppression> all() {
        return recipients.values().stream().flatMap(known -> known.held().stream());
    }
}
