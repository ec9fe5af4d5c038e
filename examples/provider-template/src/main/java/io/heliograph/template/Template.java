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
 * Template: the door to hand to {@code SmsClient}. Vendor-only operations would be methods here.
 *
 * <p>Immutable and thread-safe; close it through the client.
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
         * Makes the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every setting that is missing or wrong
         */
        public Template build() {
            Violations faults = new Violations();
            Optional<Secret> key = faults.require("api-key", apiKey, value -> Secret.of("api-key", value));
            Optional<Endpoint> endpoint = endpoint(faults);
            Optional<Sender> sender = faults.check(from, Sender::of);
            WebhookSecurity webhooks = unsignedWebhooks(faults);
            faults.throwIfAny();
            Endpoint withKey = endpoint.orElseThrow().header("X-Api-Key", key.orElseThrow());
            VendorApi api = VendorApi.of(connect(withKey), TemplateErrors.ERRORS);
            return new Template(new TemplateProvider(api, sender.orElse(null), new TemplateWebhooks(webhooks)));
        }
    }
}
