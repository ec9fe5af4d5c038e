package io.heliograph.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of fields, each after its length, so that no two contents give the same bytes. Belongs to one thread. */
final class ContentHash {
    private static final int BUFFER = 512;
    private static final int HASH = 32;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** Made once for a thread: a digest costs more than the hash of a message. */
    private static final ThreadLocal<ContentHash> OF_THREAD = ThreadLocal.withInitial(ContentHash::new);

    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[BUFFER];
    private int filled;

    private ContentHash() {}

    /** Begins the hash of a content on this thread, which ends the one before. */
    static ContentHash begin() {
        ContentHash hash = OF_THREAD.get();
        hash.digest.reset();
        hash.filled = 0;
        return hash;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(String field) {
        int length = field.length();
        if (length <= BUFFER - Integer.BYTES) {
            if (filled + Integer.BYTES + length > BUFFER) {
                flush();
            }
            if (addAscii(field, length)) {
                return;
            }
        }
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        flush();
        addLength(bytes.length);
        flush();
        digest.update(bytes);
    }

    /** Adds a field whose characters are one byte each; false, and nothing added, for any other. */
    private boolean addAscii(String field, int length) {
        int at = filled + Integer.BYTES;
        for (int i = 0; i < length; i++) {
            char c = field.charAt(i);
            if (c > '\u007f') {
                return false;
            }
            buffer[at + i] = (byte) c;
        }
        addLength(length);
        filled += length;
        return true;
    }

    private void addLength(int length) {
        for (int shift = 24; shift >= 0; shift -= Byte.SIZE) {
            buffer[filled++] = (byte) (length >>> shift);
        }
    }

    private void flush() {
        digest.update(buffer, 0, filled);
        filled = 0;
    }

    /** The hash as hexadecimal digits in lower case. */
    String hex() {
        flush();
        try {
            digest.digest(buffer, 0, HASH);
        } catch (DigestException e) {
            throw new IllegalStateException("a hash fits the buffer", e);
        }
        for (int i = HASH - 1; i >= 0; i--) { // backwards, so that no byte is overwritten before it is read
            int value = buffer[i] & 0xff;
            buffer[2 * i] = DIGITS[value >>> 4];
            buffer[2 * i + 1] = DIGITS[value & 0xf];
        }
        return new String(buffer, 0, 2 * HASH, StandardCharsets.ISO_8859_1);
    }
}
