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
 * The history of one message: its reports, in any order and with repeats, merged
 * into one status that only moves forward.
 *
 * <p>Immutable and thread-safe. Of two reports the one further down this table wins, whenever they arrived:
 *
 * <table>
 * <caption>The order of statuses</caption>
 * <tr><th>status</th><th>final</th><th>because</th></tr>
 * <tr><td>UNKNOWN</td><td>no</td><td>a word without a meaning here</td></tr>
 * <tr><td>SCHEDULED, QUEUED, SUBMITTED</td><td>no</td><td>the order of a message's life</td></tr>
 * <tr><td>CANCELLING</td><td>no</td><td>requested, and not done</td></tr>
 * <tr><td>SENT</td><td>no</td><td>the carrier has it: cancelling came too late</td></tr>
 * <tr><td>UNCONFIRMED</td><td>yes</td><td>the vendor doesn't know; any other final status wins</td></tr>
 * <tr><td>CANCELLED, REJECTED, FAILED, EXPIRED, UNDELIVERED</td><td>yes</td>
 *     <td>by how far it came: never sent, refused, not passed on, held by the carrier, tried</td></tr>
 * <tr><td>DELIVERED</td><td>yes</td><td>the handset confirmed it</td></tr>
 * </table>
 *
 * <p>A message in parts is delivered when all parts are, even if the vendor doesn't number them, and failed when one is. A
 * message to several recipients is final when it is final for all. A report must have given the number of parts or
 * recipients; of different numbers the smallest counts. A report of the whole message counts as well.
 * {@link Status#UNCONFIRMED} is final, and no reason to send again.
 */
public final class Timeline {
    /** The maximum number of different reports. */
    static final int MAX_REPORTS = 64;

    private static final Comparator<StatusReport> LEAST_FIRST = StatusReport.BY_CONTENT;

    private final MessageId id;

    /** The only report, so that a timeline of one costs nothing more until it is read; null if there are none or several. */
    private final @Nullable StatusReport only;

    /** Made when it is first read; two threads may make it twice. */
    private @Nullable Merged merged;

    /** What the reports say together. */
    private record Merged(
            Map<String, RecipientProgress> lines,
            int count,
            NavigableSet<StatusReport> reports,
            Status status,
            @Nullable PartOf partOf) {
        static final Merged NOTHING = of(List.of());

        /** Of different reports. */
        static Merged of(List<StatusReport> different) {
            Map<String, RecipientProgress> lines = new TreeMap<>();
            NavigableSet<StatusReport> reports = new TreeSet<>(LEAST_FIRST);
            int count = 0;
            PartOf partOf = null;
            for (StatusReport report : different) {
                String who = who(report.recipient().orElse(null));
                lines.merge(who, RecipientProgress.of(report), RecipientProgress::merge);
                reports.add(report);
                count = RecipientProgress.fewer(count, report.recipients());
                partOf = first(partOf, report.partOf().orElse(null));
            }
            return new Merged(lines, count, reports, Timeline.status(lines, count), partOf);
        }

        Merged with(Merged other) {
            Map<String, RecipientProgress> all = new TreeMap<>(lines);
            other.lines.forEach((who, line) -> all.merge(who, line, RecipientProgress::merge));
            int fewer = RecipientProgress.fewer(count, other.count);
            return new Merged(
                    all,
                    fewer,
                    bounded(reports, other.reports),
                    Timeline.status(all, fewer),
                    first(partOf, other.partOf));
        }
    }

    private Timeline(MessageId id, @Nullable StatusReport only, @Nullable Merged merged) {
        this.id = id;
        this.only = only;
        this.merged = merged;
    }

    /** A timeline without reports. */
    public static Timeline of(MessageId id) {
        return new Timeline(id, null, Merged.NOTHING);
    }

    /** A timeline of different reports. */
    static Timeline of(MessageId id, List<StatusReport> different) {
        return different.size() == 1 ? of(different.get(0)) : new Timeline(id, null, Merged.of(different));
    }

    static Timeline of(StatusReport report) {
        return new Timeline(report.id(), report, null);
    }

    private Merged merged() {
        Merged known = merged;
        if (known == null) {
            known = only == null ? Merged.NOTHING : Merged.of(List.of(only));
            merged = known;
        }
        return known;
    }

    private boolean isEmpty() {
        return only == null && merged().reports.isEmpty();
    }

    /**
     * This timeline with one more report.
     *
     * @throws IllegalArgumentException if it is of another message
     */
    public Timeline with(StatusReport report) {
        return merge(of(report));
    }

    /** The recipient's canonical number as the key, so that reports of one person are merged in any spelling. */
    private static String who(@Nullable PhoneNumber recipient) {
        return recipient == null ? "" : recipient.canonical().e164();
    }

    /**
     * A timeline with the reports of both.
     *
     * @throws IllegalArgumentException if it is of another message
     */
    public Timeline merge(Timeline other) {
        if (!id.equals(other.id)) {
            throw new IllegalArgumentException("a timeline of " + id + " takes no reports of " + other.id);
        }
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        return new Timeline(id, null, merged().with(other.merged()));
    }

    private static @Nullable PartOf first(@Nullable PartOf one, @Nullable PartOf other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** The furthest reports; of equal ones, the first that arrived. */
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
        RecipientProgress.Progress whole = all.known(0, count); // a delivery without a recipient is to one of several
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

    /** The message that this id is a part of, where the vendor gives each part an id; reports of the part count there. */
    public Optional<PartOf> partOf() {
        return only == null ? Optional.ofNullable(merged().partOf) : only.partOf();
    }

    /** The status of the whole message; {@code UNKNOWN} without reports. */
    public Status status() {
        return merged().status;
    }

    /** Whether the status of the whole message is final. */
    public boolean isFinal() {
        return status().isFinal();
    }

    /** The status of each recipient with a report, in the order of their numbers. */
    public Map<PhoneNumber, Status> recipients() {
        Map<PhoneNumber, Status> each = new LinkedHashMap<>();
        Map<String, RecipientProgress> lines = merged().lines;
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
     * The status of each part with a report, by its number from 1.
     *
     * @param recipient the recipient; null for reports without one
     */
    public Map<Integer, Status> parts(@Nullable PhoneNumber recipient) {
        RecipientProgress line = merged().lines.getOrDefault(who(recipient), RecipientProgress.EMPTY);
        Map<Integer, Status> each = new TreeMap<>();
        line.byPart().forEach((part, known) -> {
            if (known.furthest() != null) {
                each.put(part, known.furthest());
            }
        });
        return Collections.unmodifiableMap(each);
    }

    /** Why it failed, where it did and a report says so. */
    public Optional<Failure> failure() {
        Status status = status();
        return merged().reports.descendingSet().stream()
                .filter(report -> report.status() == status && status.isFailure())
                .flatMap(report -> report.failure().stream())
                .findFirst();
    }

    /** What the vendor charges by the reports so far: price, carrier fees and segments. */
    public Charge charge() {
        return only != null
                ? Charge.of(only)
                : merged().reports.stream().map(Charge::of).reduce(Charge.unknown(), Charge::merge);
    }

    /** The reports, the furthest first: at most {@value #MAX_REPORTS}, without repeats. */
    public List<StatusReport> reports() {
        return only != null ? List.of(only) : List.copyOf(merged().reports.descendingSet());
    }

    /** Whether all its different reports are here, so that they make the same timeline again. */
    boolean hasAllReports() {
        return only != null || merged().reports.size() < MAX_REPORTS;
    }

    /** Whether both have the same status, of the whole and of each recipient and part. */
    public boolean sameStateAs(Timeline other) {
        return id.equals(other.id)
                && status() == other.status()
                && merged().lines.equals(other.merged().lines);
    }

    @Override
    public String toString() {
        return "Timeline[" + id + " " + status() + ", " + merged().reports.size() + " reports]";
    }
}
