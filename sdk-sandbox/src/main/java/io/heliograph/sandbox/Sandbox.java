package io.heliograph.sandbox;

import io.heliograph.sandbox.change.MessageChanges;
import io.heliograph.sandbox.journal.WebhookRecord;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.SandboxClock;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.sandbox.page.TraceUrl;
import io.heliograph.sandbox.server.FaultSwitches;
import io.heliograph.sandbox.server.VendorPorts;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.SimulatedVendorFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A local server that speaks vendors' documented SMS APIs, so that nobody texts a real person while developing. It
 * listens on loopback addresses only, and keeps what it accepts in memory. Thread-safe.
 *
 * <p>The built-in vendors are {@code wavix} (OpenAPI, 2026-06-30), {@code androidgateway} (server v1.47.1, 2026-08-22; one
 * account with one device), {@code nativehub} (API v1, 2026-11-20), {@code textingline} (API v1, 2026-11-20) and
 * {@code thaibulk} (Me SMS, me-sms.com, not ThaiBulkSMS; API v2, 2026-11-20). docs/sandbox.md has their operations.
 *
 * <p>{@link Builder#vendor} adds more. Each vendor has a port of its own, in this order, and is also
 * served by the main port under its name.
 *
 * <p>The last four digits of a recipient choose the message's outcome: see {@link io.heliograph.sandbox}. Webhooks
 * go to loopback addresses only.
 */
public final class Sandbox implements AutoCloseable {
    private final SandboxParts parts;
    private final VendorPorts ports;
    private final SandboxMessages messages;

    private Sandbox(SandboxSettings settings) throws IOException {
        parts = new SandboxParts(settings);
        ports = parts.ports;
        messages = new SandboxMessages(parts.journal, parts.reset);
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The main port, as {@code http://127.0.0.1:port/}: the page, the REST API below {@code api/}, and every vendor under its
     * name.
     */
    public URI url() {
        return URI.create("http://127.0.0.1:" + parts.main.port() + "/");
    }

    /** The names of this sandbox's vendors. */
    public Set<String> vendors() {
        return ports.names();
    }

    /**
     * The base URL for a client of one vendor, on that vendor's own port and without a slash at its end. Only this port
     * refuses connections under {@link SandboxFault#OUTAGE}.
     *
     * @throws IllegalArgumentException when the vendor isn't one of {@link #vendors()}
     */
    public URI baseUrl(String vendor) {
        return ports.get(vendor).baseUrl();
    }

    /**
     * The credentials that a vendor of this sandbox accepts, by their names: {@code api-key} for Wavix, NativeHub and
     * Me SMS, {@code username} and {@code password} for Android SMS Gateway, {@code key-id} and {@code key-secret} for
     * TextingLine.
     *
     * @throws IllegalArgumentException when the vendor isn't one of {@link #vendors()}
     */
    public Map<String, String> credentials(String vendor) {
        return ports.get(vendor).vendor().credentials();
    }

    /**
     * The settings by which a client calls a vendor of this sandbox, by their full names: its base URL and its credentials.
     *
     * @throws IllegalArgumentException when the vendor isn't one of {@link #vendors()}
     */
    public Map<String, String> settings(String vendor) {
        return ports.get(vendor).settings();
    }

    /**
     * Injects a fault at a vendor from now on, or ends it; {@link SandboxFault#NONE} also ends a documented one.
     *
     * @throws IllegalArgumentException when the vendor isn't one of {@link #vendors()}
     * @throws IllegalStateException when this sandbox is closed
     * @throws UncheckedIOException when the vendor's port was taken by another program during an outage
     */
    public void fault(String vendor, SandboxFault fault) {
        ports.fault(vendor, Objects.requireNonNull(fault, "fault"));
    }

    /**
     * The current fault of a vendor; {@link SandboxFault#NONE} without one.
     *
     * @throws IllegalArgumentException when the vendor isn't one of {@link #vendors()}
     */
    public SandboxFault fault(String vendor) {
        return ports.get(vendor).fault();
    }

    /**
     * The failures that a vendor documents and that this sandbox can produce: each error response, error type and reason
     * by its code. A vendor of your own has those of {@link SimulatedVendor#faults()}.
     *
     * @throws IllegalArgumentException when the vendor isn't one of {@link #vendors()}
     */
    public List<VendorFault> faults(String vendor) {
        return ports.get(vendor).vendor().faults();
    }

    /**
     * Produces a documented fault at each request that it fits, until {@link #fault(String, SandboxFault)} is called with
     * {@link SandboxFault#NONE}. It replaces the vendor's fault of either kind.
     *
     * @param code the code of one of {@link #faults(String)}
     * @throws IllegalArgumentException when the vendor isn't one of {@link #vendors()}, or has no such fault
     * @throws IllegalStateException when this sandbox is closed
     */
    public void fault(String vendor, String code) {
        ports.fault(vendor, code, FaultSwitches.ALWAYS);
    }

    /**
     * Produces a documented fault, as {@link #fault(String, String)}, at the next requests that it fits.
     *
     * @param times the number of requests, at least 1
     * @throws IllegalArgumentException also when the number is less than 1
     */
    public void fault(String vendor, String code, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("A fault happens at least once, not " + times + " times.");
        }
        ports.fault(vendor, code, times);
    }

    /**
     * The documented fault of a vendor that is switched on now.
     *
     * @throws IllegalArgumentException when the vendor isn't one of {@link #vendors()}
     */
    public Optional<VendorFault> activeFault(String vendor) {
        return ports.active(ports.get(vendor).vendor().name()).map(FaultSwitches.Active::fault);
    }

    /**
     * All messages that the vendors have accepted, oldest first, in their current states. A message that is
     * rejected or fails after its acceptance is here too; a rejected request isn't.
     */
    public List<InboxMessage> inbox() {
        return parts.journal.inbox();
    }

    /**
     * The changes of a message by hand: its end, when that comes, and its delivery reports.
     *
     * @param message one of {@link #inbox()}, whatever its state was then
     * @throws IllegalArgumentException when the inbox doesn't have it
     */
    public MessageChanges change(InboxMessage message) {
        return new MessageChanges(
                parts.journal.messages().find(message),
                ports.get(message.vendor()).vendor(),
                clock());
    }

    /** Finds, awaits and removes messages. */
    public SandboxMessages messages() {
        return messages;
    }

    /** The clock of all states and times, which can be fixed and moved. */
    public SandboxClock clock() {
        return parts.journal.clock();
    }

    /**
     * Forgets everything that has happened and the vendors' opt-outs, ends all faults, and runs the clock with the system's
     * again. What is set up stays: URLs and ports.
     */
    public void reset() {
        parts.reset.all();
    }

    /**
     * Sends every event of a vendor to a URL from now on, as if it were set in the vendor's console, and to the URLs that are
     * registered by the vendor's API.
     *
     * @param target an http or https URL on {@code localhost}, {@code 127.0.0.1} or {@code [::1]}, unless
     *     {@link Builder#anyWebhookTarget()} is set
     * @throws IllegalArgumentException when the vendor isn't one of {@link #vendors()} or documents no webhooks, or
     *     nothing may be sent to the URL
     */
    public void webhook(String vendor, URI target) {
        ports.get(vendor).vendor().webhook(parts.targets.require(target));
    }

    /**
     * The secret for a vendor's webhook signatures: Android SMS Gateway signs all, NativeHub those of
     * {@link #webhook(String, URI)}; a subscription has its own secret. Empty for the others, which don't sign.
     *
     * @throws IllegalArgumentException when the vendor isn't one of {@link #vendors()}
     */
    public Optional<String> webhookSecret(String vendor) {
        return ports.get(vendor).vendor().webhookSecret();
    }

    /**
     * Sends every webhook that is due, and returns when each has a response or has failed. With the
     * system's clock a thread also does this; with another clock only this method sends webhooks.
     *
     * @return the number of attempts
     */
    public int sendDueWebhooks() {
        return parts.sendDue();
    }

    /** The newest 10,000 attempts to deliver a webhook, oldest first. */
    public List<WebhookDelivery> webhooks() {
        return parts.journal.webhooks().all().stream()
                .map(WebhookRecord::delivery)
                .toList();
    }

    /** Calls a listener after each attempt to deliver a webhook, on the thread that sends them, when {@link #webhooks()} has it. */
    public void listen(Consumer<WebhookDelivery> listener) {
        parts.dispatcher.listen(Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Simulates an inbound message from a phone, which the vendor delivers by webhook. {@code STOP}, {@code UNSUBSCRIBE},
     * {@code CANCEL}, {@code END} and {@code QUIT} opt the phone out where the vendor has opt-outs, so that it rejects the
     * next message as documented; {@code START}, {@code YES} and {@code UNSTOP} end the opt-out.
     *
     * @param from the phone's number: a plus sign and 7 to 15 digits
     * @param to the number or sender that the phone replies to
     * @return the vendor's id of the message
     * @throws IllegalArgumentException when the vendor isn't one of {@link #vendors()} or documents no inbound messages,
     *     or when an argument is invalid
     */
    public String reply(String vendor, String from, String to, String text) {
        return ports.receive(vendor, new InboundMessage(from, to, text));
    }

    /**
     * Sends a vendor's ping webhook; of the built-in ones only Android SMS Gateway has one.
     *
     * @throws IllegalArgumentException when the vendor isn't one of {@link #vendors()} or documents no such webhook
     */
    public void ping(String vendor) {
        ports.get(vendor).vendor().ping();
    }

    /** Cuts all connections and releases all ports and threads; the inbox can still be read. */
    @Override
    public void close() {
        parts.close();
    }

    /** Builds a {@link Sandbox}. Not thread-safe. */
    public static final class Builder {
        private final SandboxSettings settings = new SandboxSettings();
        private final Map<String, URI> webhooks = new LinkedHashMap<>();

        private Builder() {}

        /** The main port, 0 to 65535; 0, the default, takes any free one. */
        public Builder port(int port) {
            settings.port = SandboxSettings.within(0, 65_535, port, "A port is 0 to 65535");
            return this;
        }

        /**
         * The first of the vendors' own ports, 0 to 65000; the others follow it. 0, the default, takes any free ones.
         */
        public Builder vendorPorts(int first) {
            settings.vendorPorts = SandboxSettings.within(0, 65_000, first, "The first vendor's port is 0 to 65000");
            return this;
        }

        /**
         * Adds a vendor of your own, after the built-in ones; after those of the builder come the ones that are registered
         * as services, see {@link SimulatedVendorFactory}.
         */
        public Builder vendor(SimulatedVendorFactory factory) {
            settings.added.add(Objects.requireNonNull(factory, "factory"));
            return this;
        }

        /** The time from acceptance to delivery, 1 millisecond to 1 day; 1.5 seconds by default. */
        public Builder deliverAfter(Duration deliverAfter) {
            settings.deliverAfter = SandboxSettings.within(
                    Duration.ofDays(1), deliverAfter, "The time to delivery is 1 millisecond to 1 day");
            return this;
        }

        /**
         * The clock that states and times are computed from; the system's by default. With another clock webhooks are
         * sent by {@link Sandbox#sendDueWebhooks()} only.
         */
        public Builder clock(Clock clock) {
            settings.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Calls {@link Sandbox#webhook(String, URI)} at the start. */
        public Builder webhook(String vendor, URI target) {
            webhooks.put(vendor, Objects.requireNonNull(target, "target"));
            return this;
        }

        /** The secret of a vendor that signs, see {@link Sandbox#webhookSecret(String)}; {@code sandbox} by default. */
        public Builder webhookSecret(String vendor, String secret) {
            if (secret.isEmpty()) {
                throw new IllegalArgumentException("A webhook secret must not be empty.");
            }
            settings.secrets.put(vendor, secret);
            return this;
        }

        /** The read timeout for webhooks, 1 millisecond to 1 minute; 5 seconds by default. */
        public Builder webhookTimeout(Duration timeout) {
            settings.webhookTimeout =
                    SandboxSettings.within(Duration.ofMinutes(1), timeout, "The wait is 1 millisecond to 1 minute");
            return this;
        }

        /** Allows webhooks to other machines: the sandbox calls whatever URL a program registers. */
        public Builder anyWebhookTarget() {
            settings.anyTarget = true;
            return this;
        }

        /**
         * Where the page's link from a trace id leads, such as {@code https://traces.example/trace/{traceId}}; without it
         * the page shows the id only.
         *
         * @param pattern an http or https URL with {@code {traceId}} where the id goes
         */
        public Builder traceUrl(String pattern) {
            settings.traceUrl = new TraceUrl(pattern);
            return this;
        }

        /** The number of messages that are kept, 1 to 1,000,000; 100,000 by default. The oldest go. */
        public Builder maxMessages(int max) {
            settings.maxMessages = SandboxSettings.within(1, 1_000_000, max, "The number of messages is 1 to 1000000");
            return this;
        }

        /** The number of requests and of webhook attempts that are kept, 1 to 100,000; 10,000 by default. The oldest go. */
        public Builder maxRequests(int max) {
            settings.maxRequests = SandboxSettings.within(1, 100_000, max, "The number of requests is 1 to 100000");
            return this;
        }

        /**
         * Opens the ports and returns the running sandbox.
         *
         * @throws IllegalArgumentException when a vendor of {@link #webhook} isn't known or has no webhooks, or two vendors
         *     have one name
         * @throws UncheckedIOException when a port can't be opened
         */
        public Sandbox start() {
            Sandbox sandbox = null;
            try {
                sandbox = new Sandbox(settings);
                webhooks.forEach(sandbox::webhook);
                sandbox.parts.open();
                return sandbox;
            } catch (IOException e) {
                if (sandbox != null) {
                    sandbox.close();
                }
                throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
            }
        }
    }
}
