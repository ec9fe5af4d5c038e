package io.heliograph.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * What a request takes from an account, in the units that its vendor counts in.
 *
 * <p>Immutable and thread-safe; it holds nothing personal. It is what the vendor's published rule says, worked out without
 * asking: what a vendor reports later, such as {@link Message#segments()}, takes its place.
 *
 * @param amounts how much of each unit, in the vendor's order; a unit is a singular such as {@link #PART}, and amounts are 0
 *     or more
 * @param exact whether the vendor's rule leaves nothing open; if not, the amounts are the most that it can be
 */
public record Credits(Map<String, Long> amounts, boolean exact) {
    /** One part of a message, the unit of vendors that bill by the part. */
    public static final String PART = "part";

    public Credits {
        amounts = Collections.unmodifiableMap(new LinkedHashMap<>(amounts));
        amounts.forEach((unit, amount) -> {
            if (amount < 0) {
                throw new IllegalArgumentException("credits aren't negative, as " + amount + " of " + unit + " is");
            }
        });
    }

    /** So many parts, exactly. */
    public static Credits parts(int parts) {
        return new Credits(Map.of(PART, (long) parts), true);
    }

    /** So many parts at most. */
    public static Credits atMostParts(int parts) {
        return new Credits(Map.of(PART, (long) parts), false);
    }

    /** How much of a unit; 0 if it isn't among them. */
    public long of(String unit) {
        return amounts.getOrDefault(unit, 0L);
    }

    /**
     * The same for so many recipients.
     *
     * @throws ArithmeticException if that is more than a {@code long} holds
     */
    public Credits times(int recipients) {
        Map<String, Long> all = new LinkedHashMap<>();
        amounts.forEach((unit, amount) -> all.put(unit, Math.multiplyExact(amount, (long) recipients)));
        return new Credits(all, exact);
    }

    /** For people, for example {@code at most 2 SMS credits and 1 MMS credit}. */
    @Override
    public String toString() {
        StringJoiner all = new StringJoiner(" and ", exact ? "" : "at most ", "").setEmptyValue("nothing");
        amounts.forEach((unit, amount) -> all.add(amount + " " + unit + (amount == 1 ? "" : "s")));
        return all.toString();
    }
}
