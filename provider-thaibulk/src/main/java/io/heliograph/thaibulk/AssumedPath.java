package io.heliograph.thaibulk;

/**
 * The paths that the vendor's page has lost, so that each is a guess, which a setting of its name replaces
 * (me-sms.com, 2026-11-20).
 */
public enum AssumedPath {
    /** Where a preview is asked for: {@code path-preview}, likely {@code /sms/preview}. */
    PREVIEW("path-preview", "/sms/preview"),
    /** Where a message is cancelled: {@code path-cancel}, likely {@code /sms/{uuid}/cancel}. */
    CANCEL("path-cancel", "/sms/{uuid}/cancel"),
    /** Where the messages are listed: {@code path-list}, likely {@code /sms}. */
    LIST("path-list", "/sms"),
    /** Where one message is asked for: {@code path-get}, likely {@code /sms/{uuid}}. */
    GET("path-get", "/sms/{uuid}"),
    /** Where the balance is asked for: {@code path-balance}, likely {@code /credit}. */
    BALANCE("path-balance", "/credit"),
    /** Where the senders are listed: {@code path-senders}, likely {@code /senders}. */
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
