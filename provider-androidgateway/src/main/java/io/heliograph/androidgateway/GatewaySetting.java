package io.heliograph.androidgateway;

/**
 * A setting of the phones, by the gateway's group and name, which are in snake case here.
 *
 * <p>A server rejects {@link #CLOUD_URL}, {@link #PRIVATE_TOKEN}, {@link #SIGNING_KEY} and {@link #PASSPHRASE} unless they
 * are empty. It accepts {@link #PROCESSING_ORDER} but doesn't forward it to the phones (v1.47.1).
 */
public enum GatewaySetting {
    /** The minimum interval between two messages, in seconds. */
    SEND_INTERVAL_MIN("messages", Kind.NUMBER),
    /** The maximum interval between two messages, in seconds. */
    SEND_INTERVAL_MAX("messages", Kind.NUMBER),
    /** The limit's period: {@code Disabled}, {@code PerMinute}, {@code Per30Minutes}, {@code PerHour}, {@code PerDay}. */
    LIMIT_PERIOD("messages", Kind.WORD),
    /** The maximum number of messages in that period. */
    LIMIT_VALUE("messages", Kind.NUMBER),
    /** The choice of the SIM card: {@code OSDefault}, {@code RoundRobin} or {@code Random}. */
    SIM_SELECTION_MODE("messages", Kind.WORD),
    /** The phone's retention of messages, in days. */
    LOG_LIFETIME_DAYS("messages", Kind.NUMBER),
    /** The order of the phone's queue: {@code LIFO}, the default, or {@code FIFO}. */
    PROCESSING_ORDER("messages", Kind.WORD),
    /** Whether the phone sends messages in working hours only. */
    WORK_HOURS_ENABLED("messages", Kind.FLAG),
    /** The start of the working hours. */
    WORK_HOURS_START("messages", Kind.WORD),
    /** The end of the working hours. */
    WORK_HOURS_END("messages", Kind.WORD),
    /** The interval between two pings, in seconds. */
    INTERVAL_SECONDS("ping", Kind.NUMBER),
    /** The phone's retention of its log, in days. */
    LIFETIME_DAYS("logs", Kind.NUMBER),
    /** Whether webhooks wait for a network. */
    INTERNET_REQUIRED("webhooks", Kind.FLAG),
    /** The number of retries of a webhook. */
    RETRY_COUNT("webhooks", Kind.NUMBER),
    /** The signing key of webhooks. */
    SIGNING_KEY("webhooks", Kind.WORD),
    /** The URL of the phone's server. */
    CLOUD_URL("gateway", Kind.WORD),
    /** The token that authenticates a phone at a private server. */
    PRIVATE_TOKEN("gateway", Kind.WORD),
    /** The channel of the server's notifications: {@code AUTO} or {@code SSE_ONLY}. */
    NOTIFICATION_CHANNEL("gateway", Kind.WORD),
    /** The passphrase of the end-to-end encryption. */
    PASSPHRASE("encryption", Kind.WORD),
    /** Whether the app also reads received messages from the phone's message store. */
    CONTENT_PROVIDER_ENABLED("receiver", Kind.FLAG);

    /** The JSON type of a value. */
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
