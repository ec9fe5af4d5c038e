package io.heliograph.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The name of a message at the provider that holds it.
 *
 * <p>A vendor's id is opaque: it is kept as the text that the vendor gave.
 *
 * @param provider the provider's name, for example {@code wavix}
 * @param value the vendor's id; empty where the vendor accepted the message and its answer couldn't be read
 */
public record MessageId(String provider, String value) {
    private static final int LONGEST = 200;

    public MessageId {
        Objects.requireNonNull(value, "value");
        if (provider.isBlank()) {
            throw new InvalidRequestException("provider", "is blank; it must be a provider's name such as wavix");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequestException("id", "has a control character");
        }
        if (value.length() > LONGEST) {
            throw new InvalidRequestException(
                    "id", "has " + value.length() + " characters; it can't have more than " + LONGEST);
        }
    }

    /** The id of a message that a provider accepted with an answer that couldn't be read. */
    public static MessageId unknown(String provider) {
        return new MessageId(provider, "");
    }

    /** The id in a vendor's answer; {@link #unknown} where there is none, or one that is no id. */
    public static MessageId find(String provider, @Nullable String vendorId) {
        if (vendorId == null || vendorId.length() > LONGEST || vendorId.chars().anyMatch(Character::isISOControl)) {
            return unknown(provider);
        }
        return new MessageId(provider, vendorId);
    }

    /** Whether the vendor's id is known, and the message can be asked for. */
    public boolean isKnown() {
        return !value.isEmpty();
    }

    @Override
    public String toString() {
        return provider + ":" + (isKnown() ? value : "?");
    }
}
