package io.heliograph.suppression;

import io.heliograph.internal.base.EventPublisher;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who gets no messages: asked before every send, fed by STOP replies and by what providers refuse.
 *
 * <p>Thread-safe, without a thread or a lock of its own but for its store's. What was added is found by every send that
 * begins afterwards. Words count by the time at which they were said, whenever they come: a STOP that is older than a START
 * holds nobody back. A time in the future is taken for now, and a removal that was noted while the clock was ahead holds no
 * later STOP off. What the store throws goes through.
 *
 * <p>A person is one person however the number is spelled: the store is asked with {@linkplain PhoneNumber#canonical()
 * canonical} numbers only.
 */
public final class SuppressionList {
    /** How long a provider's refusal holds: a START may reach the provider only, which says no again for nothing. */
    public static final Duration REFUSED_FOR = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(SuppressionList.class);

    private final SuppressionStore store;
    private final SuppressionScope scope;
    private final Clock clock;
    private final EventPublisher<SuppressionListener> listeners = new EventPublisher<>(LOG);

    public SuppressionList(SuppressionStore store, SuppressionScope scope, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.scope = Objects.requireNonNull(scope, "scope");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Lets somebody get nothing more from any sender. */
    public boolean add(PhoneNumber recipient) {
        return add(manual(recipient, Optional.empty()));
    }

    /** Lets somebody get nothing more from one sender; from none if the scope is {@link SuppressionScope#GLOBAL}. */
    public boolean add(PhoneNumber recipient, Sender sender) {
        return add(manual(recipient, Optional.of(sender)));
    }

    private Suppression manual(PhoneNumber recipient, Optional<Sender> sender) {
        return new Suppression(recipient, sender, SuppressionReason.MANUAL, "", clock.instant(), Optional.empty());
    }

    /**
     * Adds a suppression.
     *
     * @return whether it says something new: not where it has ended, or the same or a later word is known
     */
    public boolean add(Suppression suppression) {
        Instant now = clock.instant();
        if (!suppression.holdsAt(now)) {
            return false;
        }
        Suppression currentSuppression = suppression.since().isAfter(now)
                ? new Suppression(
                        suppression.recipient(),
                        suppression.sender(),
                        suppression.reason(),
                        suppression.provider(),
                        now,
                        suppression.until())
                : suppression;
        boolean added = store.add(currentSuppression, now);
        if (added) {
            listeners.publish(listener -> listener.added(currentSuppression));
        }
        return added;
    }

    /**
     * Removes somebody for every sender, whatever the reason.
     *
     * @return what was removed
     */
    public List<Suppression> remove(PhoneNumber recipient) {
        return told(store.remove(recipient.canonical(), clock.instant()));
    }

    /**
     * Removes what holds for one sender.
     *
     * @param sender empty for what holds for every sender, and for nothing else
     * @return what was removed
     */
    public List<Suppression> remove(PhoneNumber recipient, Optional<Sender> sender) {
        return told(store.remove(recipient.canonical(), sender.map(Sender::canonical), clock.instant()));
    }

    /**
     * Takes a person's word that it wants no more messages.
     *
     * @param ours to which of our senders it was said; empty where that isn't known, and then it holds for all
     * @param provider the provider that told it
     * @param at when it was said
     * @return whether that is new
     */
    public boolean stop(PhoneNumber from, Optional<Sender> ours, String provider, Instant at) {
        return add(new Suppression(from, ours, SuppressionReason.STOP, provider, at, Optional.empty()));
    }

    /**
     * Takes a person's word that it wants messages again: from every sender, or with {@link SuppressionScope#PER_SENDER}
     * from this one only.
     *
     * @param ours to which of our senders it was said; empty where that isn't known, and then it ends what holds for all
     * @param at when it was said
     * @return what was removed
     */
    public List<Suppression> start(PhoneNumber from, Optional<Sender> ours, Instant at) {
        Instant now = clock.instant();
        Instant time = at.isAfter(now) ? now : at;
        PhoneNumber person = from.canonical();
        return told(
                scope == SuppressionScope.GLOBAL
                        ? store.remove(person, time)
                        : store.remove(person, ours.map(Sender::canonical), time));
    }

    /**
     * Takes a provider's word that a person has opted out there. It holds for {@link #REFUSED_FOR}.
     *
     * @param sender from whom the refused message was; empty where the request named nobody
     * @return whether that is new
     */
    public boolean refused(PhoneNumber recipient, Optional<Sender> sender, String provider, Instant at) {
        Optional<Instant> until = Optional.of(at.plus(REFUSED_FOR));
        return add(new Suppression(recipient, sender, SuppressionReason.REFUSED, provider, at, until));
    }

    /**
     * What holds a message back now; of several the one that lasts longest.
     *
     * @param sender whom the message is from; empty where the request names nobody, so that it could be any
     */
    public Optional<Suppression> find(PhoneNumber recipient, Optional<Sender> sender) {
        List<Suppression> suppressions = store.find(recipient.canonical());
        if (suppressions.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return suppressions.stream()
                .filter(one -> one.holdsAt(now) && isFor(one, sender))
                .max(Comparator.comparing(Suppression::end));
    }

    private boolean isFor(Suppression suppression, Optional<Sender> sender) {
        return scope == SuppressionScope.GLOBAL
                || sender.isEmpty()
                || suppression.sender().isEmpty()
                || suppression.sender().equals(sender);
    }

    /** Everything that hasn't ended, in no order, as the stream is read; close it. */
    public Stream<Suppression> all() {
        Instant now = clock.instant();
        return store.all().filter(one -> one.holdsAt(now));
    }

    /**
     * Adds what a CSV file says, line by line. Its header names the columns: {@code number} and, as far as they are known,
     * {@code sender}, {@code reason}, {@code provider}, {@code since} and {@code until}. Without a reason a line is
     * {@code MANUAL}, without a time it is of now. What can't be read is left out and named; what could be read stays, also
     * where the file or the store breaks off. Importing again does no harm.
     *
     * @throws io.heliograph.message.InvalidRequestException if the header isn't right; nothing was added
     */
    public ImportResult importCsv(Reader csv) throws IOException {
        return new CsvImport(clock.instant(), this::add).read(csv);
    }

    /** Writes everything that hasn't ended as a CSV file, line by line, with numbers in clear. The writer stays open. */
    public void exportCsv(Writer csv) throws IOException {
        try (Stream<Suppression> all = all()) {
            CsvExport.write(all.iterator(), csv);
        }
    }

    /** Tells somebody of changes from now on. */
    public void listen(SuppressionListener listener) {
        listeners.add(listener);
    }

    /** Tells them no more. */
    public void forget(SuppressionListener listener) {
        listeners.remove(listener);
    }

    private List<Suppression> told(List<Suppression> removed) {
        removed.forEach(one -> listeners.publish(listener -> listener.removed(one)));
        return removed;
    }
}
