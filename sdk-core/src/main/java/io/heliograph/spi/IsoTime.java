package io.heliograph.spi;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Parses the common form of a vendor's time without a formatter, which would take longer than the rest of a response:
 * {@code 2026-11-20T09:07:53}, with or without a fraction and a zone. Not thread-safe.
 */
final class IsoTime {
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3600;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int NANO_DIGITS = 9;
    private static final int MAX_ZONE_HOURS = 17; // 18:00 is left to the formatter
    private static final int MIN_LENGTH = 19;

    private final String text;
    private int at;

    private IsoTime(String text) {
        this.text = text;
    }

    /** The time; null for any other form, valid or not. */
    static @Nullable Instant parse(String text) {
        return text.length() < MIN_LENGTH ? null : new IsoTime(text).parse();
    }

    private @Nullable Instant parse() {
        int year = number(4);
        int month = after('-');
        int day = after('-');
        boolean blank = at < text.length() && text.charAt(at) == ' ';
        int hour = after(blank ? ' ' : 'T');
        int minute = after(':');
        int second = after(':');
        if (year < 1 || !isDate(year, month, day) || !isIn(hour, 24) || !isIn(minute, 60) || !isIn(second, 60)) {
            return null;
        }
        int nanos = fraction();
        long zone = zone(blank);
        if (nanos < 0 || zone == Long.MIN_VALUE || at != text.length()) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        long seconds = days * SECONDS_PER_DAY + hour * SECONDS_PER_HOUR + minute * SECONDS_PER_MINUTE + second - zone;
        return Instant.ofEpochSecond(seconds, nanos);
    }

    private static boolean isDate(int year, int month, int day) {
        return month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || YearMonth.of(year, month).isValidDay(day));
    }

    private static boolean isIn(int value, int end) {
        return value >= 0 && value < end;
    }

    /** Two digits after a separator; -1 for anything else. */
    private int after(char separator) {
        if (at >= text.length() || text.charAt(at) != separator) {
            return -1;
        }
        at++;
        return number(2);
    }

    /** A number of so many digits; -1 for anything else. */
    private int number(int digits) {
        if (at + digits > text.length()) {
            return -1;
        }
        int number = 0;
        for (int end = at + digits; at < end; at++) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** The nanoseconds after the point; 0 without a point, -1 for anything but 1 to 9 digits. */
    private int fraction() {
        if (at >= text.length() || text.charAt(at) != '.') {
            return 0;
        }
        int first = ++at;
        int nanos = 0;
        while (at < text.length() && at - first < NANO_DIGITS && Character.isDigit(text.charAt(at))) {
            int digit = text.charAt(at) - '0';
            if (digit > 9) {
                return -1; // a digit of another script
            }
            nanos = nanos * 10 + digit;
            at++;
        }
        int digits = at - first;
        for (int missing = digits; missing < NANO_DIGITS; missing++) {
            nanos *= 10;
        }
        return digits == 0 ? -1 : nanos;
    }

    /** The zone's offset in seconds; 0 without a zone, the smallest number for anything else. */
    private long zone(boolean mayHaveBlank) {
        if (mayHaveBlank && at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (at == text.length()) {
            return 0;
        }
        char sign = text.charAt(at++);
        if (sign == 'Z') {
            return 0;
        }
        int hours = sign == '+' || sign == '-' ? number(2) : -1;
        int minutes = 0;
        if (at < text.length()) {
            minutes = text.charAt(at) == ':' ? after(':') : number(2);
        }
        if (hours < 0 || hours > MAX_ZONE_HOURS || !isIn(minutes, 60)) {
            return Long.MIN_VALUE;
        }
        long offset = hours * SECONDS_PER_HOUR + minutes * SECONDS_PER_MINUTE;
        return sign == '-' ? -offset : offset;
    }
}
