package io.heliograph.sandbox.server;

import io.heliograph.sandbox.journal.Event;
import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/** A sandbox's vendors by name, each on its own port. Thread-safe. */
public final class VendorPorts {
    // The first segments of the main port's own paths.
    private static final List<String> RESERVED = List.of("api", "assets");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,31}");
    private static final Pattern SHORT_WORD = Pattern.compile("[A-Za-z0-9-]{1,16}");
    private static final Pattern BASE_PATH = Pattern.compile("(/[^/?#\\s]+)*");

    private final Map<String, VendorPort> ports = new LinkedHashMap<>();
    private final Journal journal;
    private final FaultSwitches switches;
    // Guarded by this.
    private boolean closed;

    /**
     * The vendors on closed ports.
     *
     * @param switches the faults that the vendors' context takes
     * @param reports takes the reports of SDKs
     * @param firstPort the first port, followed by the others; 0 for any free ones
     * @throws IllegalArgumentException when a name or a base path is invalid, or two vendors have one name
     */
    public VendorPorts(
            List<SimulatedVendor> vendors,
            Journal journal,
            FaultSwitches switches,
            RequestHandler reports,
            Executor workers,
            int firstPort)
            throws IOException {
        this.journal = journal;
        this.switches = switches;
        for (SimulatedVendor vendor : vendors) {
            check(vendor);
            int port = firstPort == 0 ? 0 : firstPort + ports.size();
            ports.put(vendor.name(), new VendorPort(vendor, journal.exchanges(), reports, workers, port));
            journal.messages().words(vendor.name(), vendor::status);
        }
    }

    private void check(SimulatedVendor vendor) {
        String name = vendor.name();
        String type = vendor.getClass().getName();
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            throw new IllegalArgumentException("The name of a vendor is a lower-case letter and up to 31 lower-case"
                    + " letters and digits, and not " + String.join(" or ", RESERVED) + "; " + type
                    + " has another.");
        }
        if (!BASE_PATH.matcher(vendor.basePath()).matches()) {
            throw new IllegalArgumentException("The base path of a vendor is empty, or starts with a slash and doesn't"
                    + " end with one; that of " + name + " has another form.");
        }
        VendorPort other = ports.get(name);
        if (other != null) {
            throw new IllegalArgumentException("Two vendors are named " + name + ": "
                    + other.vendor().getClass().getName() + " and " + type + ".");
        }
    }

    /** The vendors' names, in the order of their ports. */
    public Set<String> names() {
        return Collections.unmodifiableSet(ports.keySet());
    }

    /**
     * The port of a vendor.
     *
     * @throws IllegalArgumentException when there is no such vendor
     */
    public VendorPort get(String vendor) {
        VendorPort port = ports.get(vendor);
        if (port == null) {
            String quoted = SHORT_WORD.matcher(vendor).matches() ? " \"" + vendor + "\"" : ""; // or a URL, a secret
            throw new IllegalArgumentException(
                    "Unknown vendor" + quoted + "; the sandbox knows " + String.join(", ", names()) + ".");
        }
        return port;
    }

    /** The vendors, in the order of their ports. */
    public List<VendorPort> all() {
        return List.copyOf(ports.values());
    }

    /**
     * Passes a message from a phone to a vendor, and returns the vendor's id for it.
     *
     * @throws IllegalArgumentException when there is no such vendor, or it has no inbound messages
     */
    public String receive(String vendor, InboundMessage message) {
        // First: the application may answer the webhook before the vendor's method has returned.
        long after = journal.messages().newest();
        Instant at = journal.clock().instant();
        String id = get(vendor).vendor().receive(message);
        journal.keep(vendor, id, message, after, at);
        return id;
    }

    /**
     * Injects a fault at a vendor, or ends it; a documented one that was switched on ends.
     *
     * @throws IllegalArgumentException when there is no such vendor
     * @throws IllegalStateException when the ports are closed for good
     * @throws UncheckedIOException when another program has taken the port during an outage
     */
    public synchronized void fault(String vendor, SandboxFault fault) {
        VendorPort port = get(vendor);
        if (closed) {
            throw new IllegalStateException("The sandbox is closed.");
        }
        try {
            switches.off(vendor);
            port.fault(fault);
        } catch (IOException e) {
            throw new UncheckedIOException("The port of " + vendor + " can't be opened again.", e);
        } finally {
            changed(vendor);
        }
    }

    /**
     * Switches a documented fault of a vendor on; another one, of either kind, ends.
     *
     * @param times the number of requests; {@link FaultSwitches#ALWAYS} until it is switched off
     * @throws IllegalArgumentException when there is no such vendor, or it has no such fault
     */
    public synchronized void fault(String vendor, String code, int times) {
        VendorFault found = get(vendor).vendor().faults().stream()
                .filter(fault -> fault.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        vendor + " has no fault with this code; GET /api/vendors lists those that it has."));
        fault(vendor, SandboxFault.NONE);
        switches.on(vendor, found, times);
        changed(vendor);
    }

    private void changed(String vendor) {
        journal.events().publish(Event.Kind.FAULT, vendor);
    }

    /** The documented fault of a vendor that is switched on. */
    public Optional<FaultSwitches.Active> active(String vendor) {
        return switches.of(vendor);
    }

    /** Opens all ports. */
    public void open() throws IOException {
        for (VendorPort port : ports.values()) {
            port.open();
        }
    }

    /** Cuts all connections and releases all ports for good. */
    public synchronized void close() {
        closed = true;
        ports.values().forEach(VendorPort::close);
    }
}
