package io.heliograph.androidgateway;

import io.heliograph.http.Deadline;
import io.heliograph.http.Endpoint;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Secret;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Violations;
import io.heliograph.spi.CompletedAttempt;
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
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Android SMS Gateway (sms-gate.app): the door to hand to {@code SmsClient}.
 *
 * <p>Immutable and thread-safe; close it through the client. The SMS goes out from a phone, so its sender is the phone's
 * SIM card, whatever a request's sender is. Facts are from the server's source at v1.47.1 of 2026-08-22.
 *
 * <pre>{@code
 * AndroidGateway gateway = AndroidGateway.builder().username("ABCDEF").password(System.getenv("SMSGATE_PASSWORD")).build();
 * }</pre>
 */
public final class AndroidGateway implements VendorClient {
    private final AndroidGatewayProvider provider;
    private final AndroidGatewayAccount account;
    private final AndroidGatewayWebhookSetup registration;
    private final AndroidGatewayMessages reader;
    private final @Nullable AndroidGatewayEncryption encryption;

    private AndroidGateway(VendorApi api, AndroidGatewayConfig options, AndroidGatewayWebhooks webhooks) {
        account = new AndroidGatewayAccount(api);
        registration = new AndroidGatewayWebhookSetup(account, options.deviceId(), webhooks.verifier());
        WebhookRegistrar registrar = registration.registrar(AndroidGatewayWebhookSetup.EVENTS);
        reader = new AndroidGatewayMessages(api);
        provider = new AndroidGatewayProvider(api, options, reader, webhooks, registrar);
        encryption = options.encryption();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public SmsProvider provider() {
        return provider;
    }

    /**
     * Sends a message with everything that can be said to a phone, by one POST. Like {@code SmsClient.trySend} it gives
     * every ending as a value, and an unknown one must not be sent again.
     */
    public SendOutcome send(GatewayMessage message) {
        Deadline deadline = Deadline.after(message.deadline().orElse(VendorApi.OPERATION_TIMEOUT));
        return CompletedAttempt.send(
                provider.name(), message.key(), deadline, context -> provider.send(message, context));
    }

    /**
     * The gateway's messages, page by page: each page is one request of at most 30 seconds, made when its first message
     * is read. Messages that come or go meanwhile can shift the pages, so that one is seen twice or not at all.
     *
     * @throws io.heliograph.error.SmsException from the stream, if the gateway refused or couldn't be asked
     */
    public Stream<ListedMessage> messages(MessageFilter filter) {
        return reader.messages(filter);
    }

    /**
     * How many messages there are; empty where the gateway doesn't say.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused or couldn't be asked
     */
    public OptionalLong countMessages(MessageFilter filter) {
        return reader.count(filter);
    }

    /** The account's phones, webhooks and settings, and how the gateway is. */
    public AndroidGatewayAccount account() {
        return account;
    }

    /**
     * Registers a URL for all that the phones tell of messages, sent and received, but for what is registered there already;
     * for one phone only where a {@code deviceId} is set. The phones sign with keys that are in the app only. A server or an
     * app that doesn't know one of the events refuses it with 400, after those before it: name the events then. Needs the
     * scopes {@code webhooks:list} and {@code webhooks:write}.
     *
     * @param publicUrl where the receiver is reached, at most 256 characters: https, or plain http on the phone itself
     * @throws InvalidRequestException if the URL can't be used, or no webhook secret is set
     * @throws io.heliograph.error.SmsException if the gateway refused or didn't answer; to ask again is safe
     */
    public WebhookRegistration registerWebhooks(URI publicUrl) {
        return registerWebhooks(publicUrl, AndroidGatewayWebhookSetup.EVENTS);
    }

    /** The same for some events, by the gateway's names, for example {@code sms:delivered}. */
    public WebhookRegistration registerWebhooks(URI publicUrl, List<String> events) {
        return registration.registrar(events).register(publicUrl);
    }

    /**
     * What a phone that is asked directly received, page by page as {@link #messages}; servers up to v1.47.1 have none.
     *
     * @throws io.heliograph.error.UnsupportedException from the stream, if a server was asked
     * @throws io.heliograph.error.SmsException from the stream, if the phone refused or couldn't be asked
     */
    public Stream<ReceivedMessage> inbox(InboxFilter filter) {
        return reader.inbox(filter);
    }

    /**
     * Takes the encryption off a value that the gateway shows, for example a recipient's number; about a quarter of a
     * second of computing.
     *
     * @return empty where the value isn't encrypted, or with another passphrase; it isn't signed, so once in 256 times a
     *     wrong passphrase gives nonsense
     * @throws InvalidRequestException if no passphrase is set
     */
    public Optional<String> decrypt(String value) {
        if (encryption == null) {
            throw new InvalidRequestException("passphrase", "is missing; set it to decrypt with it");
        }
        return encryption.decrypt(value);
    }

    /**
     * Collects the gateway's settings; not thread-safe. The base URL has the whole path:
     * {@code https://api.sms-gate.app/3rdparty/v1} (the public cloud, the default),
     * {@code https://<host>/api/3rdparty/v1} (a private server), {@code http://<phone>:8080} (one phone).
     */
    public static final class Builder extends VendorClientBuilder<Builder> {
        private @Nullable String username;
        private @Nullable String password;
        private @Nullable String deviceId;
        private boolean tokenAuth;
        private boolean skipPhoneValidation;
        private @Nullable Integer deviceActiveWithin;
        private @Nullable String passphrase;
        private @Nullable String region;
        private int passphraseIterations = AndroidGatewayEncryption.USUAL_ITERATIONS;

        private Builder() {
            super("https://api.sms-gate.app/3rdparty/v1");
        }

        /** The user that the app shows. Required. */
        public Builder username(String username) {
            this.username = username;
            return this;
        }

        /** The password that the app shows. Required. */
        public Builder password(String password) {
            this.password = password;
            return this;
        }

        /** The phone that sends, at most 21 characters; without it the server draws one. */
        public Builder deviceId(String deviceId) {
            this.deviceId = deviceId.isEmpty() ? null : deviceId;
            return this;
        }

        /**
         * Sends access tokens with the calls instead of the password, which then goes out only to get them; a phone that is
         * asked directly knows them from app 1.55 on. Where the gateway gives none, the password is sent as without this.
         */
        public Builder tokenAuth(boolean tokenAuth) {
            this.tokenAuth = tokenAuth;
            return this;
        }

        /** Sends to numbers that the server doesn't believe in: landlines, machines, new prefixes. */
        public Builder skipPhoneValidation(boolean skip) {
            skipPhoneValidation = skip;
            return this;
        }

        /** Only a phone that was seen in this many hours, at least 1; without one the next provider may be asked. */
        public Builder deviceActiveWithin(int hours) {
            deviceActiveWithin = hours;
            return this;
        }

        /**
         * Hides texts and numbers from the server: they are encrypted for the phone, where the app has the same
         * passphrase. Binary messages can't be hidden from a server, and are refused beside it. A wrong one shows only later, as a message that failed. Each value takes about a quarter of a
         * second of computing, which is part of the send's deadline.
         */
        public Builder passphrase(String passphrase) {
            this.passphrase = passphrase;
            return this;
        }

        /** How hard the passphrase is to guess, 1,000 to 10,000,000; 75,000 by default. The time grows with it. */
        public Builder passphraseIterations(int iterations) {
            passphraseIterations = iterations;
            return this;
        }

        /**
         * The country of the phones, as two letters of ISO 3166, for example {@code TH}: who writes from there is often shown
         * with a national number, and without the country nobody knows whom a STOP is from.
         */
        public Builder region(String region) {
            this.region = region;
            return this;
        }

        /**
         * Makes the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every setting that is missing or wrong
         */
        public AndroidGateway build() {
            Violations violations = new Violations();
            Optional<String> user = violations.require("username", username, AndroidGatewayValidation::user);
            Optional<Secret> secret = violations.require("password", password, value -> Secret.of("password", value));
            Optional<Endpoint> endpoint = endpoint(violations);
            violations.check(deviceId, AndroidGatewayValidation::device);
            if (deviceActiveWithin != null && deviceActiveWithin < 1) {
                violations.add("device-active-within", "is " + deviceActiveWithin + "; it must be 1 hour or more");
            }
            AndroidGatewayValidation.passphrase(passphrase, passphraseIterations, violations);
            Optional<String> country = violations.check(region, PhoneNumber::region);
            WebhookSecurity webhooks = signedWebhooks(violations);
            violations.throwIfAny();
            boolean phone = !endpoint.orElseThrow().hasPath();
            Endpoint withUser = endpoint.orElseThrow().basic(user.orElseThrow(), secret.orElseThrow());
            VendorApi api = VendorApi.of(connect(withUser), AndroidGatewayErrors.errors(deviceId != null));
            AndroidGatewayEncryption encryption =
                    passphrase == null ? null : new AndroidGatewayEncryption(passphrase, passphraseIterations);
            return new AndroidGateway(
                    tokenAuth ? api.withTokens(new AndroidGatewayLogin(api, Clock.systemUTC())) : api,
                    new AndroidGatewayConfig(deviceId, skipPhoneValidation, deviceActiveWithin, encryption, phone),
                    new AndroidGatewayWebhooks(webhooks, encryption, country.orElse(null)));
        }
    }
}
