package io.heliograph.webhook;

import java.util.List;

/**
 * What registering a webhook at a vendor did. Immutable and thread-safe; it holds no URL and no secret.
 *
 * @param provider the vendor's provider
 * @param entries one for each thing that was asked for; never empty
 */
public record WebhookRegistration(String provider, List<Entry> entries) {
    public WebhookRegistration {
        entries = List.copyOf(entries);
    }

    /** Whether everything was there already, so that nothing was changed at the vendor. */
    public boolean isUnchanged() {
        return entries.stream().allMatch(entry -> entry.action() == Action.KEPT);
    }

    /** What was done. */
    public enum Action {
        /** An equal one was there; nothing was changed. */
        KEPT,
        /** A new one, beside what may have been there. */
        ADDED,
        /** It takes the place of what was there, if anything: the vendor has one place for it. */
        SET
    }

    /**
     * One thing that the vendor now tells.
     *
     * @param what the vendor's name for it, for example {@code sms:delivered} or {@code dlr_relay_url}
     */
    public record Entry(String what, Action action) {}
}
