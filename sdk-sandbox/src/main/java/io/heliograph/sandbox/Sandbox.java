package io.heliograph.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A local server that speaks vendors' documented SMS APIs, so that nobody texts a real person while developing. It
 * listens on loopback addresses only, and is safe for use by many threads. What it accepts is kept in memory until it
 * is closed.
 *
 * <p>It knows
 *
 * <ul>
 *   <li>{@code wavix}: Wavix OpenAPI, 2026-06-30: send, read, list;
 *   <li>{@code androidgateway}: Android SMS Gateway server v1.47.1, 2026-08-22: send, read, list, cancel, devices,
 *       health; one account with one device;
 *   <li>{@code nativehub}: NativeHub API v1, 2026-11-20: login, send, bulk, read, list, schedule, do-not-contact list;
 *   <li>{@code textingline}: TextingLine API v1, 2026-11-20: message, broadcast;
 *   <li>{@code thaibulk}: Me SMS (me-sms.com, not ThaiBulkSMS) API v2, 2026-11-20: send, preview, cancel, list, read,
 *       recipients, credits, senders.
 * </ul>
 *
 * <p>Each vendor has a port of its own, in this order, and is also served by the main port under its name.
 *
 * <p>A number is a plus sign and 7 to 15 digits; Wavix also takes it without the plus sign, and Me SMS takes only Thai
 * ones, {@code 66} or {@code 0} and 9 digits. The last four digits of a recipient choose what becomes of the message,
 * where D stands for {@link Builder#deliverAfter(Duration)}:
 *
 * <table>
 * <caption>Special numbers</caption>
 * <tr><th>ends in</th><th>vendor</th><th>what happens</th></tr>
 * <tr><td rowspan="5">0001, invalid recipient</td>
 *     <td>Wavix</td><td>422, "Destination is invalid or not mobile phone number", nothing is stored</td></tr>
 * <tr><td>Android</td><td>400, "invalid phone number", nothing is stored; with {@code skipPhoneValidation} it is
 *     taken, and is Failed after D/2</td></tr>
 * <tr><td>NativeHub</td><td>400, "invalid phone number format", nothing is stored; in bulk the item is failed at
 *     once</td></tr>
 * <tr><td>TextingLine</td><td>201 with status failed and invalid_destination; in a broadcast failed at once</td></tr>
 * <tr><td>Me SMS</td><td>200, the recipient is invalid at once</td></tr>
 * <tr><td rowspan="5">0002, opted out</td>
 *     <td>Wavix</td><td>201 with status rejected and "Unsubscribed recipient"</td></tr>
 * <tr><td>Android</td><td>delivered as usual: a phone knows no opt-outs</td></tr>
 * <tr><td>NativeHub</td><td>201 with status rejected: the number is on the do-not-contact list</td></tr>
 * <tr><td>TextingLine</td><td>201 with status failed and opted_out; a broadcast is refused as a whole, 400 with
 *     33028</td></tr>
 * <tr><td>Me SMS</td><td>200, the recipient is blocked at once</td></tr>
 * <tr><td rowspan="5">0003, undelivered</td>
 *     <td>Wavix</td><td>sent after D/2, undelivered after D</td></tr>
 * <tr><td>Android</td><td>Failed after D/2 with RESULT_ERROR_GENERIC_FAILURE, never Sent</td></tr>
 * <tr><td>NativeHub</td><td>submitted after D/2, failed after D</td></tr>
 * <tr><td>TextingLine</td><td>as any other, but undelivered after D</td></tr>
 * <tr><td>Me SMS</td><td>failed after D</td></tr>
 * <tr><td rowspan="5">0004, no delivery report</td>
 *     <td>Wavix</td><td>sent after D/2, dlr_expired after 4 D</td></tr>
 * <tr><td>Android</td><td>Sent after D/2, for ever</td></tr>
 * <tr><td>NativeHub</td><td>submitted after D/2, for ever</td></tr>
 * <tr><td>TextingLine</td><td>sent, for ever</td></tr>
 * <tr><td>Me SMS</td><td>pending, timeout after 4 D</td></tr>
 * <tr><td rowspan="5">0005, rejected by the carrier</td>
 *     <td>Wavix</td><td>rejected after D, never sent</td></tr>
 * <tr><td>Android</td><td>Sent after D/2, Failed after D with a delivery result</td></tr>
 * <tr><td>NativeHub</td><td>queued, rejected after D, never submitted</td></tr>
 * <tr><td>TextingLine</td><td>as any other, but failed after D</td></tr>
 * <tr><td>Me SMS</td><td>failed after D: it has no other word</td></tr>
 * <tr><td rowspan="5">any other</td>
 *     <td>Wavix</td><td>accepted, pending after D/4, sent after D/2, delivered after D</td></tr>
 * <tr><td>Android</td><td>Pending, Processed after D/4, Sent after D/2, Delivered after D</td></tr>
 * <tr><td>NativeHub</td><td>pending, queued after D/4 (in bulk at once), submitted after D/2, delivered after D</td></tr>
 * <tr><td>TextingLine</td><td>an SMS is sent at once, an MMS or a broadcast is queued and sent after D/2; delivered
 *     after D; only the inbox shows what comes after the answer</td></tr>
 * <tr><td>Me SMS</td><td>pending, success after D; the message as a whole is sent after D/2</td></tr>
 * </table>
 */
public final class Sandbox implements AutoCloseable {
    private final ExecutorService workers = Executors.newCachedThreadPool(Sandbox::daemon);
    private final Line main;
    private final List<VendorLine> lines;
    // Guarded by this.
    private boolean closed;

    private Sandbox(Builder builder) throws IOException {
        main = new Line(workers, new FrontDoor(this), builder.port);
        List<Vendor> vendors = List.of(
                new Wavix(builder.clock, builder.deliverAfter),
                new AndroidGateway(builder.clock, builder.deliverAfter),
                new NativeHub(builder.clock, builder.deliverAfter),
                new TextingLine(builder.clock, builder.deliverAfter),
                new Thaibulk(builder.clock, builder.deliverAfter));
        List<VendorLine> opened = new ArrayList<>();
        for (Vendor vendor : vendors) {
            opened.add(new VendorLine(vendor, workers, builder.vendorPort(opened.size())));
        }
        lines = List.copyOf(opened);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "heliograph-sandbox");
        thread.setDaemon(true);
        return thread;
    }

    /** Starts the description of a sandbox. */
    public static Builder builder() {
        return new Builder();
    }

    private void open() throws IOException {
        main.open();
        for (VendorLine line : lines) {
            line.open();
        }
    }

    /**
     * The main port, as {@code http://127.0.0.1:port/}: the inbox page, {@code inbox.json}, {@code faults/{vendor}},
     * and every vendor under its name.
     */
    public URI url() {
        return URI.create("http://127.0.0.1:" + main.port() + "/");
    }

    /** The names of the vendors that this sandbox speaks for. */
    public Set<String> vendors() {
        Set<String> names = new LinkedHashSet<>();
        lines.forEach(line -> names.add(line.vendor().name()));
        return Collections.unmodifiableSet(names);
    }

    /**
     * The base URL for a client of one vendor, on that vendor's own port and without a slash at its end. Only here does
     * {@link SandboxFault#OUTAGE} refuse connections.
     *
     * @throws IllegalArgumentException when the vendor is not one of {@link #vendors()}
     */
    public URI baseUrl(String vendor) {
        return line(vendor).baseUrl();
    }

    /**
     * The credentials that a vendor of this sandbox accepts, by their names: {@code api-key} for Wavix, NativeHub and
     * Me SMS, {@code username} and {@code password} for Android SMS Gateway, {@code key-id} and {@code key-secret} for
     * TextingLine.
     *
     * @throws IllegalArgumentException when the vendor is not one of {@link #vendors()}
     */
    public Map<String, String> credentials(String vendor) {
        return line(vendor).vendor().credentials();
    }

    /**
     * Makes a vendor misbehave from now on, or behave again.
     *
     * @throws IllegalArgumentException when the vendor is not one of {@link #vendors()}
     * @throws IllegalStateException when this sandbox is closed
     * @throws UncheckedIOException when the vendor's port was taken by another program during an outage
     */
    public synchronized void fault(String vendor, SandboxFault fault) {
        Objects.requireNonNull(fault, "fault");
        VendorLine line = line(vendor);
        if (closed) {
            throw new IllegalStateException("The sandbox is closed.");
        }
        try {
            line.fault(fault);
        } catch (IOException e) {
            throw new UncheckedIOException("The port of " + vendor + " cannot be opened again.", e);
        }
    }

    /**
     * Everything that the vendors have accepted so far, oldest first, with its state at this moment. A message that is
     * rejected or fails after its acceptance is here too; a refused request is not.
     */
    public List<InboxMessage> inbox() {
        return lines.stream()
                .flatMap(line -> line.vendor().inbox().stream())
                .sorted(Comparator.comparing(InboxMessage::acceptedAt))
                .toList();
    }

    /** Cuts all connections and frees all ports and threads; the inbox can still be read. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            main.shut();
            lines.forEach(VendorLine::close);
            workers.shutdownNow();
        }
        try {
            // Without the lock, which a worker may be waiting for; its answer fails at its cut connection.
            var unused = workers.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    List<VendorLine> lines() {
        return lines;
    }

    private VendorLine line(String vendor) {
        return lines.stream()
                .filter(line -> line.vendor().name().equals(vendor))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Unknown vendor \"" + vendor + "\"; the sandbox knows " + String.join(", ", vendors()) + "."));
    }

    /** The description of a {@link Sandbox}. Not safe for use by several threads at once. */
    public static final class Builder {
        private int port;
        private int vendorPorts;
        private Duration deliverAfter = Duration.ofMillis(1500);
        private Clock clock = Clock.systemUTC();

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

        private int vendorPort(int place) {
            return vendorPorts == 0 ? 0 : vendorPorts + place;
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

        /** The clock that states and times are computed from; the system's by default. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Opens the ports and returns the running sandbox.
         *
         * @throws UncheckedIOException when a port cannot be opened
         */
        public Sandbox start() {
            Sandbox sandbox = null;
            try {
                sandbox = new Sandbox(this);
                sandbox.open();
                return sandbox;
            } catch (IOException e) {
                if (sandbox != null) {
                    sandbox.close();
                }
                throw new UncheckedIOException("The sandbox cannot open its ports.", e);
            }
        }
    }
}
