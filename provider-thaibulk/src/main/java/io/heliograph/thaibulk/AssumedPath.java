package io.heliograph.thaibulk;

/**
 * The assumed paths: the vendor's page lacks them, so each is a guess, and the setting of its name overrides it
 * (me-sms.com, 2026-11-20).
 */
public enum AssumedPath {
    /** The path of a preview: {@code path-preview}, likely {@code /sms/preview}. */
    PREVIEW("path-preview", "/sms/preview"),
    /** The path of a cancellation: {@code path-cancel}, likely {@code /sms/{uuid}/cancel}. */
    CANCEL("path-cancel", "/sms/{uuid}/cancel"),
    /** The path of the list of messages: {@code path-list}, likely {@code /sms}. */
    LIST("path-list", "/sms"),
    /** The path of one message: {@code path-get}, likely {@code /sms/{uuid}}. */
    GET("path-get", "/sms/{uuid}"),
    /** The path of the balance: {@code path-balance}, likely {@code /credit}. */
    BALANCE("path-balance", "/credit"),
    /** The path of the list of senders: {@code path-senders}, likely {@code /senders}. */
    SENDERS("path-senders", "/senders");

    private final String setting;
    private final String likely;

    AssumedPath(String setting, String likely) {
        this.setting = setting;
        this.likely = likely;
    }

    String setting() {
        return setting;
    }

    String likely() {
        return likely;
    }
}
