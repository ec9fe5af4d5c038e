package io.heliograph.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads scalar values of any JSON type, and returns null for a value that can't be converted. */
abstract class LenientScalars<T> extends JsonAdapter<T> {
    /** Larger numbers could exhaust memory when they're printed. */
    private static final int MAX_SCALE = 30;

    private static final int MAX_NUMBER = 60;

    /** So many digits always fit a {@code long}. */
    private static final int LONG_DIGITS = 18;

    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Converts a value's text; null if it can't. */
    abstract @Nullable T parse(String text);

    @Override
    public @Nullable T fromJson(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case STRING, NUMBER -> parse(reader.nextString());
            case BOOLEAN -> parse(String.valueOf(reader.nextBoolean()));
            default -> {
                reader.skipValue();
                yield null;
            }
        };
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable T value) {
        throw new UnsupportedOperationException("requests are written with a JsonBody");
    }

    static final class Text extends LenientScalars<String> {
        @Override
        String parse(String text) {
            return text;
        }
    }

    static final class Whole extends LenientScalars<Integer> {
        @Override
        @Nullable
        Integer parse(String text) {
            Long number = whole(text);
            return number == null || number.intValue() != number ? null : number.intValue();
        }
    }

    static final class LongWhole extends LenientScalars<Long> {
        @Override
        @Nullable
        Long parse(String text) {
            return whole(text);
        }
    }

    static final class Real extends LenientScalars<Double> {
        @Override
        @Nullable
        Double parse(String text) {
            BigDecimal number = decimal(text);
            return number == null ? null : number.doubleValue();
        }
    }

    static final class Flag extends LenientScalars<Boolean> {
        @Override
        @Nullable
        Boolean parse(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> null;
            };
        }
    }

    static final class Decimal extends LenientScalars<BigDecimal> {
        @Override
        @Nullable
        BigDecimal parse(String text) {
            return decimal(text);
        }
    }

    /**
     * Checks the range before converting: one exception per field of a large response would take longer than all the
     * rest.
     */
    private static @Nullable Long whole(String text) {
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
        BigDecimal plain = plain(text);
        if (plain != null) {
            return plain;
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            return number.scale() > MAX_SCALE || number.scale() < -MAX_SCALE ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** A number of a few digits, with a point or without, as nearly all amounts are, without the array that BigDecimal makes. */
    private static @Nullable BigDecimal plain(String text) {
        int length = text.length();
        if (length == 0 || length > LONG_DIGITS) {
            return null;
        }
        int point = text.indexOf('.');
        long digits = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (i != point && (digit < 0 || digit > 9)) {
                return null;
            }
            digits = i == point ? digits : 10 * digits + digit;
        }
        return point < 0
                ? BigDecimal.valueOf(digits)
                : length == 1 ? null : BigDecimal.valueOf(digits, length - 1 - point);
    }
}
