package io.heliograph.internal.base;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes values into few bytes; {@link PackedReader} reads them in the same order. Reusable, not thread-safe.
 *
 * <p>A number takes 7 bits of itself a byte. A text begins with a number: its form in the lowest three bits, and its length or its
 * number as a word.
 */
public final class PackedWriter {
    static final int NULL = 0;
    static final int WORD = 1;
    static final int LATIN = 2;
    static final int CHARS = 3;
    static final int DIGITS = 4;
    static final int PLUS_DIGITS = 5;
    static final int UUID = 6;
    static final int FORM_BITS = 3;

    /** The length of the text of a UUID, and where its dashes are. */
    static final int UUID_LENGTH = 36;

    private static final int INITIAL = 256;
    private static final int MAX_NUMBER_BYTES = 10;

    /** So many digits always fit a {@code long}. */
    private static final int LONG_DIGITS = 18;

    private static final int LAST_LATIN = 0xFF;

    private final Words words;
    private byte[] bytes = new byte[INITIAL];
    private int size;
    private String lastBeginning = "";

    public PackedWriter(Words words) {
        this.words = words;
    }

    static boolean isDash(int at) {
        return at == 8 || at == 13 || at == 18 || at == 23;
    }

    /** Forgets what was written. */
    public PackedWriter clear() {
        size = 0;
        return this;
    }

    /** What was written is at the beginning of these bytes, until more is written. */
    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    /** Writes a number; a small one that is 0 or more takes few bytes. */
    public void number(long number) {
        ensure(MAX_NUMBER_BYTES);
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Leaves room for flags of the fields that follow, which {@link #endFlags} writes there; returns its place. */
    public int beginFlags() {
        ensure(Short.BYTES);
        size += Short.BYTES;
        return size - Short.BYTES;
    }

    /** Writes up to 16 flags into the room for them. */
    public void endFlags(int place, int flags) {
        bytes[place] = (byte) flags;
        bytes[place + 1] = (byte) (flags >>> Byte.SIZE);
    }

    /** Writes a number that may be negative. */
    public void signed(long number) {
        number((number << 1) ^ (number >> 63));
    }

    /** Writes a constant by its place, which no other version of the library reads. */
    @SuppressWarnings("EnumOrdinal") // a name would take its bytes
    public void constant(Enum<?> constant) {
        number(constant.ordinal());
    }

    /** Writes a decimal number: its scale, and its digits as a {@code long} where they fit, which makes no objects. */
    public void decimal(BigDecimal decimal) {
        signed(decimal.scale());
        if (decimal.precision() <= LONG_DIGITS) {
            number(0);
            signed(decimal.scaleByPowerOfTen(decimal.scale()).longValue());
            return;
        }
        byte[] all = decimal.unscaledValue().toByteArray();
        number(all.length);
        ensure(all.length);
        System.arraycopy(all, 0, bytes, size, all.length);
        size += all.length;
    }

    public void instant(Instant time) {
        signed(time.getEpochSecond());
        number(time.getNano());
    }

    public void duration(Duration duration) {
        signed(duration.getSeconds());
        number(duration.getNano());
    }

    /** Writes hexadecimal digits in lower case; the reader knows their even number. */
    public void hex(String digits) {
        ensure(digits.length() / 2);
        for (int i = 0; i < digits.length(); i += 2) {
            bytes[size++] = (byte) LowerHex.byteAt(digits, i);
        }
    }

    /** Writes a text that repeats in the store. */
    public void word(String text) {
        int number = words.number(text);
        if (number < 0) {
            text(text);
        } else {
            number((long) number << FORM_BITS | WORD);
        }
    }

    /** Writes a text whose beginning repeats, as a word, and its rest as a text of its own. */
    public void wordAndText(String text, int wordLength) {
        if (lastBeginning.length() != wordLength || !text.startsWith(lastBeginning)) {
            lastBeginning = text.substring(0, wordLength); // kept, so that the next text isn't cut and hashed for it
        }
        word(lastBeginning);
        if (isDigits(text, wordLength)) {
            digits(text, wordLength, DIGITS);
        } else {
            text(text.substring(wordLength));
        }
    }

    /** Writes a text of its own, or null. */
    public void text(@Nullable String text) {
        if (text == null) {
            number(NULL);
        } else if (text.length() != UUID_LENGTH || !uuid(text)) {
            other(text);
        }
    }

    private void other(String text) {
        if (isDigits(text, 0)) {
            digits(text, 0, DIGITS);
        } else if (text.startsWith("+") && isDigits(text, 1)) {
            digits(text, 1, PLUS_DIGITS);
        } else {
            plain(text);
        }
    }

    /** Writes a UUID in lower case; false, and nothing written, if the text isn't one. */
    private boolean uuid(String text) {
        int start = size;
        number(UUID);
        ensure(UUID_LENGTH);
        int at = 0;
        while (at < UUID_LENGTH) {
            boolean afterDash = isDash(at);
            at += afterDash ? 1 : 0;
            int two = LowerHex.byteAt(text, at);
            if (two < 0 || (afterDash && text.charAt(at - 1) != '-')) {
                size = start;
                return false;
            }
            bytes[size++] = (byte) two;
            at += 2;
        }
        return true;
    }

    private static boolean isDigits(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > from;
    }

    /** Two digits a byte. */
    private void digits(String text, int from, int form) {
        int count = text.length() - from;
        number((long) count << FORM_BITS | form);
        ensure(count);
        for (int i = from; i < text.length(); i += 2) {
            int second = i + 1 < text.length() ? text.charAt(i + 1) - '0' : 0;
            bytes[size++] = (byte) ((text.charAt(i) - '0') << 4 | second);
        }
    }

    @SuppressWarnings("deprecation") // String.getBytes of Latin-1 without a copy
    private void plain(String text) {
        int length = text.length();
        if (isLatin(text)) {
            number((long) length << FORM_BITS | LATIN);
            ensure(length);
            text.getBytes(0, length, bytes, size);
            size += length;
            return;
        }
        number((long) length << FORM_BITS | CHARS);
        for (int i = 0; i < length; i++) {
            number(text.charAt(i));
        }
    }

    private static boolean isLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_LATIN) {
                return false;
            }
        }
        return true;
    }
}
