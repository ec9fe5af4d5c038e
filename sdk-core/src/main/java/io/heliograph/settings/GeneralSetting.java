package io.heliograph.settings;

import io.heliograph.idempotency.MemoryIdempotencyStore;

/**
 * The settings of a client, other than those of providers, each declared once: the client reads them, the Spring Boot starter
 * binds them, {@code sms settings} lists them, and the documentation is checked against them. Immutable and thread-safe; none
 * of them holds a secret.
 */
public enum GeneralSetting {
    ROUTE(
            "route",
            Type.TEXT,
            "",
            Guard.ALWAYS_ON,
            "a route such as wavix || androidgateway",
            "Where sends go, for example \"TH: thaibulk || wavix; *: wavix\". By default every provider that is set up, in the"
                    + " order of the file, or with Spring Boot of their names."),
    DEADLINE("deadline", Type.DURATION, "30s", "How long a send may take in all."),
    CONNECT_TIMEOUT(
            "connect-timeout",
            Type.DURATION,
            "5s",
            "How long it may take to set up a connection to a vendor, within the deadline: DNS, TCP, proxy and TLS together."
                    + " At most a minute."),
    SHUTDOWN_TIMEOUT(
            "shutdown-timeout",
            Type.DURATION,
            "30s",
            "How long closing the client waits for sends under way; in an application no longer than"
                    + " \"spring.lifecycle.timeout-per-shutdown-phase\"."),
    RETRY_MAX_ATTEMPTS(
            "retry.max-attempts", 1, 100, "5", Guard.NONE, "How often any provider is asked in one send, in all"),
    RETRY_MAX_ATTEMPTS_PER_PROVIDER(
            "retry.max-attempts-per-provider",
            1,
            100,
            "3",
            Guard.NONE,
            "How often a provider is asked in one send, where 1 never asks again"),
    RETRY_INITIAL_BACKOFF(
            "retry.initial-backoff", Type.DURATION, "50ms", "The longest first wait before another attempt."),
    RETRY_MAX_BACKOFF("retry.max-backoff", Type.DURATION, "5s", "The longest wait before another attempt."),
    RETRY_THROTTLED_INITIAL_BACKOFF(
            "retry.throttled-initial-backoff",
            Type.DURATION,
            "1s",
            "The longest first wait after \"too many requests\"."),
    RETRY_THROTTLED_MAX_BACKOFF(
            "retry.throttled-max-backoff", Type.DURATION, "20s", "The longest wait after \"too many requests\"."),
    RETRY_ATTEMPT_TIMEOUT(
            "retry.attempt-timeout",
            Type.DURATION,
            "10s",
            "How long one attempt may take where its outcome can be found out afterwards."),
    RETRY_RECONCILE(
            "retry.reconcile",
            Type.FLAG,
            "true",
            "Whether an unknown outcome is found out where the vendor allows that."),
    IDEMPOTENCY_WAIT(
            "idempotency.wait-for-concurrent-send",
            Type.FLAG,
            "true",
            "Whether a second call with a key waits for the outcome of the first."),
    IDEMPOTENCY_KEYS(
            "idempotency.keys",
            1,
            10_000_000,
            String.valueOf(MemoryIdempotencyStore.DEFAULT_MAX),
            Guard.NONE,
            "How many keys a store in memory remembers, each for a day"),
    STORE(
            "store",
            Type.TEXT,
            "",
            Guard.ALWAYS_ON,
            "memory, jdbc or the path of an SQLite file",
            "Where keys, suppressions and timelines are kept: \"memory\", \"jdbc\" for the application's database, or the path"
                    + " of an SQLite file."),
    SUPPRESSION_SCOPE(
            "suppression.scope",
            Type.TEXT,
            "global",
            Guard.NONE,
            "global or per-sender",
            "For which senders a STOP holds: \"global\" for all, \"per-sender\" for the one that received it."),
    SUPPRESSION_FILE(
            "suppression.file",
            Type.TEXT,
            "",
            Guard.MAY_BE_OFF,
            "a CSV file of people who get nothing",
            "CSV file of people who get nothing, read at the start."),
    PRICES(
            "prices",
            Type.TEXT,
            "",
            Guard.MAY_BE_OFF,
            "a file with the prices of a part, or classpath:prices.csv",
            "File with the prices of a part, such as \"wavix, TH, USD, 0.0132\" a line."),
    SPEND_MAX_PARTS("spend.max-parts", 1, 255, "", Guard.MAY_BE_OFF, "The most parts that a message may take"),
    SPEND_MAX_COST(
            "spend.max-cost",
            Type.AMOUNT,
            "",
            Guard.MAY_BE_OFF,
            "an amount such as 0.50",
            "The most that a message may cost, in the currency of the prices."),
    SPEND_COUNTRIES(
            "spend.countries",
            Type.COMMA_LIST,
            "",
            Guard.MAY_BE_OFF,
            "countries such as TH, US",
            "The only countries that messages may go to, for example \"TH, US\"."),
    SPEND_PER_RECIPIENT_AND_HOUR(
            "spend.per-recipient-and-hour",
            1,
            1_000,
            "",
            Guard.MAY_BE_OFF,
            "The most messages to one number within any 60 minutes"),
    SPEND_BUDGETS(
            "spend.budgets",
            Type.SEMICOLON_LIST,
            "",
            Guard.MAY_BE_OFF,
            "budgets such as wavix TH 20.00; * * 5000 parts",
            "What may be spent in a day of UTC, by provider and country, in money or in parts, for example \"wavix TH"
                    + " 20.00; * * 5000 parts\".");

    /** How a setting's value is read. */
    public enum Type {
        TEXT("a text"),
        FLAG("true or false"),
        NUMBER("a whole number"),
        DURATION("a duration such as 10s, 500ms or 2m"),
        /** An amount of money without its currency. */
        AMOUNT("an amount such as 0.50"),
        /** Texts separated by commas. */
        COMMA_LIST("texts with commas between"),
        /** Texts separated by semicolons. */
        SEMICOLON_LIST("texts with semicolons between");

        private final String values;

        Type(String values) {
            this.values = values;
        }
    }

    /** Whether a setting protects recipients or budgets, so that an empty value mustn't switch it off. */
    enum Guard {
        NONE,
        /** The word "off" switches it off. */
        MAY_BE_OFF,
        /** It has a default that is in force without it, so it can't be switched off. */
        ALWAYS_ON
    }

    private final String shortName;
    private final Type type;
    private final String defaultValue;
    private final Guard guard;
    private final String values;
    private final String description;
    private final int min;
    private final int max;

    GeneralSetting(String shortName, Type type, String defaultValue, String description) {
        this(shortName, type, defaultValue, Guard.NONE, type.values, description);
    }

    GeneralSetting(String shortName, Type type, String defaultValue, Guard guard, String values, String description) {
        this(shortName, type, defaultValue, guard, values, description, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    GeneralSetting(String shortName, int min, int max, String defaultValue, Guard guard, String description) {
        this(
                shortName,
                Type.NUMBER,
                defaultValue,
                guard,
                min + " to " + max,
                description + ", " + min + " to " + max + ".",
                min,
                max);
    }

    GeneralSetting(
            String shortName,
            Type type,
            String defaultValue,
            Guard guard,
            String values,
            String description,
            int min,
            int max) {
        this.shortName = shortName;
        this.type = type;
        this.defaultValue = defaultValue;
        this.guard = guard;
        this.values = values;
        this.description = description;
        this.min = min;
        this.max = max;
    }

    /** Its full name, such as {@code heliograph.retry.max-attempts}. */
    public String fullName() {
        return SettingNames.ROOT + shortName;
    }

    /** Its name below {@code heliograph.}. */
    String shortName() {
        return shortName;
    }

    public Type type() {
        return type;
    }

    /** The default, as it would be written; empty where there is none, or it isn't a single value. */
    public String defaultValue() {
        return defaultValue;
    }

    /** The allowed values, such as {@code 1 to 100}. */
    public String allowed() {
        return values;
    }

    /** A description in one sentence. */
    public String description() {
        return description;
    }

    /** Whether the word {@code off} switches it off. */
    public boolean mayBeOff() {
        return guard == Guard.MAY_BE_OFF;
    }

    Guard guard() {
        return guard;
    }

    /** The largest allowed number. */
    int max() {
        return max;
    }

    public boolean allows(int number) {
        return number >= min && number <= max;
    }
}
