package io.heliograph.sandbox.server;

import io.heliograph.sandbox.journal.Exchanges;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedVendor;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A vendor with its own port and its current fault. Thread-safe. */
public final class VendorPort {
    private static final Logger LOG = LoggerFactory.getLogger(VendorPort.class);
    private static final String OUTAGE_PAGE = "<html><head><title>503 Service Temporarily Unavailable</title></head>"
            + "<body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>\n";

    private static final String REPORTS = "/api/sends";

    private final SimulatedVendor vendor;
    private final Exchanges exchanges;
    private final RequestHandler reports;
    private final LoopbackServer server;
    private final List<Runnable> hanging = new ArrayList<>();
    private volatile SandboxFault fault = SandboxFault.NONE;

    VendorPort(SimulatedVendor vendor, Exchanges exchanges, RequestHandler reports, Executor workers, int port)
            throws IOException {
        this.vendor = vendor;
        this.exchanges = exchanges;
        this.reports = reports;
        this.server = new LoopbackServer(workers, this::serveOwn, port);
    }

    /** The vendor. */
    public SimulatedVendor vendor() {
        return vendor;
    }

    /** The vendor's current fault. */
    public SandboxFault fault() {
        return fault;
    }

    /** The base URL for a client, on the vendor's own port. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.port() + vendor.basePath());
    }

    /** The settings of a client that calls it, by their full names. */
    public Map<String, String> settings() {
        String prefix = "heliograph.providers." + vendor.name() + ".";
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(prefix + "base-url", baseUrl().toString());
        vendor.credentials().forEach((name, value) -> settings.put(prefix + name, value));
        return settings;
    }

    void open() throws IOException {
        server.open();
    }

    synchronized void close() {
        server.shut();
        cutHanging();
    }

    synchronized void fault(SandboxFault next) throws IOException {
        if (next == fault) {
            return;
        }
        if (next == SandboxFault.OUTAGE) {
            server.shut();
        } else {
            server.open();
        }
        fault = next;
        cutHanging();
        LOG.debug("{}: fault is now {}", vendor.name(), next);
    }

    private @Nullable SandboxResponse serveOwn(RawRequest request, ClientConnection connection) {
        // So that an SDK, which knows this URL only, can report a send here.
        return request.path().equals(REPORTS) ? reports.handle(request, connection) : serve(request, "", connection);
    }

    /**
     * Handles a request to the vendor; null where it gets no response.
     *
     * @param prefix what the path starts with besides
     */
    @Nullable
    public SandboxResponse serve(RawRequest raw, String prefix, ClientConnection connection) {
        SandboxRequest request = raw.without(prefix);
        SandboxFault present = fault;
        SandboxResponse sent = null;
        exchanges.begin(present == SandboxFault.NONE ? "" : present.word());
        try {
            SandboxResponse response = present == SandboxFault.OUTAGE
                    ? SandboxResponse.html(503, OUTAGE_PAGE)
                    : handle(request, present == SandboxFault.RATE_LIMITED);
            if (response.stored() && present == SandboxFault.ACCEPT_THEN_HANG) {
                LOG.debug("{}: {} stored, no response", vendor.name(), request.method());
                hang(connection::cut);
                return null;
            }
            LOG.debug("{}: {} answered {}", vendor.name(), request.method(), response.status());
            sent = response;
            return response;
        } finally {
            exchanges.end(vendor.name(), request, raw.target(prefix), sent);
        }
    }

    private SandboxResponse handle(SandboxRequest request, boolean rateLimited) {
        try {
            return vendor.handle(request, rateLimited);
        } catch (RuntimeException e) {
            // The server cuts the connection.
            LOG.warn("{}: {} failed with {}", vendor.name(), request.method(), where(e));
            throw e;
        }
    }

    private static String where(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return e.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    /** Leaves the connection open without blocking its thread; cuts it if the fault has changed meanwhile. */
    private synchronized void hang(Runnable cut) {
        if (fault == SandboxFault.ACCEPT_THEN_HANG) {
            hanging.add(cut);
        } else {
            cut.run();
        }
    }

    private void cutHanging() {
        hanging.forEach(Runnable::run);
        hanging.clear();
    }
}
