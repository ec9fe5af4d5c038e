package io.heliograph.suppression;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a store keeps of one recipient, and the rules by which it changes: a {@link SuppressionStore} reads it, calls
 * {@link #with} or {@link #without}, and writes what comes back, in one transaction. Immutable and thread-safe.
 *
 * <p>There is at most one suppression for each sender and reason, and one removal for each sender: the one that was said
 * last. The order in which they come makes no difference, but between two of the same instant, of which the one that comes
 * last counts, and for removals from the future, see {@link #with}.
 *
 * @param held the suppressions; those that have ended may be among them
 * @param removals when suppressions were removed: what was said before is not added any more
 */
public record RecipientSuppressions(List<Suppression> held, List<SuppressionRemoval> removals) {
    private static final RecipientSuppressions NONE = new RecipientSuppressions(List.of(), List.of());

    public RecipientSuppressions {
        held = List.copyOf(held);
        removals = List.copyOf(removals);
    }

    /** Nothing is known of the recipient. */
    public static RecipientSuppressions none() {
        return NONE;
    }

    /**
     * The same with one more suppression, in place of the one that it {@linkplain Suppression#replaces replaces}; or this
     * object where the suppression says nothing new, or a removal was said after it.
     *
     * <p>A removal whose time is after {@code now} was noted by a clock that was ahead, so that nobody knows when it was: it
     * keeps no suppression out, and is forgotten when one comes that it concerns.
     *
     * @param suppression of the same recipient
     * @param now when it is added
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

    /** The same without the suppressions that a removal {@linkplain SuppressionRemoval#ends ends}; the removal is remembered. */
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
                held.stream().filter(one -> !removal.ends(one)).toList(), all);
    }

    /** The same without the suppressions that have ended at a time. */
    public RecipientSuppressions withoutEnded(Instant now) {
        return new RecipientSuppressions(
                held.stream().filter(one -> one.holdsAt(now)).toList(), removals);
    }

    /** Whether nothing is known of the recipient, so that nothing needs to be kept. */
    public boolean isEmpty() {
        return held.isEmpty() && removals.isEmpty();
    }
}
