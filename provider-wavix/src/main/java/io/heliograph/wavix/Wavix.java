package io.heliograph.wavix;

import io.heliograph.http.Endpoint;
import io.heliograph.http.Http;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.Faults;
import io.heliograph.message.Secret;
import io.heliograph.message.Sender;
import io.heliograph.spi.ProviderDoor;
import io.heliograph.spi.SmsProvider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Wavix (api.wavix.com), messaging API v3: the door to hand to {@code SmsClient}.
 *
 * <p>Immutable and thread-safe; close it through the client. Facts are from the vendor's OpenAPI document of 2026-06-30.
 *
 * <pre>{@code
 * Wavix wavix = Wavix.builder().apiKey(System.getenv("WAVIX_KEY")).from("ACME").build();
 * }</pre>
 */
public final class Wavix implements ProviderDoor {
    private final WavixProvider provider;

    private Wavix(WavixProvider provider) {
        this.provider = provider;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public SmsProvider provider() {
        return provider;
    }

    /** Collects Wavix's settings; not thread-safe. */
    public static final class Builder {
        private @Nullable String apiKey;
        private String baseUrl = "https://api.wavix.com";
        private boolean allowCleartext;
        private @Nullable String from;
        private HttpOptions http = HttpOptions.defaults();

        private Builder() {}

        /** The API key, which needs the scopes {@code messages:write} and {@code messages:read}. Required. */
        public Builder apiKey(String apiKey) {
            this.apiKey = apiKey;
            return this;
        }

        /** Where the API is, without a version; {@code https://api.wavix.com} by default. */
        public Builder baseUrl(String baseUrl) {
            this.baseUrl = baseUrl;
            return this;
        }

        /** Allows plain HTTP to a base URL on a private network; loopback needs no permission. */
        public Builder allowCleartext(boolean allow) {
            allowCleartext = allow;
            return this;
        }

        /** The sender for requests that name none. */
        public Builder from(String from) {
            this.from = from;
            return this;
        }

        public Builder http(HttpOptions options) {
            http = options;
            return this;
        }

        /**
         * Makes the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every setting that is missing or wrong
         */
        public Wavix build() {
            Faults faults = new Faults();
            Optional<Secret> key = faults.require("api-key", apiKey, value -> Secret.of("api-key", value));
            Optional<Endpoint> endpoint = faults.check(baseUrl, url -> Endpoint.of(url, allowCleartext));
            Optional<Sender> sender = faults.check(from, Sender::of);
            sender.ifPresent(value -> WavixProvider.checkSender(value, faults));
            faults.throwIfAny();
            Http api = Http.to(endpoint.orElseThrow().bearer(key.orElseThrow()), http);
            return new Wavix(new WavixProvider(api, sender.orElse(null)));
        }
    }
}
