package io.heliograph.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A credential whose {@code toString} hides its value.
 *
 * <p>Immutable and thread-safe. {@code toString} returns {@code ***}; only {@link #reveal()} returns the value.
 * {@code equals} takes constant time.
 */
public final class Secret {
    private final String value;

    /** Validates here as well, because JSON binding may call private constructors. */
    private Secret(String value) {
        this("secret", value);
    }

    private Secret(String field, String value) {
        if (value.isBlank()) {
            throw new InvalidRequestException(field, "is " + ValueShape.of(value) + "; it must hold the credential");
        }
        if (ValueShape.isPlaceholder(value)) {
            throw new InvalidRequestException(
                    field,
                    "has a placeholder that nothing fills; only Spring fills placeholders, so give the value itself");
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
     * @throws InvalidRequestException if it is blank, is a placeholder such as {@code ${KEY}}, or has a character that
     *     isn't valid in an HTTP header
     */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /**
     * Wraps a credential, with the setting's name for the error.
     *
     * @param field the setting's name
     * @throws InvalidRequestException if it is blank, is a placeholder such as {@code ${KEY}}, or has a character that
     *     isn't valid in an HTTP header
     */
    public static Secret of(String field, String value) {
        return new Secret(field, value);
    }

    /**
     * A URL as it may be logged and printed: a user name and a password in it are {@code ***}.
     *
     * <p>A path or a query with an {@code @} stays as it is behind {@code localhost}, an IP address or a host name with
     * a dot. In any other case it may be the rest of a password, so everything up to the last {@code @} is masked.
     * A limit: in {@code https://example.com:80/x@host}, {@code example.com} is taken for the host.
     *
     * @param url a URL, several, or a text that should be one
     */
    public static String maskLogin(String url) {
        return UrlLogin.mask(url);
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
