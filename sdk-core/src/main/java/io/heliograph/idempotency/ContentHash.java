package io.heliograph.idempotency;

import io.heliograph.internal.base.Spares;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The SHA-256 of fields, each after its length, so that no two contents give the same bytes. Not thread-safe. */
final class ContentHash {
    private static final int INITIAL = 160;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** What is larger isn't kept for the next hash. */
    private static final int MAX_KEPT = 4_096;

    private static final Spares<ContentHash> SPARES = new Spares<>(ContentHash::new);

    private final MessageDigest digest = sha256();
    private final byte[] hash = new byte[digest.getDigestLength()];
    private final byte[] text = new byte[2 * hash.length];
    private byte[] content = new byte[INITIAL];
    private int size;

    private ContentHash() {}

    /** Begins a hash, in arrays that were used before. */
    static ContentHash begin() {
        return SPARES.acquire();
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

    /** Ends the hash: its hexadecimal digits in lower case. It mustn't be used afterwards. */
    String end() {
        digest.update(content, 0, size);
        try {
            int unused = digest.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 has 32 bytes", e);
        }
        for (int i = 0; i < hash.length; i++) {
            text[2 * i] = DIGITS[(hash[i] & 0xff) >>> 4];
            text[2 * i + 1] = DIGITS[hash[i] & 0xf];
        }
        String digits = new String(text, StandardCharsets.ISO_8859_1);
        Arrays.fill(content, 0, size, (byte) 0); // a number and a text
        size = 0;
        if (content.length <= MAX_KEPT) {
            SPARES.release(this);
        }
        return digits;
    }
}
