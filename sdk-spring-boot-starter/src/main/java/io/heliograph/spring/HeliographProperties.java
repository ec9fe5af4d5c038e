package io.heliograph.spring;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties under {@code heliograph.}; editors show the descriptions below.
 *
 * @param enabled Whether there is an SmsClient at all.
 * @param route Where sends go, for example "TH: thaibulk || wavix; *: wavix". By default every provider that is set up, in
 *     the order of the file, or with Spring Boot of their names.
 * @param deadline How long a send may take in all.
 * @param connectTimeout How long it may take to set up a connection to a vendor, within the deadline: DNS, TCP, proxy and TLS
 *     together. At most a minute.
 * @param shutdownTimeout How long closing the client waits for sends under way; in an application no longer than
 *     "spring.lifecycle.timeout-per-shutdown-phase".
 * @param store Where keys, suppressions and timelines are kept: "memory", "jdbc" for the application's database, or the path of
 *     an SQLite file.
 * @param prices File with the prices of a part, such as "wavix, TH, USD, 0.0132" a line.
 * @param providers The providers by their names, or accounts of them with a "type", and the settings of each.
 */
@ConfigurationProperties("heliograph")
record HeliographProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String route,
        @DefaultValue("30s") Duration deadline,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration shutdownTimeout,
        @Nullable String store,
        @Nullable String prices,
        @DefaultValue Map<String, Map<String, String>> providers,
        @DefaultValue Retry retry,
        @DefaultValue Reconcile reconcile,
        @DefaultValue Idempotency idempotency,
        @DefaultValue Jdbc jdbcStore,
        @DefaultValue Suppression suppression,
        @DefaultValue Spend spend,
        @DefaultValue Webhooks webhooks,
        @DefaultValue Sandbox sandbox,
        @DefaultValue Ssl ssl,
        @DefaultValue Health health,
        @DefaultValue OneTimeToken oneTimeToken,
        @DefaultValue Outbox outbox) {

    /** Without values: among them are the providers' credentials. */
    @Override
    public String toString() {
        return "HeliographProperties[providers=" + providers.keySet() + "]";
    }

    /**
     * Retries, and what becomes of an unknown outcome.
     *
     * @param maxAttempts How often any provider is asked in one send, in all, 1 to 100.
     * @param maxAttemptsPerProvider How often a provider is asked in one send, where 1 never asks again, 1 to 100.
     * @param initialBackoff The longest first wait before another attempt.
     * @param maxBackoff The longest wait before another attempt.
     * @param throttledInitialBackoff The longest first wait after "too many requests".
     * @param throttledMaxBackoff The longest wait after "too many requests".
     * @param reconcile Whether an unknown outcome is found out where the vendor allows that.
     * @param attemptTimeout How long one attempt may take where its outcome can be found out afterwards.
     */
    record Retry(
            @DefaultValue("5") Integer maxAttempts,
            @DefaultValue("3") Integer maxAttemptsPerProvider,
            @DefaultValue("50ms") Duration initialBackoff,
            @DefaultValue("5s") Duration maxBackoff,
            @DefaultValue("1s") Duration throttledInitialBackoff,
            @DefaultValue("20s") Duration throttledMaxBackoff,
            @DefaultValue("true") boolean reconcile,
            @DefaultValue("10s") Duration attemptTimeout) {}

    /**
     * Unknown outcomes, looked up in the background; nothing is sent for it.
     *
     * @param enabled Whether sends of this process whose outcome is unknown are looked up in the background, unless
     *     "heliograph.retry.reconcile" is false.
     * @param interval The time between two rounds of look-ups, 1s to 1d; a fifth shorter or longer, by chance.
     * @param maxAge How long the outcome of a send is looked up.
     */
    record Reconcile(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1m") Duration interval,
            @DefaultValue("1d") Duration maxAge) {}

    /**
     * Sends with an idempotency key that was used before.
     *
     * @param waitForConcurrentSend Whether a second call with a key waits for the outcome of the first.
     * @param keys How many keys a store in memory remembers, each for a day, 1 to 10000000.
     */
    record Idempotency(
            @DefaultValue("true") boolean waitForConcurrentSend,
            @DefaultValue("500000") int keys) {}

    /**
     * The store in a database, where "heliograph.store" names one.
     *
     * @param key The secret that numbers are hashed and encrypted with: 32 random bytes in Base64, the same each time. By default
     *     one is made and kept in the database.
     * @param createTables Whether the tables are created and updated; otherwise they must be there.
     * @param keep How long a key is remembered after a send that was accepted or rejected.
     * @param keepUnresolved How long a key without a certain outcome is remembered, at least as long as "keep".
     * @param keepTimelines How long a timeline is kept after its last report.
     * @param shareRateLimits Whether the providers' rate limits hold for all processes with this database together. With
     *     PostgreSQL this needs "com.bucket4j:bucket4j_jdk17-postgresql".
     */
    record Jdbc(
            @Nullable String key,
            @DefaultValue("true") boolean createTables,
            @DefaultValue("7d") Duration keep,
            @DefaultValue("30d") Duration keepUnresolved,
            @DefaultValue("7d") Duration keepTimelines,
            @DefaultValue("false") boolean shareRateLimits) {
        /** Without the key. */
        @Override
        public String toString() {
            return "Jdbc[createTables=" + createTables + "]";
        }
    }

    /**
     * The suppression list.
     *
     * @param scope For which senders a STOP holds: "global" for all, "per-sender" for the one that received it.
     * @param file CSV file of people who get nothing, read at the start.
     */
    record Suppression(
            @DefaultValue("global") String scope, @Nullable String file) {}

    /**
     * The spend guard, off unless one of these is set.
     *
     * @param maxParts The most parts that a message may take, 1 to 255.
     * @param maxCost The most that a message may cost, in the currency of the prices.
     * @param countries The only countries that messages may go to, for example "TH, US".
     * @param perRecipientAndHour The most messages to one number within any 60 minutes, 1 to 1000.
     * @param budgets What may be spent in a day of UTC, by provider and country, in money or in parts, for example "wavix TH
     *     20.00; * * 5000 parts".
     */
    record Spend(
            @Nullable Integer maxParts,
            @Nullable BigDecimal maxCost,
            @DefaultValue List<String> countries,
            @Nullable Integer perRecipientAndHour,
            @DefaultValue List<String> budgets) {}

    /**
     * The vendors' webhooks.
     *
     * @param enabled Whether the application receives the webhooks of vendors.
     * @param path The path of the webhooks; "{provider}" stands for the provider's name.
     * @param maxSize The maximum size of a body, in bytes.
     * @param registerAt Where vendors reach this application, for example https://sms.example.com. It registers its
     *     webhooks there when it has started, with the vendors whose API has a call for that; not set, it registers nothing.
     */
    record Webhooks(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("/webhooks/sms/{provider}") String path,
            @DefaultValue("1048576") Integer maxSize,
            @Nullable URI registerAt) {}

    /**
     * The vendors' APIs on this machine, for development and tests.
     *
     * @param enabled Whether every provider calls a sandbox instead of its vendor; one is started unless "url" names one.
     * @param url The URL of a sandbox in another process, for example http://127.0.0.1:8025, that several applications share.
     * @param port The port of its inbox page, 0 for any free one.
     * @param deliverAfter The time from acceptance to delivery.
     * @param webhooks Whether it sends the vendors' webhooks to this application.
     * @param refusedProfiles Profiles with which the sandbox mustn't be started.
     */
    record Sandbox(
            @DefaultValue("false") boolean enabled,
            @Nullable URI url,
            @DefaultValue("0") Integer port,
            @DefaultValue("1500ms") Duration deliverAfter,
            @DefaultValue("true") boolean webhooks,
            @DefaultValue({"prod", "production"}) List<String> refusedProfiles) {}

    /**
     * How connections to vendors are secured.
     *
     * @param bundle The SSL bundle with the certificates to trust, and to show; the platform's by default.
     */
    record Ssl(@Nullable String bundle) {}

    /**
     * The health endpoint.
     *
     * @param balance Whether the health of a provider shows the balance of its account. It is queried at most once in
     *     "balance-interval", at no cost.
     * @param balanceInterval How long a balance is cached before it is queried again.
     */
    record Health(
            @DefaultValue("false") boolean balance,
            @DefaultValue("5m") Duration balanceInterval) {}

    /**
     * One-time tokens of Spring Security by SMS, where there is a bean of type OneTimeTokenRecipient.
     *
     * @param text The text of the message; "{token}" stands for the token.
     * @param redirectTo Where the browser goes after the request of a token, whether it was sent or not.
     */
    record OneTimeToken(
            @DefaultValue("Your sign-in code is {token}") String text,
            @DefaultValue("/login/ott") String redirectTo) {}

    /**
     * The transactional outbox, where there is a bean of type JdbcStore.
     *
     * @param enabled Whether there is a bean of type Outbox.
     * @param workers Whether this application sends what is in the outbox, or only enqueues.
     * @param threads How many messages this application sends at once, 1 to 512.
     * @param orderPerRecipient Whether a recipient's messages are sent one after the other, in the order of their transactions.
     * @param pollInterval How often the workers look for messages.
     * @param maxAge How long a message is tried after it became due.
     * @param keep How long a sent message is remembered, without its text.
     * @param keepDead How long a dead letter is kept.
     */
    record Outbox(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("true") boolean workers,
            @DefaultValue("8") int threads,
            @DefaultValue("false") boolean orderPerRecipient,
            @DefaultValue("1s") Duration pollInterval,
            @DefaultValue("1d") Duration maxAge,
            @DefaultValue("7d") Duration keep,
            @DefaultValue("30d") Duration keepDead) {}
}
