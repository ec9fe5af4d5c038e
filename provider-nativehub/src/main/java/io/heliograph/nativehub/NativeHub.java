package io.heliograph.nativehub;

import io.heliograph.http.Endpoint;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Sender;
import io.heliograph.message.ValueShape;
import io.heliograph.message.Violations;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorClient;
import io.heliograph.spi.VendorClientBuilder;
import io.heliograph.spi.WebhookRegistrar;
import io.heliograph.webhook.WebhookRegistration;
import io.heliograph.webhook.WebhookSecurity;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * NativeHub (nativehub.live), messaging API v1: the door to hand to {@code SmsClient}, and what only NativeHub can do.
 *
 * <p>Immutable and thread-safe; close it through the client. The vendor removes no duplicates, and takes 200 requests a
 * minute by one of its pages, 100 (50 of them bulk) by another. Each call of a vendor-only operation takes at most 30
 * seconds. They throw {@link io.heliograph.error.SmsException}: after a question nothing has changed; after a change that
 * got no clear answer the exception says so and isn't retryable. Facts are from developers.nativehub.live, 2026-02.
 *
 * <pre>{@code
 * NativeHub nativeHub = NativeHub.builder().apiKey(System.getenv("NATIVEHUB_KEY")).from("BRAND").build();
 * }</pre>
 */
public final class NativeHub implements VendorClient {
    private final NativeHubProvider provider;
    private final NativeHubMessages messages;
    private final NativeHubReports reports;
    private final NativeHubAccount account;
    private final WebhookRegistrar registrar;

    private NativeHub(
            NativeHubProvider provider,
            NativeHubMessages messages,
            NativeHubReports reports,
            NativeHubAccount account,
            WebhookRegistrar registrar) {
        this.provider = provider;
        this.messages = messages;
        this.reports = reports;
        this.account = account;
        this.registrar = registrar;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public SmsProvider provider() {
        return provider;
    }

    /**
     * All messages of the account, read lazily in pages of 100. The vendor states no order; a message that comes in
     * meanwhile may move another to the next page, so that it is seen twice.
     */
    public Stream<Message> messages() {
        return messages.list(null);
    }

    /** The messages of one bulk send, read lazily: the id of its message is the batch's id. */
    public Stream<Message> messages(MessageId batch) {
        return messages.list(messages.requireOwnId(batch).value());
    }

    /** What happened to a message, in the vendor's order. */
    public List<LogEntry> logs(MessageId message) {
        return messages.logs(messages.requireOwnId(message));
    }

    /** What NativeHub counts: messages by their states, and money. */
    public NativeHubReports reports() {
        return reports;
    }

    /** What can be changed in the account: held messages, blocked numbers, webhooks. */
    public NativeHubAccount account() {
        return account;
    }

    /**
     * Subscribes this URL to delivery reports and inbound messages, to be signed with the first of the webhook secrets: the
     * vendor makes none of its own. The vendor documents no list of subscriptions, so a second call adds a second one; what
     * comes twice then is rejected as a repetition and answered with 200.
     *
     * @param publicUrl where the receiver is reached: https, or plain http on this machine
     * @throws io.heliograph.message.InvalidRequestException if the URL can't be used, or no webhook secret is set
     * @throws io.heliograph.error.SmsException if NativeHub refused; or if no clear answer came, and it may be there or not
     */
    public WebhookRegistration registerWebhooks(URI publicUrl) {
        return registrar.register(publicUrl);
    }

    /**
     * Collects NativeHub's settings; not thread-safe. One of key, token and user is required; empty values count as unset.
     * The API is at {@code https://api-message.nativehub.live/api/v1} unless another base URL is set.
     */
    public static final class Builder extends VendorClientBuilder<Builder> {
        private final NativeHubCredential credential = new NativeHubCredential();
        private @Nullable String from;
        private @Nullable String route;
        private String currency = "XXX";
        private Clock clock = Clock.systemUTC();
        private LongSupplier nanoTime = System::nanoTime;

        private Builder() {
            super("https://api-message.nativehub.live/api/v1");
        }

        /** An API key of the console, which lasts until it is revoked: the way for servers. */
        public Builder apiKey(String apiKey) {
            credential.apiKey = unlessEmpty(apiKey);
            return this;
        }

        /** A bearer token as it is; those of the vendor's login end after 15 minutes, so servers want a key or a user. */
        public Builder token(String token) {
            credential.token = unlessEmpty(token);
            return this;
        }

        /** A user of the console, with {@link #password}: the provider logs in, and again when a token has run out. */
        public Builder username(String username) {
            credential.username = unlessEmpty(username);
            return this;
        }

        public Builder password(String password) {
            credential.password = unlessEmpty(password);
            return this;
        }

        /** The tenant to log in to, for users of several. */
        public Builder tenantId(String tenantId) {
            credential.tenantId = unlessEmpty(tenantId);
            return this;
        }

        /** The sender for requests that name none. */
        public Builder from(String from) {
            this.from = from;
            return this;
        }

        /** The route inside NativeHub for single messages that go at once; without it NativeHub chooses. */
        public Builder provider(String route) {
            this.route = unlessEmpty(route);
            return this;
        }

        /** The currency of the account, of which a message's price doesn't speak; by default XXX, ISO 4217's "none". */
        public Builder currency(String currency) {
            this.currency = currency;
            return this;
        }

        Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        Builder nanoTime(LongSupplier nanoTime) {
            this.nanoTime = nanoTime;
            return this;
        }

        /**
         * Makes the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every setting that is missing or wrong
         */
        public NativeHub build() {
            Violations faults = new Violations();
            credential.check(faults);
            Optional<Endpoint> endpoint = endpoint(faults);
            Optional<Sender> sender = faults.check(from, Sender::of);
            if (route != null && (route.isBlank() || route.chars().anyMatch(Character::isISOControl))) {
                faults.add("provider", "is blank or has a control character");
            }
            if (!currency.matches("[A-Z]{3}")) {
                faults.add(
                        "currency", "is " + ValueShape.of(currency) + "; it must be three capital letters such as USD");
            }
            WebhookSecurity webhooks = signedWebhooks(faults);
            faults.throwIfAny();
            VendorApi api = credential.api(endpoint.orElseThrow(), this::connect, clock, nanoTime);
            NativeHubMessages messages = new NativeHubMessages(api, currency);
            NativeHubAccount account = new NativeHubAccount(api, messages);
            NativeHubWebhooks reader = new NativeHubWebhooks(webhooks);
            WebhookRegistrar registrar =
                    new WebhookRegistrar(reader.verifier(), new NativeHubWebhookSetup(account, webhooks)::register);
            return new NativeHub(
                    new NativeHubProvider(api, messages, sender.orElse(null), route, reader, registrar),
                    messages,
                    new NativeHubReports(api, currency),
                    account,
                    registrar);
        }

        private static @Nullable String unlessEmpty(String value) {
            return value.isEmpty() ? null : value;
        }
    }
}
