package io.heliograph.textingline;

import io.heliograph.http.Endpoint;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import io.heliograph.message.Sender;
import io.heliograph.message.Violations;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.VendorClientBuilder;
import io.heliograph.webhook.WebhookSecurity;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The TextingLine provider (platform.textingline.com, messaging API v1): hand it to {@code SmsClient}.
 *
 * <p>Immutable and thread-safe; the client closes it. Facts are from docs.smsfactory.com, which publishes the
 * vendor's documentation, as of 2026-11.
 *
 * <p>It sends SMS, MMS with one media file, and broadcasts to 100 to 50,000 recipients. The vendor has no API for
 * status queries, cancellation, scheduling or the balance. Each send carries its idempotency key, by which the vendor
 * deduplicates; after a message has failed, the same key returns the same failure, so a new attempt needs a new key.
 * An SMS costs up to 2 SMS credits, an MMS up to 2 SMS credits and 1 MMS credit, whatever the text's length.
 *
 * <p>A media file has at most 1 MB. The vendor seems to fetch it before it responds, so an MMS may need a longer
 * deadline.
 *
 * <pre>{@code
 * TextingLine textingLine = TextingLine.builder()
 *         .keyId("uk_1234")
 *         .keySecret(System.getenv("TEXTINGLINE_SECRET"))
 *         .from("+18005559876")
 *         .build();
 * }</pre>
 */
public final class TextingLine implements VendorClient {
    private final TextingLineProvider provider;

    private TextingLine(TextingLineProvider provider) {
        this.provider = provider;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public SmsProvider provider() {
        return provider;
    }

    /** Collects TextingLine's settings; not thread-safe. The API is at {@code https://platform.textingline.com} unless another base URL is set. */
    public static final class Builder extends VendorClientBuilder<Builder> {
        private @Nullable String keyId;
        private @Nullable String keySecret;
        private @Nullable String from;
        private Clock clock = Clock.systemUTC();

        private Builder() {
            super("https://platform.textingline.com");
        }

        /** The API Key ID, the user name of HTTP Basic; it begins with {@code uk_}. Required. */
        public Builder keyId(String keyId) {
            this.keyId = keyId;
            return this;
        }

        /** The API Key Secret, which the vendor shows only once; it begins with {@code sk_live_}. Required. */
        public Builder keySecret(String keySecret) {
            this.keySecret = keySecret;
            return this;
        }

        /**
         * The sender for requests that name none: one of the account's numbers in E.164, or a short code of 5 or 6
         * digits.
         */
        public Builder from(String from) {
            this.from = from;
            return this;
        }

        Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Builds the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming each missing or invalid setting
         */
        public TextingLine build() {
            Violations violations = new Violations();
            Optional<String> id = violations.require("key-id", keyId, Builder::checkId);
            Optional<Secret> secret =
                    violations.require("key-secret", keySecret, value -> Secret.of("key-secret", value));
            Optional<Endpoint> endpoint = endpoint(violations);
            Optional<Sender> sender = violations.check(from, Sender::of);
            sender.ifPresent(value -> TextingLineProvider.checkSender(value, violations));
            WebhookSecurity webhooks = unsignedWebhooks(violations);
            violations.throwIfAny(TextingLineErrors.NAME);
            Endpoint withKey = endpoint.orElseThrow().basic(id.orElseThrow(), secret.orElseThrow());
            VendorApi api = VendorApi.of(connect(withKey), TextingLineErrors.errors(clock));
            return new TextingLine(
                    new TextingLineProvider(api, sender.orElse(null), new TextingLineWebhooks(webhooks)));
        }

        private static String checkId(String value) {
            if (value.contains(":")) {
                throw new InvalidRequestException("key-id", "has a colon, which ends a user name in HTTP Basic");
            }
            return Secret.of("key-id", value).reveal();
        }
    }
}
