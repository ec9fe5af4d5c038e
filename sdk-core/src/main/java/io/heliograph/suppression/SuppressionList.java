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
 * The opt-out list: checked before every send, and fed by STOP replies and by providers' opt-out errors.
 *
 * <p>Thread-safe; it has no thread and no lock beside its store's. Every send that begins after an addition sees it. STOP
 * and START count by their own time, whenever they arrive: a STOP that is older than a START suppresses nobody. A time in the
 * future is replaced by now, and a removal from a clock that was ahead keeps no later STOP out. Exceptions of the store
 * aren't caught.
 *
 * <p>All spellings of a number are one person: the store gets {@linkplain PhoneNumber#canonical() canonical} numbers only.
 */
public final class SuppressionList {
    /** How long a provider's opt-out error counts: a START may reach the provider only, and asking it again is free. */
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

    /** Suppresses a recipient for every sender. */
    public boolean add(PhoneNumber recipient) {
        return add(manual(recipient, Optional.empty()));
    }

    /** Suppresses a recipient for one sender, or for every sender if the scope is {@link SuppressionScope#GLOBAL}. */
    public boolean add(PhoneNumber recipient, Sender sender) {
        return add(manual(recipient, Optional.of(sender)));
    }

    private Suppression manual(PhoneNumber recipient, Optional<Sender> sender) {
        return new Suppression(recipient, sender, SuppressionReason.MANUAL, "", clock.instant(), Optional.empty());
    }

    /**
     * Adds a suppression.
     *
     * @return whether it is new: not where it has expired, or an equal or later entry is there
     */
    public boolean add(Suppression suppression) {
        Instant now = clock.instant();
        if (!suppression.holdsAt(now)) {
            return false;
        }
        Suppression dated = suppression.since().isAfter(now)
                ? new Suppression(
                        suppression.recipient(),
                        suppression.sender(),
                        suppression.reason(),
                        suppression.provider(),
                        now,
                        suppression.until())
                : suppression;
        boolean added = store.add(dated, now);
        if (added) {
            listeners.publish(listener -> listener.added(dated));
        }
        return added;
    }

    /**
     * Removes a recipient's suppressions for every sender and reason.
     *
     * @return the removed suppressions
     */
    public List<Suppression> remove(PhoneNumber recipient) {
        return published(store.remove(recipient.canonical(), clock.instant()));
    }

    /**
     * Removes a recipient's suppressions for one sender.
     *
     * @param sender empty for only those that name no sender
     * @return the removed suppressions
     */
    public List<Suppression> remove(PhoneNumber recipient, Optional<Sender> sender) {
        return published(store.remove(recipient.canonical(), sender.map(Sender::canonical), clock.instant()));
    }

    /**
     * Adds the opt-out of a person who sent STOP.
     *
     * @param ours the sender of ours that received it; empty where that isn't known, and then it counts for all
     * @param provider the provider that reported it
     * @param at when it was sent
     * @return whether the opt-out is new
     */
    public boolean stop(PhoneNumber from, Optional<Sender> ours, String provider, Instant at) {
        return add(new Suppression(from, ours, SuppressionReason.STOP, provider, at, Optional.empty()));
    }

    /**
     * Ends the opt-out of a person who sent START: for every sender, or with {@link SuppressionScope#PER_SENDER}
     * for this one only.
     *
     * @param ours the sender of ours that received it; empty where that isn't known: it then ends those that name no sender
     * @param at when it was sent
     * @return the removed suppressions
     */
    public List<Suppression> start(PhoneNumber from, Optional<Sender> ours, Instant at) {
        Instant now = clock.instant();
        Instant time = at.isAfter(now) ? now : at;
        PhoneNumber person = from.canonical();
        return published(
                scope == SuppressionScope.GLOBAL
                        ? store.remove(person, time)
                        : store.remove(person, ours.map(Sender::canonical), time));
    }

    /**
     * Adds an opt-out that a provider reported by rejecting a message. It counts for {@link #REFUSED_FOR}.
     *
     * @param sender the rejected message's sender; empty where the request named none
     * @return whether the opt-out is new
     */
    public boolean refused(PhoneNumber recipient, Optional<Sender> sender, String provider, Instant at) {
        Optional<Instant> until = Optional.of(at.plus(REFUSED_FOR));
        return add(new Suppression(recipient, sender, SuppressionReason.REFUSED, provider, at, until));
    }

    /**
     * The suppression that blocks a message now; of several the one that lasts longest.
     *
     * @param sender the message's sender; empty where the request names none, so that it could be any
     */
    public Optional<Suppression> find(PhoneNumber recipient, Optional<Sender> sender) {
        List<Suppression> suppressions = store.find(recipient.canonical());
        if (suppressions.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return suppressions.stream()
                .filter(suppression -> suppression.holdsAt(now) && isFor(suppression, sender))
                .max(Comparator.comparing(Suppression::end));
    }

    /** Whether it certainly blocks no message now: its store says that it is empty. */
    public boolean isCertainlyEmpty() {
        return store.isCertainlyEmpty();
    }

    private boolean isFor(Suppression suppression, Optional<Sender> sender) {
        return scope == SuppressionScope.GLOBAL
                || sender.isEmpty()
                || suppression.sender().isEmpty()
                || suppression.sender().equals(sender);
    }

    /** All suppressions that haven't expired, unordered, read lazily; close the stream. */
    public Stream<Suppression> all() {
        Instant now = clock.instant();
        return store.all().filter(suppression -> suppression.holdsAt(now));
    }

    /**
     * Imports a CSV file, line by line; lines without a time are of now. See {@link #importCsv(Reader, Instant)}.
     *
     * @throws io.heliograph.message.InvalidRequestException if the header is invalid; nothing was added
     */
    public ImportResult importCsv(Reader csv) throws IOException {
        return importCsv(csv, clock.instant());
    }

    /**
     * Imports a CSV file, line by line. The header names the columns: {@code number} and optionally
     * {@code sender}, {@code reason}, {@code provider}, {@code since} and {@code until}; a later header names those of the
     * lines below it. A line without a reason is {@code MANUAL}. One with the reason {@code REMOVED} removes the recipient at
     * its time, for its sender or for every sender if that is {@code *}, and cancels lines without a time above it. Invalid
     * lines are left out and reported; valid ones stay, even if reading the file or writing to the store fails later. The
     * import is idempotent, and adds nobody who was removed after the time of their line.
     *
     * @param undatedSince the time of lines without one, such as that of the file; they are kept in memory until the end
     * @throws io.heliograph.message.InvalidRequestException if the first header is invalid; nothing was added
     */
    public ImportResult importCsv(Reader csv, Instant undatedSince) throws IOException {
        return new CsvImport(undatedSince, this::add, this::isRemoved).read(csv);
    }

    private boolean isRemoved(PhoneNumber recipient, SuppressionRemoval removal) {
        PhoneNumber person = recipient.canonical();
        Instant now = clock.instant();
        Instant at = removal.at().isAfter(now) ? now : removal.at();
        return !published(removal.everySender() ? store.remove(person, at) : store.remove(person, removal.sender(), at))
                .isEmpty();
    }

    /** Exports all suppressions that haven't expired as CSV, line by line, with unmasked numbers. The writer stays open. */
    public void exportCsv(Writer csv) throws IOException {
        try (Stream<Suppression> all = all()) {
            CsvExport.write(all.iterator(), csv);
        }
    }

    /** Adds a listener. */
    public void listen(SuppressionListener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void forget(SuppressionListener listener) {
        listeners.remove(listener);
    }

    private List<Suppression> published(List<Suppression> removed) {
        removed.forEach(suppression -> listeners.publish(listener -> listener.removed(suppression)));
        return removed;
    }
}
