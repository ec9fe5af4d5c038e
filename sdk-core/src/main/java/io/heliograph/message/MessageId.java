package io.heliograph.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The id of a message at its provider.
 *
 * <p>A vendor's id is opaque text and is kept as the vendor wrote it. Immutable and thread-safe.
 *
 * @param provider the provider's name, for example {@code wavix}
 * @param value the vendor's id; empty if the vendor accepted the message with a response that couldn't be read
 */
public record MessageId(String provider, String value) {
    private static final int MAX = 200;
    private static final String NOT_KNOWN = "?";

    public MessageId {
        Objects.requireNonNull(value, "value");
        if (provider.isBlank()) {
            throw new InvalidRequestException("provider", "is blank; it must be a provider's name such as wavix");
        }
        if (provider.indexOf(':') >= 0) {
            throw new InvalidRequestException("provider", "has a colon; it must be a provider's name such as wavix");
        }
        if (value.equals(NOT_KNOWN)) {
            throw new InvalidRequestException("id", "is ?, which stands for an id that isn't known");
        }
        if (hasControl(value)) {
            throw new InvalidRequestException("id", "has a control character");
        }
        if (value.length() > MAX) {
            throw new InvalidRequestException(
                    "id", "has " + value.length() + " characters; it can't have more than " + MAX);
        }
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The id of a message that a provider accepted with a response that couldn't be read. */
    public static MessageId unknown(String provider) {
        return new MessageId(provider, "");
    }

    /** Parses the id in a vendor's response; {@link #unknown} if there is none, or it isn't valid. */
    public static MessageId tryParse(String provider, @Nullable String vendorId) {
        if (vendorId == null || vendorId.equals(NOT_KNOWN) || vendorId.length() > MAX || hasControl(vendorId)) {
            return unknown(provider);
        }
        return new MessageId(provider, vendorId);
    }

    /**
     * Parses the form that {@link #toString()} prints: the provider, a colon, and the id or ? if it's unknown.
     *
     * @throws InvalidRequestException if it is anything else
     */
    public static MessageId parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new InvalidRequestException(
                    "id", "is " + ValueShape.of(text) + "; it must be a provider's name, a colon and the vendor's id");
        }
        String id = text.substring(colon + 1);
        return new MessageId(text.substring(0, colon), id.equals(NOT_KNOWN) ? "" : id);
    }

    /** The same id under another name of the provider. */
    public MessageId withProvider(String name) {
        return new MessageId(name, value);
    }

    /** Whether the vendor's id is known, so that the message can be queried. */
    public boolean isKnown() {
        return !value.isEmpty();
    }

    /** As a record's own, which would be put together at run time, at the first send. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MessageId id && provider.equals(id.provider) && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return 31 * provider.hashCode() + value.hashCode();
    }

    /** The provider, a colon and the id; {@link #parse} is the inverse. */
    @Override
    public String toString() {
        return provider + ":" + (isKnown() ? value : NOT_KNOWN);
    }
}
