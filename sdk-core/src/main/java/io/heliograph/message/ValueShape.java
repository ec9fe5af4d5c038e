package io.heliograph.message;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Describes the shape of a value without revealing it, for errors that are precise and keep secrets. */
public final class ValueShape {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_.:-]*}");

    private ValueShape() {}

    /** Whether a value is a placeholder such as {@code ${WAVIX_KEY}}, which nothing but Spring fills. */
    public static boolean isPlaceholder(String value) {
        return PLACEHOLDER.matcher(value.strip()).matches();
    }

    /** The numbers of characters by kind, for example {@code "9 digits and 2 other characters"}. */
    public static String of(@Nullable String value) {
        if (value == null) {
            return "missing";
        }
        if (value.isEmpty()) {
            return "empty";
        }
        if (value.isBlank()) {
            return "blank";
        }
        if (value.equals("+")) {
            return "a + alone";
        }
        int digits = (int) value.chars().filter(c -> c >= '0' && c <= '9').count();
        int letters = (int) value.chars().filter(Character::isLetter).count();
        int others = value.length() - digits - letters;
        String shape = join(join(count(digits, "digit"), count(letters, "letter")), count(others, "other character"));
        if (value.charAt(0) == '+') {
            return others == 1
                    ? join(join(count(digits, "digit"), count(letters, "letter")), "") + " after a +"
                    : shape + ", the first a +";
        }
        return shape;
    }

    /** A count with its noun, for example {@code "1 digit"} or {@code "3 digits"}; empty for none. */
    private static String count(int count, String noun) {
        return count == 0 ? "" : count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String join(String first, String second) {
        return first.isEmpty() || second.isEmpty() ? first + second : first + " and " + second;
    }
}
