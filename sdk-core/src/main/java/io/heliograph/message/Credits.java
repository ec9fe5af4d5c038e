package io.heliograph.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The cost of a request in the vendor's own units of credit.
 *
 * <p>Immutable and thread-safe; it holds nothing personal. It's an estimate by the vendor's published rule, computed
 * without I/O; values that the vendor reports later, such as {@link Message#segments()}, replace it.
 *
 * @param amounts the amount of each unit, 0 or more, in the vendor's order; a unit is a singular noun such as
 *     {@link #PART}
 * @param exact whether the amounts are exact; if not, they are upper bounds
 */
public record Credits(Map<String, Long> amounts, boolean exact) {
    /** One segment of a message, the unit of vendors that bill by segment. */
    public static final String PART = "part";

    public Credits {
        amounts = Collections.unmodifiableMap(new LinkedHashMap<>(amounts));
        amounts.forEach((unit, amount) -> {
            if (amount < 0) {
                throw new IllegalArgumentException("credits aren't negative, as " + amount + " of " + unit + " is");
            }
        });
    }

    /** Exactly this number of segments. */
    public static Credits parts(int parts) {
        return new Credits(Map.of(PART, (long) parts), true);
    }

    /** At most this number of segments. */
    public static Credits atMostParts(int parts) {
        return new Credits(Map.of(PART, (long) parts), false);
    }

    /** The amount of a unit; 0 if it isn't listed. */
    public long of(String unit) {
        return amounts.getOrDefault(unit, 0L);
    }

    /**
     * The cost of the same content to this number of recipients.
     *
     * @throws ArithmeticException if an amount overflows a {@code long}
     */
    public Credits times(int recipients) {
        Map<String, Long> all = new LinkedHashMap<>();
        amounts.forEach((unit, amount) -> all.put(unit, Math.multiplyExact(amount, (long) recipients)));
        return new Credits(all, exact);
    }

    /** A readable form, for example {@code at most 2 SMS credits and 1 MMS credit}. */
    @Override
    public String toString() {
        StringJoiner all = new StringJoiner(" and ", exact ? "" : "at most ", "").setEmptyValue("nothing");
        amounts.forEach((unit, amount) -> all.add(amount + " " + unit + (amount == 1 ? "" : "s")));
        return all.toString();
    }
}
