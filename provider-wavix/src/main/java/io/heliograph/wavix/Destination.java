package io.heliograph.wavix;

import static io.heliograph.json.JsonBinding.orEmpty;

import org.jspecify.annotations.Nullable;

/**
 * A webhook destination of the account. {@code toString} hides the URL, which may hold a token.
 *
 * @param transport the vendor's value for the posted content, for example {@code sms}; empty if missing
 * @param value the destination, mostly a URL; empty if missing
 */
public record Destination(String transport, String value) {
    @Override
    public String toString() {
        return "Destination[" + transport + "]";
    }

    /** A destination on the wire. */
    static final class Reply {
        private @Nullable String transport;
        private @Nullable String value;

        Destination destination() {
            return new Destination(orEmpty(transport), orEmpty(value));
        }
    }
}
