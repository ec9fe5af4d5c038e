package io.heliograph.webhook;

import java.util.List;

/**
 * The result of registering a webhook at a vendor. Immutable and thread-safe; it holds no URL and no secret.
 *
 * @param provider the provider's name
 * @param entries one for each event that was requested; never empty
 */
public record WebhookRegistration(String provider, List<Entry> entries) {
    public WebhookRegistration {
        entries = List.copyOf(entries);
    }

    /** Whether all entries were there already, so that nothing changed at the vendor. */
    public boolean isUnchanged() {
        return entries.stream().allMatch(entry -> entry.action() == Action.KEPT);
    }

    /** What the registration did. */
    public enum Action {
        /** An equal entry was there; nothing changed. */
        KEPT,
        /** An entry was added to those that may be there. */
        ADDED,
        /** The vendor's only entry was set or replaced. */
        SET
    }

    /**
     * One event or URL setting at the vendor.
     *
     * @param what the vendor's name for it, for example {@code sms:delivered} or {@code dlr_relay_url}
     */
    public record Entry(String what, Action action) {}
}
