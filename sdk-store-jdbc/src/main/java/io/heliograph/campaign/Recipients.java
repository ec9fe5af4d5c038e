package io.heliograph.campaign;

import io.heliograph.message.InvalidRequestException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The recipients of a campaign, which are read once, one after the other, and never held as a list. Not thread-safe; the caller
 * closes what they are read from.
 */
public abstract class Recipients {
    Recipients() {}

    /**
     * One line.
     *
     * @param number its number, from 1; numbers grow, and may leave some out
     * @param to the recipient as the caller gave it
     * @param values the values of the placeholders, in their order
     * @param problem why it can't be sent; null if nothing is known to be wrong
     */
    record Line(
            long number,
            String to,
            List<String> values,
            @Nullable String problem) {}

    /**
     * The lines.
     *
     * @throws InvalidRequestException if a placeholder has no column, and while they are read where going on makes no sense
     */
    abstract Iterator<Line> lines(List<String> placeholders);

    /** Numbers in E.164, for a text without placeholders. */
    public static Recipients of(Stream<String> numbers) {
        return rows(numbers.map(number -> Map.of("to", number)));
    }

    /** Rows with the number as {@code to}, and the values of placeholders by their names. */
    public static Recipients rows(Stream<Map<String, String>> rows) {
        return new Rows(rows.iterator());
    }

    /**
     * A CSV file in UTF-8 with a header. Fields are separated by commas, semicolons or tabs, whichever the header has; they may
     * be in quotes, but a line break ends a row in any case. The numbers are in the column {@code to}, {@code phone}, {@code
     * number}, {@code mobile}, {@code msisdn} or {@code recipient}.
     */
    public static Recipients csv(Reader csv) {
        return new CsvRecipients(csv, null);
    }

    /** Does the same with the numbers in another column. */
    public static Recipients csv(Reader csv, String column) {
        return new CsvRecipients(csv, column);
    }

    /** Rows of the caller's. */
    private static final class Rows extends Recipients {
        private final Iterator<Map<String, String>> rows;

        private Rows(Iterator<Map<String, String>> rows) {
            this.rows = rows;
        }

        @Override
        Iterator<Line> lines(List<String> placeholders) {
            return new Iterator<>() {
                private long number;

                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public Line next() {
                    return line(++number, rows.next(), placeholders);
                }
            };
        }

        private static Line line(long number, Map<String, String> row, List<String> placeholders) {
            Map<String, String> byName = new TreeMap<>();
            row.forEach((name, value) -> byName.put(name.strip().toLowerCase(Locale.ROOT), value));
            List<String> values = placeholders.stream()
                    .map(name -> byName.getOrDefault(name, ""))
                    .toList();
            return new Line(number, byName.getOrDefault("to", ""), values, missing(placeholders, values));
        }
    }

    /** What is wrong with the values of a line; null if nothing is. */
    static @Nullable String missing(List<String> placeholders, List<String> values) {
        for (int i = 0; i < placeholders.size(); i++) {
            if (values.get(i).isBlank()) {
                return "has no value for " + placeholders.get(i);
            }
            if (values.get(i).indexOf('\0') >= 0) {
                return "has a control character in " + placeholders.get(i);
            }
        }
        return null;
    }
}
