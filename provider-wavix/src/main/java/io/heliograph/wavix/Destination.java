package io.heliograph.wavix;

import static io.heliograph.json.JsonBinding.orEmpty;

import org.jspecify.annotations.Nullable;

/**
 * Where Wavix posts something of the account's. {@code toString} hides the URL, which may hold a token.
 *
 * @param transport the vendor's word for what is posted, for example {@code sms}; empty where it gave none
 * @param value where to, mostly a URL; empty where the vendor gave none
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
