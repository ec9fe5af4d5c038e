package io.heliograph.http;

import io.heliograph.internal.base.ClientLog;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parses {@code Retry-After}: seconds, or a date in one of the three forms that RFC 9110 (5.6.7, 10.2.3) demands of
 * recipients. Decimals and lists aren't in the RFC, but servers and proxies send them. Stateless.
 */
final class RetryAfter {
    /** No vendor documents a longer wait than a day, and a bogus value mustn't block a provider for ever. */
    static final Duration MAX = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);
    private static final Pattern SECONDS = Pattern.compile("([0-9]+)(\\.[0-9]+)?");

    /** More digits are more than a day, and may overflow a long. */
    private static final int MAX_DIGITS = 9;

    /** Sun Nov  6 08:49:37 1994, as the C function asctime writes it. */
    private static final Pattern WEEKDAY = Pattern.compile("[A-Za-z]+,? +");

    private static final DateTimeFormatter ASCTIME =
            formatter().appendPattern("MMM ppd HH:mm:ss uuuu").toFormatter(Locale.ENGLISH);

    /** By RFC 9110, a year of two digits is at most 50 years ahead. */
    private static final int YEARS_BACK = 49;

    private RetryAfter() {}

    private static DateTimeFormatterBuilder formatter() {
        return new DateTimeFormatterBuilder().parseCaseInsensitive().parseLenient();
    }

    /** The longest wait among these values of the header, at most a day; null if none is valid. */
    static @Nullable Duration parse(List<String> values, Instant now) {
        Duration longest = null;
        for (String value : values) {
            // A date's comma stands after the weekday, which isn't needed
            for (String item : value.split(",", -1)) {
                Duration wait = wait(item.strip(), now);
                longest = wait != null && (longest == null || wait.compareTo(longest) > 0) ? wait : longest;
            }
        }
        if (longest == null && !values.isEmpty()) {
            LOG.debug(
                    "a Retry-After of {} characters is neither seconds nor a date, and is ignored",
                    values.stream().mapToInt(String::length).sum());
        }
        return longest;
    }

    private static @Nullable Duration wait(String item, Instant now) {
        Matcher seconds = SECONDS.matcher(item);
        if (seconds.matches()) {
            return seconds.group(1).length() > MAX_DIGITS ? MAX : clamp(seconds(item));
        }
        return date(item, now).map(date -> clamp(Duration.between(now, date))).orElse(null);
    }

    /** Rounded up to milliseconds, because a wait mustn't be too short. */
    private static Duration seconds(String decimal) {
        return Duration.ofMillis(new BigDecimal(decimal)
                .movePointRight(3)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact());
    }

    private static Optional<Instant> date(String item, Instant now) {
        try {
            return Optional.of(ZonedDateTime.parse(item, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return obsolete(item, rfc850(now))
                    .or(() -> obsolete(WEEKDAY.matcher(item).replaceFirst(""), ASCTIME));
        }
    }

    private static Optional<Instant> obsolete(String item, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(item, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** 06-Nov-94 08:49:37 GMT. */
    private static DateTimeFormatter rfc850(Instant now) {
        return formatter()
                .appendPattern("d-MMM-")
                .appendValueReduced(
                        ChronoField.YEAR, 2, 4, now.atZone(ZoneOffset.UTC).getYear() - YEARS_BACK)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    static Duration clamp(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(MAX) > 0 ? MAX : wait;
    }
}
