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
 * Wavix (api.wavix.com), messaging API v3: the door to hand to {@code SmsClient}, and what Wavix alone offers.
 *
 * <p>Immutable and thread-safe; close it through the client. Facts are from the vendor's OpenAPI document of
 * 2026-06-30.
 *
 * <p>The vendor-only operations block until the answer, at most 30 seconds for each call; a stream makes one call for
 * each page, when its first item is asked for. They throw {@link io.heliograph.error.SmsException} where Wavix refuses
 * or doesn't answer; after a change that got no clear answer the exception says so and isn't retryable. None of them sends
 * an SMS.
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
     * The account's messages, page by page as the stream is read. Their {@link Message#rawJson()} is empty, because a
     * page holds many; {@link #export} gives it. Needs the scope {@code messages:read}.
     *
     * @throws InvalidRequestException if the filter has a time of day: a list goes by days
     */
    public Stream<Message> messages(MessageFilter filter) {
        return messages.list(filter);
    }

    /**
     * The account's messages in one long answer, each handed on as its line comes. A line that is no message is left
     * out and counted. Needs the scope {@code messages:read}.
     *
     * @param deadline for the whole export, the time that {@code each} takes included
     * @param each gets every message in the vendor's order; what it throws ends the export
     * @throws io.heliograph.error.SmsException if Wavix refuses, or the answer breaks off: some messages may have come
     */
    public ExportSummary export(MessageFilter filter, Duration deadline, Consumer<Message> each) {
        return messages.export(filter, deadline, each);
    }

    /** The senders that the account may use. */
    public SenderIds senderIds() {
        return senderIds;
    }

    /** The people who asked for no more messages. */
    public OptOuts optOuts() {
        return optOuts;
    }

    /** What the account paid, and where its reports and inbound messages go. */
    public WavixAccount account() {
        return account;
    }

    /**
     * Sets where the account's delivery reports and inbound messages go: this URL with the token that proves Wavix, in the
     * place of what was set. A message's own {@code callbackUrl} and a number's URL still go before it; they need the token,
     * too, which {@code client.webhooks().callbackUrl} adds. Needs the scopes {@code account:read} and
     * {@code account:write}.
     *
     * @param publicUrl where the receiver is reached, without a token: https, or plain http on this machine
     * @throws InvalidRequestException if the URL can't be used, or no webhook secret is set
     * @throws io.heliograph.error.SmsException if Wavix refused or didn't answer; to ask again is safe
     */
    public WebhookRegistration registerWebhooks(URI publicUrl) {
        return registrar.register(publicUrl);
    }

    /** Collects Wavix's settings; not thread-safe. The API is at {@code https://api.wavix.com} unless another base URL is set. */
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

        /** The sender for requests that name none. */
        public Builder from(String from) {
            this.from = from;
            return this;
        }

        /**
         * Asks Wavix to replace characters so that a text fits GSM-7; off by default. The field {@code smart_encoding}
         * isn't in the OpenAPI document: error page 41 and the vendor's n8n node (2026-04-21) have it.
         */
        public Builder smartEncoding(boolean on) {
            smartEncoding = on;
            return this;
        }

        /** Whether and how the key of a send goes to Wavix; {@link Idempotency#OFF} by default. */
        public Builder idempotency(Idempotency way) {
            return idempotency(way.word());
        }

        Builder idempotency(String word) {
            idempotency = word;
            return this;
        }

        /**
         * Lets a send without a tag carry its key as its tag, so that Wavix can be asked for it after an answer was
         * lost; off by default, because it takes the place of the account's own tags.
         */
        public Builder lookupByTag(boolean on) {
            lookupByTag = on;
            return this;
        }

        /**
         * Makes the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every setting that is missing or wrong
         */
        public Wavix build() {
            Violations violations = new Violations();
            Optional<Secret> key = violations.require("api-key", apiKey, value -> Secret.of("api-key", value));
            Optional<Endpoint> endpoint = endpoint(violations);
            Optional<Sender> sender = violations.check(from, Sender::of);
            sender.ifPresent(value -> WavixValidation.sender(value, violations));
            Optional<Idempotency> way = violations.check(idempotency, Idempotency::of);
            WebhookSecurity webhooks = unsignedWebhooks(violations);
            violations.throwIfAny();
            Endpoint withKey = endpoint.orElseThrow().bearer(key.orElseThrow());
            VendorApi api = VendorApi.of(connect(withKey), WavixErrors.ERRORS);
            WavixConfig options = new WavixConfig(sender.orElse(null), smartEncoding, way.orElseThrow(), lookupByTag);
            return new Wavix(api, options, new WavixWebhooks(webhooks));
        }
    }
}
