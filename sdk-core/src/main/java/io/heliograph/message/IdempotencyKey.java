package io.heliograph.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency key of one logical send: however often it's sent, the same key means the same SMS.
 *
 * <p>Immutable and thread-safe. Its form is what all vendors with idempotency keys accept: 2 to 36 letters, digits,
 * dashes and underscores.
 */
public final class IdempotencyKey {
    private static final int MIN = 2;
    private static final int MAX = 36;

    private final String value;
    private final boolean generated;

    /** Validates here as well, because JSON binding may call private constructors. */
    private IdempotencyKey(String value) {
        this(value, false);
    }

    private IdempotencyKey(String value, boolean generated) {
        if (!isKey(value)) {
            throw new InvalidRequestException(
                    "key",
                    "is " + ValueShape.of(value)
                            + "; it must be 2 to 36 letters A-Z and a-z, digits, dashes and underscores:"
                            + " IdempotencyKey.derive makes one of any parts");
        }
        this.value = value;
        this.generated = generated;
    }

    /**
     * A key of the caller's choice, for example an order number.
     *
     * @throws InvalidRequestException if it has other characters, or fewer than 2 or more than 36
     */
    public static IdempotencyKey of(String value) {
        return new IdempotencyKey(value);
    }

    /**
     * A key derived from parts that name one logical send, for example {@code derive("order", orderId, "shipped")}. The same
     * parts always give the same key, in every version; other parts give another key, and {@code ("a", "bc")} and {@code
     * ("ab", "c")} are other parts.
     *
     * <p>The key is the SHA-256 of all parts, each as the number of its UTF-8 bytes (four bytes, big-endian) and then these
     * bytes; its first 16 bytes are a UUID of version 8 (RFC 9562). A hash of few possible values, such as phone numbers,
     * can be guessed: it doesn't hide its parts.
     *
     * @throws InvalidRequestException if a part is missing, blank, or no valid Unicode; the key of an order without a
     *     number would be the key of all of them
     */
    public static IdempotencyKey derive(String first, String... more) {
        Violations violations = new Violations();
        MessageDigest digest = sha256();
        addPart(digest, 1, first, violations);
        for (int i = 0; i < more.length; i++) {
            addPart(digest, i + 2, more[i], violations);
        }
        violations.throwIfAny();
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = (hash.getLong() & ~0xF000L) | 0x8000L; // version 8
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L; // the RFC's variant
        return new IdempotencyKey(new UUID(high, low).toString());
    }

    private static void addPart(MessageDigest digest, int number, @Nullable String part, Violations violations) {
        if (part == null || part.isBlank()) {
            violations.add(
                    "key", "has a part " + number + " that is " + ValueShape.of(part) + "; each part needs a value");
        } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(part)) {
            violations.add("key", "has a part " + number + " with half a surrogate pair; was it cut inside an emoji?");
        } else {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Parses the key in a vendor's report; empty for anything that isn't a key. */
    public static Optional<IdempotencyKey> tryParse(@Nullable String vendorText) {
        return vendorText != null && isKey(vendorText) ? Optional.of(new IdempotencyKey(vendorText)) : Optional.empty();
    }

    private static boolean isKey(String value) {
        if (value.length() < MIN || value.length() > MAX) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isLegal(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** A new key that sorts by time: a version 7 UUID. */
    public static IdempotencyKey random() {
        return at(System.currentTimeMillis());
    }

    static IdempotencyKey at(long epochMillis) {
        return at(epochMillis, false);
    }

    private static IdempotencyKey at(long epochMillis, boolean generated) {
        return new IdempotencyKey(RandomBlocks.uuid(epochMillis).toString(), generated);
    }

    /** A new key for a request without one. */
    static IdempotencyKey generated() {
        return at(System.currentTimeMillis(), true);
    }

    IdempotencyKey asGenerated() {
        return new IdempotencyKey(value, true);
    }

    /**
     * The key of one call of a bulk send, derived from this key: the same for the same recipients, and different for
     * each call.
     *
     * @param first the position of its first recipient
     * @param size the number of its recipients
     */
    public IdempotencyKey part(long first, int size) {
        byte[] name = (value + "/" + first + "/" + size).getBytes(StandardCharsets.UTF_8);
        return new IdempotencyKey(UUID.nameUUIDFromBytes(name).toString(), generated);
    }

    private static boolean isLegal(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    public String value() {
        return value;
    }

    /**
     * Whether the SDK generated this key because the request had none. Callers don't know generated keys, so a bounded
     * store evicts them first. This flag isn't part of the key's value and is lost where only the value is stored.
     */
    public boolean isGenerated() {
        return generated;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IdempotencyKey key && value.equals(key.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
