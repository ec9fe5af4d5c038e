package io.heliograph.spi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses the times in vendors' responses. Thread-safe. */
public final class Timestamps {
    private Timestamps() {}

    /** Loaded for the first time that {@link IsoTime} can't parse, so not for a first send. */
    private static final class Formats {
        static final List<DateTimeFormatter> ALL = List.of(
                form(new DateTimeFormatterBuilder()
                        .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                        .appendPattern("[XXX][XX][X]")),
                form(new DateTimeFormatterBuilder()
                        .append(DateTimeFormatter.ISO_LOCAL_DATE)
                        .appendLiteral(' ')
                        .append(DateTimeFormatter.ISO_LOCAL_TIME)
                        .appendPattern("[' '][XXX][XX][X]")),
                DateTimeFormatter.RFC_1123_DATE_TIME.withResolverStyle(ResolverStyle.STRICT));

        private Formats() {}

        private static DateTimeFormatter form(DateTimeFormatterBuilder builder) {
            return builder.toFormatter(Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT)
                    .withChronology(IsoChronology.INSTANCE);
        }
    }

    /**
     * Parses a time in any of the formats that vendors use: ISO 8601 with or without fraction and zone, the same with
     * blanks instead of the T and before the zone ({@code 2020-01-01 12:00:00 +0000}), and RFC 2822
     * ({@code Wed, 01 Jan 2020 12:00:00 +0000}). Without a zone, it's UTC.
     *
     * @return null for anything else
     */
    public static @Nullable Instant parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Instant common = IsoTime.parse(text);
        return common != null ? common : byFormat(text);
    }

    /** Parses a time by the formats alone. */
    static @Nullable Instant byFormat(String text) {
        return Formats.ALL.stream()
                .flatMap(form -> byFormat(form, text).stream())
                .findFirst()
                .orElse(null);
    }

    private static Optional<Instant> byFormat(DateTimeFormatter form, String text) {
        try {
            TemporalAccessor time = form.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    time instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
