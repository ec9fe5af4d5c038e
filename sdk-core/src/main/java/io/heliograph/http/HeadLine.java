package io.heliograph.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line of a response, in the array into which it was read or, if it came in pieces, in an array of its own; it's parsed
 * where it is, without a text. One object is used for all lines of a connection, by one thread at a time.
 */
final class HeadLine {
    private static final int MAX_LENGTH_DIGITS = 18;
    private static final int MAX_SIZE_DIGITS = 16;
    private static final int HEX = 16;
    private static final int MIN_SIZE = 128;
    private static final int MINOR = 7;
    private static final int STATUS = 9;
    private static final int STATUS_END = 12;
    private static final byte[] VERSION = ascii("HTTP/1.");

    /** The pieces of a line so far. */
    private byte[] pieces = {};

    private int size;

    /** The line, without its end. */
    private byte[] bytes = pieces;

    private int from;
    private int to;

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The bytes of a line that hasn't ended. */
    int size() {
        return size;
    }

    /** Forgets a line that hasn't ended. */
    void clear() {
        size = 0;
    }

    /** Adds a piece of a line that hasn't ended. */
    void add(byte[] read, int start, int end) {
        int newSize = size + end - start;
        if (newSize > pieces.length) {
            pieces = Arrays.copyOf(pieces, Math.max(MIN_SIZE, 2 * newSize));
        }
        System.arraycopy(read, start, pieces, size, end - start);
        size = newSize;
    }

    /** Ends the line with its last piece, before the line feed. */
    void end(byte[] read, int start, int end) {
        if (size == 0) {
            bytes = read;
            from = start;
            to = end;
        } else {
            add(read, start, end);
            bytes = pieces;
            from = 0;
            to = size;
            size = 0;
        }
        if (to > from && bytes[to - 1] == '\r') {
            to--;
        }
    }

    boolean isEmpty() {
        return from == to;
    }

    /** The status of a status line of HTTP/1.0 or 1.1; 0 if it's another line. */
    int status() {
        int length = to - from;
        boolean isStatusLine = length >= STATUS_END
                && Arrays.equals(bytes, from, from + VERSION.length, VERSION, 0, VERSION.length)
                && (at(MINOR) == '0' || at(MINOR) == '1')
                && at(MINOR + 1) == ' '
                && at(STATUS) != '0'
                && (length == STATUS_END || at(STATUS_END) == ' ');
        return isStatusLine ? (int) Math.max(0, number(from + STATUS, from + STATUS_END)) : 0;
    }

    /** Whether a status line is one of HTTP/1.1. */
    boolean isVersion11() {
        return at(MINOR) == '1';
    }

    private byte at(int index) {
        return bytes[from + index];
    }

    /** Whether it begins with these letters in lower case, in any case. */
    boolean startsWith(byte[] lower) {
        return to - from >= lower.length && matches(from, lower);
    }

    private boolean matches(int start, byte[] lower) {
        for (int i = 0; i < lower.length; i++) {
            byte b = bytes[start + i];
            if (b != lower[i] && (b < 'A' || b > 'Z' || b + ('a' - 'A') != lower[i])) {
                return false;
            }
        }
        return true;
    }

    /** Drops the first bytes, and the blanks on both sides of the rest. */
    void dropName(int length) {
        from += length;
        while (from < to && Character.isWhitespace(bytes[from] & 0xff)) {
            from++;
        }
        while (from < to && Character.isWhitespace(bytes[to - 1] & 0xff)) {
            to--;
        }
    }

    /** Whether it's these letters in lower case, in any case. */
    boolean is(byte[] lower) {
        return to - from == lower.length && matches(from, lower);
    }

    /** Whether it contains these letters in lower case, in any case. */
    boolean contains(byte[] lower) {
        for (int start = from; start + lower.length <= to; start++) {
            if (matches(start, lower)) {
                return true;
            }
        }
        return false;
    }

    /** The number of 1 to 18 digits; -1 if it's something else. */
    long number() {
        return to - from <= MAX_LENGTH_DIGITS ? number(from, to) : -1;
    }

    private long number(int start, int end) {
        long value = start == end ? -1 : 0;
        for (int i = start; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** The hexadecimal number before a semicolon; negative if there is none, or it's 2^63 or more. */
    long chunkSize() {
        for (int i = from; i < to; i++) {
            if (bytes[i] == ';') {
                to = i;
            }
        }
        dropName(0);
        int digits = to - from;
        long value = digits == 0 || digits > MAX_SIZE_DIGITS ? -1 : 0;
        for (int i = from; i < to && value >= 0; i++) {
            int digit = bytes[i] < 0 ? -1 : Character.digit((char) bytes[i], HEX);
            value = digit < 0 ? -1 : value << 4 | digit;
        }
        return value;
    }
}
