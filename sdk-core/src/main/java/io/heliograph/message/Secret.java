package io.heliograph.message;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A credential whose {@code toString} hides its value.
 *
 * <p>Immutable and thread-safe. {@code toString} returns {@code ***}; only {@link #reveal()} returns the value.
 * {@code equals} takes constant time.
 */
public final class Secret {
    private static final Pattern LOGIN = Pattern.compile("^([^/?#]*//)[^/?#]*@");

    /** One whose password has a slash, or that stands in no URL. */
    private static final Pattern MISPLACED_LOGIN = Pattern.compile("(?s)^([A-Za-z][A-Za-z0-9+.-]*:/+)?.*@");

    private final String value;

    /** Validates here as well, because JSON binding may call private constructors. */
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
     * @throws InvalidRequestException if it is blank, or has a character that isn't valid in an HTTP header
     */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /**
     * Wraps a credential, with the setting's name for the error.
     *
     * @param field the setting's name
     * @throws InvalidRequestException if it is blank, or has a character that isn't valid in an HTTP header
     */
    public static Secret of(String field, String value) {
        return new Secret(field, value);
    }

    /**
     * A URL as it may be logged and printed: a user name and a password in it are {@code ***}.
     *
     * @param url a URL, or a text that should be one; a query stays as it is
     */
    public static String maskLogin(String url) {
        if (url.indexOf('@') < 0) {
            return url;
        }
        Matcher login = LOGIN.matcher(url);
        if (login.find()) {
            return login.replaceFirst("$1***@");
        }
        return hasHost(url) ? url : MISPLACED_LOGIN.matcher(url).replaceFirst("$1***@");
    }

    private static boolean hasHost(String url) {
        try {
            return URI.create(url).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
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
