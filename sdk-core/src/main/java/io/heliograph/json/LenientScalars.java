package io.heliograph.json;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The readers of scalar values, which take a value of any JSON type; null for a value that can't be converted. */
final class LenientScalars {
    static final ValueReader<String> TEXT = LenientScalars::text;
    static final ValueReader<Integer> WHOLE = converted(LenientScalars::whole);
    static final ValueReader<Long> LONG_WHOLE = converted(LenientScalars::longWhole);
    static final ValueReader<Double> REAL = converted(text -> {
        BigDecimal number = decimal(text);
        return number == null ? null : number.doubleValue();
    });
    static final ValueReader<Boolean> FLAG = converted(LenientScalars::flag);
    static final ValueReader<BigDecimal> DECIMAL = converted(LenientScalars::decimal);

    /** Larger numbers could exhaust memory when they're printed. */
    private static final int MAX_SCALE = 30;

    private static final int MAX_NUMBER = 60;

    /** So many digits always fit a {@code long}. */
    private static final int LONG_DIGITS = 18;

    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private LenientScalars() {}

    private static <T> ValueReader<T> converted(Function<String, @Nullable T> parse) {
        return document -> {
            String text = text(document);
            return text == null ? null : parse.apply(text);
        };
    }

    /** The text of a string, number or boolean. */
    private static @Nullable String text(JsonReader document) throws IOException {
        return switch (document.peek()) {
            case STRING, NUMBER -> document.nextString();
            case BOOLEAN -> String.valueOf(document.nextBoolean());
            default -> {
                document.skipValue();
                yield null;
            }
        };
    }

    private static @Nullable Integer whole(String text) {
        Long number = longWhole(text);
        return number == null || number.intValue() != number ? null : number.intValue();
    }

    private static @Nullable Boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    /**
     * Checks the range before converting: one exception per field of a large response would take longer than all the
     * rest.
     */
    private static @Nullable Long longWhole(String text) {
        if (isDigits(text)) {
            return Long.parseLong(text); // nearly all numbers
        }
        BigDecimal number = decimal(text);
        if (number == null || number.abs().compareTo(MAX_LONG) > 0) {
            return null;
        }
        return number.stripTrailingZeros().scale() > 0 ? null : number.longValue();
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONG_DIGITS;
    }

    private static @Nullable BigDecimal decimal(String text) {
        if (text.length() > MAX_NUMBER) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            return number.scale() > MAX_SCALE || number.scale() < -MAX_SCALE ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
