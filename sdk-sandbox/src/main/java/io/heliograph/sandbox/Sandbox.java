package io.heliograph.sandbox;

import io.heliograph.sandbox.change.MessageChanges;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.sandbox.server.AcceptedMessages;
import io.heliograph.sandbox.server.ControlHandler;
import io.heliograph.sandbox.server.FaultSwitches;
import io.heliograph.sandbox.server.LoopbackServer;
import io.heliograph.sandbox.server.SandboxContext;
import io.heliograph.sandbox.server.VendorPorts;
import io.heliograph.sandbox.server.Workers;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.SimulatedVendorFactory;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.webhook.WebhookDispatcher;
import io.heliograph.sandbox.webhook.WebhookSchedule;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    private final Workers workers = new Workers();
    private final WebhookDispatcher dispatcher;
    private final LoopbackServer main;
    private final VendorPorts ports;
    private final WebhookTargets targets;
    private final AcceptedMessages messages = new AcceptedMessages();
    private final Clock clock;
    private final boolean ownClock;

    private Sandbox(Builder builder) throws IOException {
        targets = new WebhookTargets(builder.anyTarget);
        ownClock = builder.clock != null;
        clock = builder.clock == null ? Clock.systemUTC() : builder.clock;
        WebhookSchedule schedule = new WebhookSchedule();
        dispatcher = new WebhookDispatcher(schedule, clock, targets, builder.webhookTimeout);
        FaultSwitches switches = new FaultSwitches();
        VendorContext context = new SandboxContext(
                clock, builder.deliverAfter, schedule, targets, switches, messages, Map.copyOf(builder.secrets));
        List<SimulatedVendor> vendors = new ArrayList<>();
        for (SimulatedVendorFactory factory : VendorFactories.with(builder.added)) {
            vendors.add(factory.create(context));
        }
        ports = new VendorPorts(vendors, switches, workers, builder.vendorPorts);
        main = new LoopbackServer(workers, new ControlHandler(ports, this::inbox, dispatcher, targets), builder.port);
    }

    /** A builder with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    private void open() throws IOException {
        main.open();
        ports.open();
        if (!ownClock) {
            dispatcher.start();
        }
    }

    /**
     * The main port, as {@code http://127.0.0.1:port/}: the inbox page, {@code inbox.json}, {@code webhooks.json},
     * {@code vendors.json}, {@code webhooks/{vendor}}, {@code faults/{vendor}}, {@code replies/{vendor}}, and every vendor under
     * its name.
     */
    public URI url() {
        return URI.create("http://127.0.0.1:" + main.port() + "/");
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
        return messages.inbox(clock.instant());
    }

    /**
     * The changes of a message by hand: its end, when that comes, and its delivery reports.
     *
     * @param message one of {@link #inbox()}, whatever its state was then
     * @throws IllegalArgumentException when the inbox doesn't have it
     */
    public MessageChanges change(InboxMessage message) {
        return new MessageChanges(
                messages.find(message), ports.get(message.vendor()).vendor(), clock);
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
        ports.get(vendor).vendor().webhook(targets.require(target));
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
        return dispatcher.sendDue();
    }

    /** The newest 10,000 attempts to deliver a webhook, oldest first. */
    public List<WebhookDelivery> webhooks() {
        return dispatcher.log();
    }

    /** Calls a listener after each attempt to deliver a webhook, on the thread that sends them, when {@link #webhooks()} has it. */
    public void listen(Consumer<WebhookDelivery> listener) {
        dispatcher.listen(Objects.requireNonNull(listener, "listener"));
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
        return ports.get(vendor).vendor().receive(new InboundMessage(from, to, text));
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
        main.shut();
        ports.close();
        dispatcher.close();
        workers.close();
    }

    /** Builds a {@link Sandbox}. Not thread-safe. */
    public static final class Builder {
        private int port;
        private int vendorPorts;
        private Duration deliverAfter = Duration.ofMillis(1500);
        private final List<SimulatedVendorFactory> added = new ArrayList<>();
        private final Map<String, URI> webhooks = new LinkedHashMap<>();
        private final Map<String, String> secrets = new LinkedHashMap<>();
        private Duration webhookTimeout = Duration.ofSeconds(5);
        private boolean anyTarget;
        // Null for the system's.
        private @Nullable Clock clock;

        private Builder() {}

        /** The main port, 0 to 65535; 0, the default, takes any free one. */
        public Builder port(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("A port is 0 to 65535, not " + port + ".");
            }
            this.port = port;
            return this;
        }

        /**
         * The first of the vendors' own ports, 0 to 65000; the others follow it. 0, the default, takes any free ones.
         */
        public Builder vendorPorts(int first) {
            if (first < 0 || first > 65_000) {
                throw new IllegalArgumentException("The first vendor's port is 0 to 65000, not " + first + ".");
            }
            vendorPorts = first;
            return this;
        }

        /**
         * Adds a vendor of your own, after the built-in ones; after those of the builder come the ones that are registered
         * as services, see {@link SimulatedVendorFactory}.
         */
        public Builder vendor(SimulatedVendorFactory factory) {
            added.add(Objects.requireNonNull(factory, "factory"));
            return this;
        }

        /** The time from acceptance to delivery, 1 millisecond to 1 day; 1.5 seconds by default. */
        public Builder deliverAfter(Duration deliverAfter) {
            if (deliverAfter.compareTo(Duration.ofMillis(1)) < 0 || deliverAfter.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException(
                        "The time to delivery is 1 millisecond to 1 day, not " + deliverAfter + ".");
            }
            this.deliverAfter = deliverAfter;
            return this;
        }

        /**
         * The clock that states and times are computed from; the system's by default. With another clock webhooks are
         * sent by {@link Sandbox#sendDueWebhooks()} only.
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
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
            secrets.put(vendor, secret);
            return this;
        }

        /** The read timeout for webhooks, 1 millisecond to 1 minute; 5 seconds by default. */
        public Builder webhookTimeout(Duration timeout) {
            if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new IllegalArgumentException("The wait is 1 millisecond to 1 minute, not " + timeout + ".");
            }
            webhookTimeout = timeout;
            return this;
        }

        /** Allows webhooks to other machines: the sandbox calls whatever URL a program registers. */
        public Builder anyWebhookTarget() {
            anyTarget = true;
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
                sandbox = new Sandbox(this);
                webhooks.forEach(sandbox::webhook);
                sandbox.open();
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
