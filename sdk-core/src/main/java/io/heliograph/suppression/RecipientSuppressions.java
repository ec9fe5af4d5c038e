package io.heliograph.suppression;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The suppressions and removals of one recipient with the rules for changing them: a {@link SuppressionStore} reads it,
 * calls {@link #with} or {@link #without}, and writes the result, in one transaction. Immutable and thread-safe.
 *
 * <p>There is at most one suppression for each sender and reason, and one removal for each sender: the latest by its time.
 * The order of arrival makes no difference, with two exceptions: of two with the same time the last to arrive counts, and
 * removals from the future, see {@link #with}.
 *
 * @param held the suppressions; those that have ended may be among them
 * @param removals when suppressions were removed: a suppression with an earlier time isn't added any more
 */
public record RecipientSuppressions(List<Suppression> held, List<SuppressionRemoval> removals) {
    private static final RecipientSuppressions NONE = new RecipientSuppressions(List.of(), List.of());

    public RecipientSuppressions {
        held = List.copyOf(held);
        removals = List.copyOf(removals);
    }

    /** A recipient without suppressions or removals. */
    public static RecipientSuppressions none() {
        return NONE;
    }

    /**
     * These with one more suppression, in place of the one that it {@linkplain Suppression#replaces replaces}; or this
     * object where the suppression isn't new, or is older than a removal.
     *
     * <p>A removal whose time is after {@code now} comes from a clock that was ahead, so its true time isn't known: it
     * keeps no suppression out, and is dropped when a suppression that it concerns arrives.
     *
     * @param suppression of the same recipient
     * @param now the time of adding
     */
    public RecipientSuppressions with(Suppression suppression, Instant now) {
        List<SuppressionRemoval> credible = new ArrayList<>();
        for (SuppressionRemoval removal : removals) {
            boolean isFuture = removal.at().isAfter(now);
            if (!isFuture && removal.keepsOut(suppression)) {
                return this;
            }
            if (!isFuture || !removal.concerns(suppression)) {
                credible.add(removal);
            }
        }
        List<Suppression> all = new ArrayList<>();
        for (Suppression other : held) {
            boolean isSame =
                    other.reason() == suppression.reason() && other.sender().equals(suppression.sender());
            if (isSame && !suppression.replaces(other)) {
                return this;
            }
            if (!isSame) {
                all.add(other);
            }
        }
        all.add(suppression);
        return new RecipientSuppressions(all, credible);
    }

    /** These without the suppressions that a removal {@linkplain SuppressionRemoval#ends ends}; the removal is kept. */
    public RecipientSuppressions without(SuppressionRemoval removal) {
        List<SuppressionRemoval> all = new ArrayList<>();
        SuppressionRemoval latest = removal;
        for (SuppressionRemoval other : removals) {
            if (!other.hasSameSender(removal)) {
                all.add(other);
            } else if (other.at().isAfter(removal.at())) {
                latest = other;
            }
        }
        all.add(latest);
        return new RecipientSuppressions(
                held.stream().filter(suppression -> !removal.ends(suppression)).toList(), all);
    }

    /** These without the suppressions that have expired at a time. */
    public RecipientSuppressions withoutEnded(Instant now) {
        return new RecipientSuppressions(
                held.stream().filter(suppression -> suppression.holdsAt(now)).toList(), removals);
    }

    /** Whether there are no suppressions and no removals, so that nothing needs to be kept. */
    public boolean isEmpty() {
        return held.isEmpty() && removals.isEmpty();
    }
}
