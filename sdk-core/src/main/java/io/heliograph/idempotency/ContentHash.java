package io.heliograph.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The SHA-256 of fields, each after its length, so that no two contents give the same bytes. Not thread-safe. */
final class ContentHash {
    private static final int INITIAL = 160;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Never updated; a copy of it takes a tenth of the time of a look-up. */
    private static final MessageDigest EMPTY = sha256();

    private byte[] content = new byte[INITIAL];
    private int size;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static MessageDigest fresh() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException e) { // a security provider may not support it
            return sha256();
        }
    }

    void add(String field) {
        int length = field.length();
        makeRoom(length);
        if (!addAscii(field, length)) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            makeRoom(bytes.length);
            addLength(bytes.length);
            System.arraycopy(bytes, 0, content, size, bytes.length);
            size += bytes.length;
        }
    }

    private void makeRoom(int length) {
        int needed = size + Integer.BYTES + length;
        if (needed > content.length) {
            content = Arrays.copyOf(content, Math.max(needed, 2 * content.length));
        }
    }

    /** Adds a field whose characters are one byte each; false, and nothing added, for any other. */
    private boolean addAscii(String field, int length) {
        int start = size + Integer.BYTES;
        for (int i = 0; i < length; i++) {
            char c = field.charAt(i);
            if (c > '\u007f') {
                return false;
            }
            content[start + i] = (byte) c;
        }
        addLength(length);
        size += length;
        return true;
    }

    private void addLength(int length) {
        for (int shift = 24; shift >= 0; shift -= Byte.SIZE) {
            content[size++] = (byte) (length >>> shift);
        }
    }

    /** The hash as hexadecimal digits in lower case. */
    String hex() {
        MessageDigest digest = fresh();
        digest.update(content, 0, size);
        byte[] hash = digest.digest();
        byte[] text = new byte[2 * hash.length];
        for (int i = 0; i < hash.length; i++) {
            text[2 * i] = DIGITS[(hash[i] & 0xff) >>> 4];
            text[2 * i + 1] = DIGITS[hash[i] & 0xf];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
