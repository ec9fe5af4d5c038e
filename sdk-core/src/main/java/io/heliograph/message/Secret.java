package io.heliograph.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A credential that doesn't print itself.
 *
 * <p>Immutable and thread-safe. {@code toString} gives {@code ***}; only {@link #reveal()} gives the value. Equality is
 * decided in constant time.
 */
public final class Secret {
    private final String value;

    /** Checks by itself, because what binds JSON may call it. */
    private Secret(String value) {
        this("secret", value);
    }

    private Secret(String field, String value) {
        if (value.isBlank()) {
            throw new InvalidRequestException(field, "is " + ValueShape.of(value) + "; it must hold the credential");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~') {
                throw new InvalidRequestException(
                        field,
                        "has a blank, control or non-ASCII character at place " + (i + 1) + "; was it cut or wrapped?");
            }
        }
        this.value = value;
    }

    /**
     * Wraps a credential.
     *
     * @throws InvalidRequestException if it is blank, or has a character that can't stand in an HTTP header
     */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /**
     * Wraps a credential that the caller knows under a name.
     *
     * @param field the setting's name, for the error
     * @throws InvalidRequestException if it is blank, or has a character that can't stand in an HTTP header
     */
    public static Secret of(String field, String value) {
        return new Secret(field, value);
    }

    /** The credential itself. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(value), bytes(secret.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
