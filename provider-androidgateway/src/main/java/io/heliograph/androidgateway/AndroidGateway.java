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
 * The entry point of the Android SMS Gateway provider (sms-gate.app); pass it to {@code SmsClient}.
 *
 * <p>Immutable and thread-safe; the client closes it. A phone sends the SMS, so the sender ID is always the number of the
 * phone's SIM card; a request's sender has no effect. Source of facts: the server's code at v1.47.1 of 2026-08-22.
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
     * Sends a binary message by one POST. Like {@code SmsClient.trySend} it returns every outcome as a value. Don't send again
     * after an unknown outcome.
     */
    public SendOutcome send(GatewayMessage message) {
        Deadline deadline = Deadline.after(message.deadline().orElse(VendorApi.OPERATION_TIMEOUT));
        return CompletedAttempt.send(
                provider.name(), message.key(), deadline, context -> provider.send(message, context));
    }

    /**
     * Lists the gateway's messages page by page. The stream requests a page, in at most 30 seconds, when the caller reads
     * its first message. Messages added or deleted meanwhile shift the pages: a message can appear twice or not at all.
     *
     * @throws io.heliograph.error.SmsException from the stream, if the gateway refused a request or no response came
     */
    public Stream<ListedMessage> messages(MessageFilter filter) {
        return reader.messages(filter);
    }

    /**
     * Counts the messages that match a filter; empty if the gateway doesn't return a total.
     *
     * @throws io.heliograph.error.SmsException if the gateway refused the request or no response came
     */
    public OptionalLong countMessages(MessageFilter filter) {
        return reader.count(filter);
    }

    /** The account's phones, webhooks, settings and logs, and the gateway's health. */
    public AndroidGatewayAccount account() {
        return account;
    }

    /**
     * Registers a URL for all events of sent and received messages, and skips events that are registered already. With a
     * {@code deviceId} it registers for that phone only. Each phone signs with a key that only its app has. An older server
     * or app rejects an unknown event with 400, after it added the events before it; pass a list of events in that case.
     * Needs the scopes {@code webhooks:list} and {@code webhooks:write}.
     *
     * @param publicUrl the receiver's URL, at most 256 characters: https, or plain http on the phone itself
     * @throws InvalidRequestException if the URL is invalid, or no webhook secret is set
     * @throws io.heliograph.error.SmsException if the gateway refused the request or no response came; a retry is safe
     */
    public WebhookRegistration registerWebhooks(URI publicUrl) {
        return registerWebhooks(publicUrl, AndroidGatewayWebhookSetup.EVENTS);
    }

    /** Registers a URL for the given events; the names are the gateway's, for example {@code sms:delivered}. */
    public WebhookRegistration registerWebhooks(URI publicUrl, List<String> events) {
        return registration.registrar(events).register(publicUrl);
    }

    /**
     * Lists the received messages of a phone in local mode, page by page; servers up to v1.47.1 don't have this list.
     *
     * @throws io.heliograph.error.UnsupportedException from the stream, if the base URL is a server's
     * @throws io.heliograph.error.SmsException from the stream, if the phone refused a request or no response came
     */
    public Stream<ReceivedMessage> inbox(InboxFilter filter) {
        return reader.inbox(filter);
    }

    /**
     * Decrypts a value from the gateway, for example a recipient's number. It takes about 250 ms of processor time at the
     * default number of iterations.
     *
     * @return empty if the value isn't encrypted, or if the passphrase is wrong; the value has no signature, so a wrong
     *     passphrase returns garbage in about 1 of 256 cases
     * @throws InvalidRequestException if no passphrase is set
     */
    public Optional<String> decrypt(String value) {
        if (encryption == null) {
            throw new InvalidRequestException("passphrase", "is missing; set it to decrypt with it");
        }
        return encryption.decrypt(value);
    }

    /**
     * Builds an {@link AndroidGateway}; not thread-safe. The base URL includes the path:
     * {@code https://api.sms-gate.app/3rdparty/v1} (the public cloud, the default),
     * {@code https://<host>/api/3rdparty/v1} (a private server), {@code http://<phone>:8080} (one phone in local mode).
     */
    public static final class Builder extends VendorClientBuilder<Builder> {
        private @Nullable String username;
        private @Nullable String password;
        private @Nullable String deviceId;
        private boolean tokenAuth;
        private boolean skipPhoneValidation;
        private @Nullable Integer deviceActiveWithin;
        private @Nullable Integer simNumber;
        private @Nullable Boolean withDeliveryReport;
        private @Nullable Integer priority;
        private @Nullable String passphrase;
        private @Nullable String region;
        private int passphraseIterations = AndroidGatewayEncryption.USUAL_ITERATIONS;

        private Builder() {
            super("https://api.sms-gate.app/3rdparty/v1");
        }

        /** The user name, as the app shows it. Required. */
        public Builder username(String username) {
            this.username = username;
            return this;
        }

        /** The password, as the app shows it. Required. */
        public Builder password(String password) {
            this.password = password;
            return this;
        }

        /** The ID of the sending phone, at most 21 characters; by default the server picks a phone at random. */
        public Builder deviceId(String deviceId) {
            this.deviceId = deviceId.isEmpty() ? null : deviceId;
            return this;
        }

        /**
         * Authenticates requests with access tokens; only the token requests contain the password. A phone in local mode
         * needs app 1.55. If the gateway issues no token, requests contain the password as before.
         */
        public Builder tokenAuth(boolean tokenAuth) {
            this.tokenAuth = tokenAuth;
            return this;
        }

        /** Skips the server's phone number validation, which rejects landlines, M2M numbers and new prefixes. */
        public Builder skipPhoneValidation(boolean skip) {
            skipPhoneValidation = skip;
            return this;
        }

        /** Uses only phones that the server saw within this many hours, at least 1; without one, failover is possible. */
        public Builder deviceActiveWithin(int hours) {
            deviceActiveWithin = hours;
            return this;
        }

        /** The slot of the sending SIM card, 1 to 3; by default the phone chooses. */
        public Builder simNumber(int simNumber) {
            this.simNumber = simNumber;
            return this;
        }

        /** Whether phones request delivery reports; true by default. */
        public Builder withDeliveryReport(boolean withDeliveryReport) {
            this.withDeliveryReport = withDeliveryReport;
            return this;
        }

        /** The priority of all messages, -128 to 127; that of one is {@link AndroidGatewayOptions#PRIORITY}. */
        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        /**
         * The passphrase of the end-to-end encryption of texts and numbers; the app needs the same one. Binary messages to a
         * server are rejected with it, because a server accepts Base64 only. With a wrong passphrase, messages fail
         * later. Each value takes about 250 ms of processor time, within the send's deadline.
         */
        public Builder passphrase(String passphrase) {
            this.passphrase = passphrase;
            return this;
        }

        /** The PBKDF2 iterations, 1,000 to 10,000,000; 75,000 by default. The processor time grows with them. */
        public Builder passphraseIterations(int iterations) {
            passphraseIterations = iterations;
            return this;
        }

        /**
         * The country of the phones in ISO 3166 (2 letters), for example {@code TH}. Phones often show domestic senders as
         * national numbers; without the country, the sender of a STOP is unknown.
         */
        public Builder region(String region) {
            this.region = region;
            return this;
        }

        /**
         * Builds the provider.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every missing or invalid setting
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
            AndroidGatewayValidation.range("sim-number", simNumber, 1, AndroidGatewayValidation.MAX_SIMS, violations);
            AndroidGatewayValidation.range("priority", priority, Byte.MIN_VALUE, Byte.MAX_VALUE, violations);
            AndroidGatewayValidation.passphrase(passphrase, passphraseIterations, violations);
            Optional<String> country = violations.check(region, PhoneNumber::region);
            WebhookSecurity webhooks = signedWebhooks(violations);
            violations.throwIfAny(AndroidGatewayErrors.NAME);
            boolean phone = !endpoint.orElseThrow().hasPath();
            Endpoint withUser = endpoint.orElseThrow().basic(user.orElseThrow(), secret.orElseThrow());
            VendorApi api = VendorApi.of(connect(withUser), AndroidGatewayErrors.errors(deviceId != null));
            AndroidGatewayEncryption encryption =
                    passphrase == null ? null : new AndroidGatewayEncryption(passphrase, passphraseIterations);
            return new AndroidGateway(
                    tokenAuth ? api.withTokens(new AndroidGatewayLogin(api, Clock.systemUTC())) : api,
                    new AndroidGatewayConfig(
                            deviceId,
                            skipPhoneValidation,
                            deviceActiveWithin,
                            simNumber,
                            withDeliveryReport,
                            priority,
                            encryption,
                            phone),
                    new AndroidGatewayWebhooks(webhooks, encryption, country.orElse(null)));
        }
    }
}
