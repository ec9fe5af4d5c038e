package io.heliograph.sandbox.api;

import io.heliograph.sandbox.journal.Event;
import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.journal.Numbers;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.server.VendorPorts;
import io.heliograph.sandbox.webhook.WebhookDispatcher;

/** Makes a sandbox forget everything, or some recipients. Thread-safe. */
public final class Reset {
    private final Journal journal;
    private final VendorPorts vendors;
    private final WebhookDispatcher webhooks;

    /** A reset of one sandbox. */
    public Reset(Journal journal, VendorPorts vendors, WebhookDispatcher webhooks) {
        this.journal = journal;
        this.vendors = vendors;
        this.webhooks = webhooks;
    }

    /** Forgets everything that has happened, ends all faults, and runs the clock with the system's again. */
    public void all() {
        for (String vendor : vendors.names()) {
            vendors.fault(vendor, SandboxFault.NONE);
            vendors.get(vendor).vendor().forget(recipient -> true);
        }
        webhooks.clear();
        journal.clear();
        if (!journal.clock().isOwn()) {
            journal.clock().useSystem();
        }
        journal.events().publish(Event.Kind.RESET, "");
    }

    /**
     * Forgets the messages, inbound messages, reports and opt-outs of some recipients.
     *
     * @param to a number, or with an asterisk at its end how the numbers start
     */
    public void recipients(String to) {
        vendors.names().forEach(vendor -> vendors.get(vendor).vendor().forget(number -> Numbers.fits(number, to)));
        journal.clear(to);
    }
}
