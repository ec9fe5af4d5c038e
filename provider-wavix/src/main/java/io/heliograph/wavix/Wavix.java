package io.heliograph.wavix;

import io.heliograph.http.Endpoint;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.Secret;
import io.heliograph.message.Sender;
import io.heliograph.message.Violations;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.VendorClientBuilder;
import io.heliograph.spi.WebhookRegistrar;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookSecurity;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Wavix (api.wavix.com), messaging API v3: the provider for {@code SmsClient}, and Wavix's own operations.
 *
 * <p>Immutable and thread-safe; close it through the client. Facts are from the vendor's OpenAPI document of
 * 2026-06-30.
 *
 * <p>The vendor-only operations block until the response, at most 30 seconds per call; a stream makes one call per page,
 * when its first item is read. They throw {@link io.heliograph.error.SmsException} if Wavix rejects the call or doesn't
 * respond; after a change with an unknown outcome the exception says so and isn't retryable. None of them sends an
 * SMS.
 *
 * <pre>{@code
 * Wavix wavix = Wavix.builder().apiKey(System.getenv("WAVIX_KEY")).from("ACME").build();
 * }</pre>
 */
public final class Wavix implements VendorClient {
    private final WavixProvider provider;
    private final WavixMessages messages;
    private final SenderIds senderIds;
    private final OptOuts optOuts;
    private final WavixAccount account;
    private final WebhookRegistrar registrar;

    private Wavix(VendorApi api, WavixConfig options, WavixWebhooks webhooks) {
        messages = new WavixMessages(api);
        senderIds = new SenderIds(api);
        optOuts = new OptOuts(api);
        account = new WavixAccount(api);
        registrar = new WebhookRegistrar(webhooks.verifier(), new WavixWebhookSetup(account)::register);
        provider = new WavixProvider(api, messages, account, options, webhooks, registrar);
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public SmsProvider provider() {
        return provider;
    }

    /**
     * The account's messages, sent or received; each page is fetched as the stream is read. {@link Message#text()} and
     * {@link Message#from()} show who answered STOP, {@link MessageDetails} has the fields that only Wavix has, and {@link
     * Message#rawJson()} each message's own part of the page. Needs the scope {@code messages:read}.
     *
     * @throws InvalidRequestException if the filter has a time of day: a list filters by day
     */
    public Stream<Message> messages(MessageFilter filter) {
        return messages.list(filter);
    }

    /**
     * Exports the account's messages in one long response, and passes each to the consumer as its line arrives. A line
     * without a message is skipped and counted. Needs the scope {@code messages:read}.
     *
     * @param deadline the limit of the whole export, including the time that {@code each} takes
     * @param each receives every message in the vendor's order; an exception that it throws ends the export
     * @throws io.heliograph.error.SmsException if Wavix rejects the call, or the response breaks off after some messages
     */
    public ExportSummary export(MessageFilter filter, Duration deadline, Consumer<Message> each) {
        return messages.export(filter, deadline, each);
    }

    /** The account's sender IDs. */
    public SenderIds senderIds() {
        return senderIds;
    }

    /** The account's opt-outs. */
    public OptOuts optOuts() {
        return optOuts;
    }

    /** The account's transactions and webhook URLs. */
    public WavixAccount account() {
        return account;
    }

    /**
     * Replaces the account's URLs for delivery reports and inbound messages by this URL, with the token that authenticates
     * Wavix. A message's own {@code callbackUrl} and a number's URL still override it; they need the token too, which
     * {@code client.webhooks().callbackUrl} adds. Needs the scopes {@code account:read} and
     * {@code account:write}.
     *
     * @param publicUrl the receiver's URL without a token: https, or plain http on this machine
     * @throws InvalidRequestException if the URL can't be used, or no webhook secret is set
     * @throws io.heliograph.error.SmsException if Wavix rejected the call or didn't respond; a retry is safe
     */
    public WebhookRegistration registerWebhooks(URI publicUrl) {
        return registrar.register(publicUrl);
    }

    /** Collects Wavix's settings; not thread-safe. The default base URL is {@code https://api.wavix.com}. */
    public static final class Builder extends VendorClientBuilder<Builder> {
        private @Nullable String apiKey;
        private @Nullable String from;
        private boolean smartEncoding;
        private String idempotency = Idempotency.OFF.word();
        private boolean lookupByTag;

        private Builder() {
            super("https://api.wavix.com");
        }

        /**
         * The API key. It needs the scopes {@code messages:write} and {@code messages:read}, {@code account:read} for
         * the balance, and those that the vendor-only operations name. Required.
         */
        public Builder apiKey(String apiKey) {
            this.apiKey = apiKey;
            return this;
        }

        /** The sender of requests without one. */
        public Builder from(String from) {
            this.from = from;
            return this;
        }

        /**
         * Asks Wavix to replace characters so that a text fits GSM-7; off by default. The field {@code smart_encoding}
         * isn't in the OpenAPI document; error page 41 and the vendor's n8n node (2026-04-21) have it.
         */
        public Builder smartEncoding(boolean on) {
            smartEncoding = on;
            return this;
        }

        /** Whether and how a send carries its idempotency key; {@link Idempotency#OFF} by default. */
        public Builder idempotency(Idempotency way) {
            return idempotency(way.word());
        }

        Builder idempotency(String word) {
            idempotency = word;
            return this;
        }

        /**
         * Makes a send without a tag use its key as its tag, so that a lookup can find it after a lost response; off by
         * default, because the account may use tags of its own.
         */
        public Builder lookupByTag(boolean on) {
            lookupByTag = on;
            return this;
        }

        /**
         * Builds the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every missing or invalid setting
         */
        public Wavix build() {
            Violations violations = new Violations();
            Optional<Secret> key = violations.require("api-key", apiKey, value -> Secret.of("api-key", value));
            Optional<Endpoint> endpoint = endpoint(violations);
            Optional<Sender> sender = violations.check(from, Sender::of);
            sender.ifPresent(value -> WavixValidation.sender(value, violations));
            Optional<Idempotency> way = violations.check(idempotency, Idempotency::of);
            WebhookSecurity webhooks = unsignedWebhooks(violations);
            violations.throwIfAny(WavixErrors.NAME);
            Endpoint withKey = endpoint.orElseThrow().bearer(key.orElseThrow());
            VendorApi api = VendorApi.of(connect(withKey), WavixErrors.ERRORS);
            WavixConfig options = new WavixConfig(sender.orElse(null), smartEncoding, way.orElseThrow(), lookupByTag);
            return new Wavix(api, options, new WavixWebhooks(webhooks));
        }
    }
}
