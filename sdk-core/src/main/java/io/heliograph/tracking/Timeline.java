package io.heliograph.tracking;

import io.heliograph.message.Failure;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message, as far as it is known: everything that was said of it, in any order and any number, made
 * into one status that only goes forward.
 *
 * <p>Immutable and thread-safe. Of two reports the one further down this table wins, whenever they came:
 *
 * <table>
 * <caption>The order of statuses</caption>
 * <tr><th>status</th><th>final</th><th>because</th></tr>
 * <tr><td>UNKNOWN</td><td>no</td><td>a word that says nothing</td></tr>
 * <tr><td>SCHEDULED, QUEUED, SUBMITTED</td><td>no</td><td>the order of a message's way</td></tr>
 * <tr><td>CANCELLING</td><td>no</td><td>asked for, and not done</td></tr>
 * <tr><td>SENT</td><td>no</td><td>the carrier has it: cancelling came too late</td></tr>
 * <tr><td>UNCONFIRMED</td><td>yes</td><td>nobody knew; whoever knows wins</td></tr>
 * <tr><td>CANCELLED, REJECTED, FAILED, EXPIRED, UNDELIVERED</td><td>yes</td>
 *     <td>by how far it came: never left, refused, not handed on, kept by the carrier, tried</td></tr>
 * <tr><td>DELIVERED</td><td>yes</td><td>a handset said so</td></tr>
 * </table>
 *
 * <p>A message in parts is delivered when all parts are, also where the vendor doesn't say which report is of which part, and
 * failed when one is; one to several recipients has ended when
 * all have. How many there are must have been said, and if it was said differently, the smallest number counts. What is
 * said of the whole counts beside it. {@link Status#UNCONFIRMED} is final, and no reason to send again.
 */
public final class Timeline {
    /** How many different reports are kept. */
    static final int MAX_REPORTS = 64;

    private static final Comparator<StatusReport> LEAST_FIRST = StatusReport.BY_CONTENT;

    private final MessageId id;
    private final Map<String, RecipientProgress> lines;
    private final int count;
    private final NavigableSet<StatusReport> reports;
    private final Status status;
    private final @Nullable PartOf partOf;

    private Timeline(
            MessageId id,
            Map<String, RecipientProgress> lines,
            int count,
            NavigableSet<StatusReport> reports,
            @Nullable PartOf partOf) {
        this.id = id;
        this.lines = lines;
        this.count = count;
        this.reports = reports;
        this.partOf = partOf;
        status = status(lines, count);
    }

    /** A message of which nothing was said. */
    public static Timeline of(MessageId id) {
        return new Timeline(id, Map.of(), 0, new TreeSet<>(LEAST_FIRST), null);
    }

    /**
     * The same with one more report.
     *
     * @throws IllegalArgumentException if it is about another message
     */
    public Timeline with(StatusReport report) {
        NavigableSet<StatusReport> one = new TreeSet<>(LEAST_FIRST);
        one.add(report);
        String who = who(report.recipient().orElse(null));
        return merge(new Timeline(
                report.id(),
                Map.of(who, RecipientProgress.of(report)),
                report.recipients(),
                one,
                report.partOf().orElse(null)));
    }

    /** Reports of one person are of one line, however each spells the number. */
    private static String who(@Nullable PhoneNumber recipient) {
        return recipient == null ? "" : recipient.canonical().e164();
    }

    /**
     * Everything that either knows.
     *
     * @throws IllegalArgumentException if it is about another message
     */
    public Timeline merge(Timeline other) {
        if (!id.equals(other.id)) {
            throw new IllegalArgumentException("a timeline of " + id + " takes nothing of " + other.id);
        }
        if (reports.isEmpty() || other.reports.isEmpty()) { // of one of them nothing was said
            return reports.isEmpty() ? other : this;
        }
        Map<String, RecipientProgress> all = new TreeMap<>(lines);
        other.lines.forEach((who, line) -> all.merge(who, line, RecipientProgress::merge));
        return new Timeline(
                id,
                all,
                RecipientProgress.fewer(count, other.count),
                bounded(reports, other.reports),
                first(partOf, other.partOf));
    }

    private static @Nullable PartOf first(@Nullable PartOf one, @Nullable PartOf other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** The reports that say most; of those that say the same, the first that came. */
    private static NavigableSet<StatusReport> bounded(
            NavigableSet<StatusReport> some, NavigableSet<StatusReport> others) {
        NavigableSet<StatusReport> all = new TreeSet<>(some);
        for (StatusReport report : others) {
            StatusReport there = all.floor(report);
            if (there == null || !there.sameContentAs(report)) {
                all.add(report);
            } else if (report.receivedAt().isBefore(there.receivedAt())) {
                all.remove(there);
                all.add(report);
            }
        }
        while (all.size() > MAX_REPORTS) {
            all.pollFirst();
        }
        return all;
    }

    private static Status status(Map<String, RecipientProgress> lines, int count) {
        RecipientProgress all = lines.getOrDefault("", RecipientProgress.EMPTY);
        RecipientProgress.Progress whole =
                all.known(0, count); // a delivery to one who isn't named is to one of several
        List<RecipientProgress.Progress> each = new ArrayList<>();
        lines.forEach((who, line) -> {
            if (!who.isEmpty()) {
                each.add(line.known(all.parts(), 1));
            }
        });
        Status furthest =
                whole.merge(RecipientProgress.together(each, count, false)).furthest();
        return furthest == null ? Status.UNKNOWN : furthest;
    }

    public MessageId id() {
        return id;
    }

    /** The message that this one is a part of, where the vendor names each part; what is said here counts there. */
    public Optional<PartOf> partOf() {
        return Optional.ofNullable(partOf);
    }

    /** The status of the whole; {@code UNKNOWN} where nothing was said. */
    public Status status() {
        return status;
    }

    /** Whether the whole has ended. */
    public boolean isFinal() {
        return status.isFinal();
    }

    /** The status of each recipient that was named, in the order of their numbers. */
    public Map<PhoneNumber, Status> recipients() {
        Map<PhoneNumber, Status> each = new LinkedHashMap<>();
        int parts = lines.getOrDefault("", RecipientProgress.EMPTY).parts();
        lines.forEach((who, line) -> {
            Status known = line.known(parts, 1).furthest();
            if (!who.isEmpty() && known != null) {
                each.put(PhoneNumber.of(who), known);
            }
        });
        return Collections.unmodifiableMap(each);
    }

    /**
     * The status of each part of which something was said, from 1.
     *
     * @param recipient whose; null for reports that named nobody
     */
    public Map<Integer, Status> parts(@Nullable PhoneNumber recipient) {
        RecipientProgress line = lines.getOrDefault(who(recipient), RecipientProgress.EMPTY);
        Map<Integer, Status> each = new TreeMap<>();
        line.byPart().forEach((part, known) -> {
            if (known.furthest() != null) {
                each.put(part, known.furthest());
            }
        });
        return Collections.unmodifiableMap(each);
    }

    /** Why it failed, where it did and somebody said so. */
    public Optional<Failure> failure() {
        return reports.descendingSet().stream()
                .filter(report -> report.status() == status && status.isFailure())
                .flatMap(report -> report.failure().stream())
                .findFirst();
    }

    /** What was said, the furthest first: the last {@value #MAX_REPORTS} that differ; the same said again isn't kept. */
    public List<StatusReport> reports() {
        return List.copyOf(reports.descendingSet());
    }

    /** Whether both show the same to whoever looks: the status, and that of each recipient and part. */
    public boolean looksLike(Timeline other) {
        return id.equals(other.id) && status == other.status && lines.equals(other.lines);
    }

    @Override
    public String toString() {
        return "Timeline[" + id + " " + status + ", " + reports.size() + " reports]";
    }
}
