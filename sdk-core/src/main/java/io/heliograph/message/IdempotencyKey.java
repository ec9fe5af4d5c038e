package io.heliograph.message;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The name of one logical send: the same key means the same SMS, however often it is asked for.
 *
 * <p>Immutable and thread-safe. It goes to vendors that remove duplicates, so it keeps to what all of them allow: 2 to 36
 * letters, digits, dashes and underscores.
 */
public final class IdempotencyKey {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MIN = 2;
    private static final int MAX = 36;

    private final String value;
    private final boolean generated;

    /** Checks by itself, because what binds JSON may call it. */
    private IdempotencyKey(String value) {
        this(value, false);
    }

    private IdempotencyKey(String value, boolean generated) {
        if (!isKey(value)) {
            throw new InvalidRequestException(
                    "key",
                    "is " + ValueShape.of(value)
                            + "; it must be 2 to 36 letters A-Z and a-z, digits, dashes and underscores");
        }
        this.value = value;
        this.generated = generated;
    }

    /**
     * Takes a key of the caller's, for example an order's number.
     *
     * @throws InvalidRequestException if it has other characters, or fewer than 2 or more than 36
     */
    public static IdempotencyKey of(String value) {
        return new IdempotencyKey(value);
    }

    /** The key in a vendor's report; empty for what can be none. */
    public static Optional<IdempotencyKey> tryParse(@Nullable String vendorText) {
        return vendorText != null && isKey(vendorText) ? Optional.of(new IdempotencyKey(vendorText)) : Optional.empty();
    }

    private static boolean isKey(String value) {
        return value.length() >= MIN && value.length() <= MAX && value.chars().allMatch(IdempotencyKey::isLegal);
    }

    /** A key that nobody has used: a UUID of version 7, so that keys sort by their time. */
    public static IdempotencyKey random() {
        return at(System.currentTimeMillis());
    }

    static IdempotencyKey at(long epochMillis) {
        long random = RANDOM.nextLong();
        long high = (epochMillis << 16) | 0x7000 | (random & 0x0FFF);
        long low = (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L;
        return new IdempotencyKey(new UUID(high, low).toString());
    }

    /** The key of a request that was given none. */
    static IdempotencyKey generated() {
        return random().asGenerated();
    }

    IdempotencyKey asGenerated() {
        return new IdempotencyKey(value, true);
    }

    /**
     * The key of one part of a bulk send: the same whenever the same part is sent, and another for each part.
     *
     * @param first the place of its first recipient
     * @param size how many recipients it has
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
     * Whether the request was given no key, so that this one was made for it. Nobody else knows it, so a store with bounds
     * forgets it before those that callers gave. It is no part of the key's value, and is lost where only that is kept.
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
