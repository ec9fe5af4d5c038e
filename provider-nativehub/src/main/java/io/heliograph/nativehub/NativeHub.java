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
 * The NativeHub provider (nativehub.live, messaging API v1): hand it to {@code SmsClient}; it also has NativeHub's
 * vendor-only operations.
 *
 * <p>Immutable and thread-safe; the client closes it. The vendor doesn't deduplicate. It allows 200 requests a minute
 * according to one of its pages, and 100 (50 of them bulk) according to another. Each vendor-only operation takes at
 * most 30 seconds and throws {@link io.heliograph.error.SmsException} on failure: a failed query changed nothing; if
 * the result of a change is unknown, the exception says so and isn't retryable. Facts are from
 * developers.nativehub.live, 2026-02.
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
     * All messages of the account, read lazily in pages of 100, each with its own JSON; {@link MessageDetails} has the fields
     * that only NativeHub has. The vendor states no order; a message that arrives
     * meanwhile may move another one to the next page, which then appears twice.
     */
    public Stream<Message> messages() {
        return messages.list(null);
    }

    /** The messages of one bulk send, read lazily; {@code batch} is the id that the bulk send returned. */
    public Stream<Message> messages(MessageId batch) {
        return messages.list(messages.requireOwnId(batch).value());
    }

    /** The log of one message, in the vendor's order. */
    public List<LogEntry> logs(MessageId message) {
        return messages.logs(messages.requireOwnId(message));
    }

    /** NativeHub's reports: message counts by status, and transactions. */
    public NativeHubReports reports() {
        return reports;
    }

    /** Changes to the account: held messages, the do-not-contact list, webhook subscriptions. */
    public NativeHubAccount account() {
        return account;
    }

    /**
     * Subscribes this URL to delivery reports and inbound messages. NativeHub signs them with the first of the
     * webhook secrets; it generates none itself. The vendor documents no way to list subscriptions, so a second call
     * adds a second subscription; its duplicate webhooks are rejected as replays and answered with 200.
     *
     * @param publicUrl the public URL of the receiver: https, or plain http on this machine
     * @throws io.heliograph.message.InvalidRequestException if the URL can't be used, or no webhook secret is set
     * @throws io.heliograph.error.SmsException if NativeHub rejected the call, or if its result is unknown, so that
     *     the subscription may exist
     */
    public WebhookRegistration registerWebhooks(URI publicUrl) {
        return registrar.register(publicUrl);
    }

    /**
     * Collects NativeHub's settings; not thread-safe. One of API key, token and user is required; an empty value
     * counts as unset. The API is at {@code https://api-message.nativehub.live/api/v1} unless another base URL is
     * set.
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

        /** An API key from the console, valid until it is revoked; recommended for servers. */
        public Builder apiKey(String apiKey) {
            credential.apiKey = unlessEmpty(apiKey);
            return this;
        }

        /**
         * A bearer token, sent as it is. A token of the vendor's login expires after 15 minutes, so a server needs a
         * key or a user.
         */
        public Builder token(String token) {
            credential.token = unlessEmpty(token);
            return this;
        }

        /** A console user, with {@link #password}: the provider logs in, and logs in again when a token expires. */
        public Builder username(String username) {
            credential.username = unlessEmpty(username);
            return this;
        }

        public Builder password(String password) {
            credential.password = unlessEmpty(password);
            return this;
        }

        /** The tenant to log in to, for a user with several tenants. */
        public Builder tenantId(String tenantId) {
            credential.tenantId = unlessEmpty(tenantId);
            return this;
        }

        /** The sender for requests that name none. */
        public Builder from(String from) {
            this.from = from;
            return this;
        }

        /** NativeHub's route for single messages that are sent at once; NativeHub chooses by default. */
        public Builder provider(String route) {
            this.route = unlessEmpty(route);
            return this;
        }

        /** The account's currency, which a message's price omits; by default XXX, ISO 4217's code for no currency. */
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
         * Builds the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming each missing or invalid setting
         */
        public NativeHub build() {
            Violations violations = new Violations();
            credential.check(violations);
            Optional<Endpoint> endpoint = endpoint(violations);
            Optional<Sender> sender = violations.check(from, Sender::of);
            if (route != null && (route.isBlank() || route.chars().anyMatch(Character::isISOControl))) {
                violations.add("provider", "is blank or has a control character");
            }
            if (!currency.matches("[A-Z]{3}")) {
                violations.add(
                        "currency", "is " + ValueShape.of(currency) + "; it must be three capital letters such as USD");
            }
            WebhookSecurity webhooks = signedWebhooks(violations);
            violations.throwIfAny(NativeHubErrors.NAME);
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
