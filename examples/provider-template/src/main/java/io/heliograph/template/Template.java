package io.heliograph.template;

import io.heliograph.http.Endpoint;
import io.heliograph.message.Secret;
import io.heliograph.message.Sender;
import io.heliograph.message.Violations;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.VendorClientBuilder;
import io.heliograph.webhook.WebhookSecurity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Template provider: hand it to {@code SmsClient}. Vendor-only operations would be methods here.
 *
 * <p>Immutable and thread-safe; the client closes it.
 */
public final class Template implements VendorClient {
    private final TemplateProvider provider;

    private Template(TemplateProvider provider) {
        this.provider = provider;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public SmsProvider provider() {
        return provider;
    }

    /** Collects Template's settings; not thread-safe. The API is at {@code https://api.template.example/v1} unless another base URL is set. */
    public static final class Builder extends VendorClientBuilder<Builder> {
        private @Nullable String apiKey;
        private @Nullable String from;

        private Builder() {
            super("https://api.template.example/v1");
        }

        /** The API key. Required. */
        public Builder apiKey(String apiKey) {
            this.apiKey = apiKey;
            return this;
        }

        /** The sender for requests that name none. */
        public Builder from(String from) {
            this.from = from;
            return this;
        }

        /**
         * Builds the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming each missing or invalid setting
         */
        public Template build() {
            Violations violations = new Violations();
            Optional<Secret> key = violations.require("api-key", apiKey, value -> Secret.of("api-key", value));
            Optional<Endpoint> endpoint = endpoint(violations);
            Optional<Sender> sender = violations.check(from, Sender::of);
            WebhookSecurity webhooks = unsignedWebhooks(violations);
            violations.throwIfAny(TemplateErrors.NAME);
            Endpoint withKey = endpoint.orElseThrow().header("X-Api-Key", key.orElseThrow());
            VendorApi api = VendorApi.of(connect(withKey), TemplateErrors.ERRORS);
            return new Template(new TemplateProvider(api, sender.orElse(null), new TemplateWebhooks(webhooks)));
        }
    }
}
