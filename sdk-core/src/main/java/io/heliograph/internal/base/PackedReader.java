package io.heliograph.internal.base;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link PackedWriter} with the same words wrote, in the same order. Not thread-safe. */
public final class PackedReader {
    private static final int FORM = (1 << PackedWriter.FORM_BITS) - 1;
    private static final int UUID_BYTES = 16;
    private static final int UUID_DASHES = 4;

    private final Words words;
    private final byte[] bytes;
    private int at;

    public PackedReader(Words words, byte[] bytes) {
        this.words = words;
        this.bytes = bytes;
    }

    public long number() {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = bytes[at++];
            number |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return number;
    }

    /** The flags of the fields that follow. */
    public int flags() {
        int low = bytes[at++] & 0xFF;
        return low | (bytes[at++] & 0xFF) << Byte.SIZE;
    }

    /** A number that was written as an {@code int} of 0 or more. */
    public int count() {
        return Math.toIntExact(number());
    }

    /** One of the constants of an enum. */
    public <E extends Enum<E>> E constant(E[] all) {
        return all[count()];
    }

    public long signed() {
        long number = number();
        return (number >>> 1) ^ -(number & 1);
    }

    public BigDecimal decimal() {
        int scale = Math.toIntExact(signed());
        int length = count();
        if (length == 0) {
            return BigDecimal.valueOf(signed(), scale);
        }
        at += length;
        return new BigDecimal(new BigInteger(bytes, at - length, length), scale);
    }

    public Instant instant() {
        return Instant.ofEpochSecond(signed(), number());
    }

    public Duration duration() {
        return Duration.ofSeconds(signed(), number());
    }

    /** The hexadecimal digits of so many bytes. */
    public String hex(int count) {
        at += count;
        return HexFormat.of().formatHex(bytes, at - count, at);
    }

    /** A text that isn't null. */
    public String text() {
        return Objects.requireNonNull(textOrNull(), "text");
    }

    public @Nullable String textOrNull() {
        int head = count();
        int length = head >>> PackedWriter.FORM_BITS;
        return switch (head & FORM) {
            case PackedWriter.NULL -> null;
            case PackedWriter.WORD -> words.word(length);
            case PackedWriter.LATIN -> latin(length);
            case PackedWriter.CHARS -> chars(length);
            case PackedWriter.DIGITS -> digits("", length);
            case PackedWriter.PLUS_DIGITS -> digits("+", length);
            case PackedWriter.UUID -> uuid();
            default -> throw new IllegalStateException("these bytes aren't a text");
        };
    }

    private String latin(int length) {
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
    }

    private String chars(int length) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = (char) number();
        }
        return new String(chars);
    }

    private String digits(String prefix, int length) {
        StringBuilder digits = new StringBuilder(prefix.length() + length).append(prefix);
        for (int i = 0; i < length; i += 2) {
            byte two = bytes[at++];
            digits.append((char) ('0' + (two >> 4 & 0xF)));
            if (i + 1 < length) {
                digits.append((char) ('0' + (two & 0xF)));
            }
        }
        return digits.toString();
    }

    private String uuid() {
        String digits = hex(UUID_BYTES);
        StringBuilder uuid = new StringBuilder(digits.length() + UUID_DASHES);
        for (int i = 0; i < digits.length(); i++) {
            if (PackedWriter.isDash(uuid.length())) {
                uuid.append('-');
            }
            uuid.append(digits.charAt(i));
        }
        return uuid.toString();
    }
}
