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
 * A suppression store in memory: for one process, until it ends.
 *
 * <p>Thread-safe, by a lock for each recipient that is held for a change. It is unbounded on purpose, because a list that
 * evicts leads to messages to people who said STOP: a recipient takes about 300 bytes, so a million take 300 MB. Only
 * expired suppressions are removed.
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
     * A store with a clock.
     *
     * @param clock decides which suppressions have expired
     */
    public MemorySuppressionStore(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** A recipient's suppressions before and after a change. */
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
        Change change = change(suppression.recipient(), current -> current.with(suppression, now));
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
        return change(recipient, current -> current.without(removal)).before().held().stream()
                .filter(removal::ends)
                .toList();
    }

    @Override
    public List<Suppression> find(PhoneNumber recipient) {
        RecipientSuppressions current = recipients.get(recipient);
        return current == null ? List.of() : current.held();
    }

    @Override
    public boolean isCertainlyEmpty() {
        return recipients.isEmpty();
    }

    @Override
    public Stream<Suppression> all() {
        return recipients.values().stream().flatMap(recipient -> recipient.held().stream());
    }
}
