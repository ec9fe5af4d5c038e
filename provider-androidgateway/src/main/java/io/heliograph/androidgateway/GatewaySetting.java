package io.heliograph.androidgateway;

/**
 * A setting of the phones, by its group and its name in the gateway's own words, which are in snake case here.
 *
 * <p>A server refuses {@link #CLOUD_URL}, {@link #PRIVATE_TOKEN}, {@link #SIGNING_KEY} and {@link #PASSPHRASE} unless they
 * are empty, and takes {@link #PROCESSING_ORDER} without passing it on (v1.47.1).
 */
public enum GatewaySetting {
    /** The least number of seconds between two messages. */
    SEND_INTERVAL_MIN("messages", Kind.NUMBER),
    /** The most seconds between two messages. */
    SEND_INTERVAL_MAX("messages", Kind.NUMBER),
    /** {@code Disabled}, {@code PerMinute}, {@code Per30Minutes}, {@code PerHour} or {@code PerDay}. */
    LIMIT_PERIOD("messages", Kind.WORD),
    /** How many messages in that time. */
    LIMIT_VALUE("messages", Kind.NUMBER),
    /** {@code OSDefault}, {@code RoundRobin} or {@code Random}. */
    SIM_SELECTION_MODE("messages", Kind.WORD),
    /** How many days the phone keeps messages. */
    LOG_LIFETIME_DAYS("messages", Kind.NUMBER),
    /** {@code LIFO}, the default, or {@code FIFO}. */
    PROCESSING_ORDER("messages", Kind.WORD),
    /** Whether messages wait for working hours. */
    WORK_HOURS_ENABLED("messages", Kind.FLAG),
    /** When working hours begin. */
    WORK_HOURS_START("messages", Kind.WORD),
    /** When working hours end. */
    WORK_HOURS_END("messages", Kind.WORD),
    /** The seconds between two pings. */
    INTERVAL_SECONDS("ping", Kind.NUMBER),
    /** How many days the phone keeps its log. */
    LIFETIME_DAYS("logs", Kind.NUMBER),
    /** Whether webhooks wait for a network. */
    INTERNET_REQUIRED("webhooks", Kind.FLAG),
    /** How often a webhook is tried again. */
    RETRY_COUNT("webhooks", Kind.NUMBER),
    /** What webhooks are signed with. */
    SIGNING_KEY("webhooks", Kind.WORD),
    /** The server that a phone belongs to. */
    CLOUD_URL("gateway", Kind.WORD),
    /** What a phone shows to a private server. */
    PRIVATE_TOKEN("gateway", Kind.WORD),
    /** {@code AUTO} or {@code SSE_ONLY}. */
    NOTIFICATION_CHANNEL("gateway", Kind.WORD),
    /** The phone's part of the end-to-end encryption. */
    PASSPHRASE("encryption", Kind.WORD),
    /** Whether received messages are read from the phone's store, too. */
    CONTENT_PROVIDER_ENABLED("receiver", Kind.FLAG);

    /** How a value stands in JSON. */
    enum Kind {
        NUMBER,
        FLAG,
        WORD
    }

    private final String group;
    private final Kind kind;

    GatewaySetting(String group, Kind kind) {
        this.group = group;
        this.kind = kind;
    }

    String group() {
        return group;
    }

    Kind kind() {
        return kind;
    }

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
