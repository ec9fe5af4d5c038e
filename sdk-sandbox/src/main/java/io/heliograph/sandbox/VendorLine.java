package io.heliograph.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A vendor with its own port and its present fault. Safe for use by many threads. */
final class VendorLine {
    private static final Logger LOG = LoggerFactory.getLogger(VendorLine.class);
    private static final String OUTAGE_PAGE = "<html><head><title>503 Service Temporarily Unavailable</title></head>"
            + "<body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>\n";

    private final Vendor vendor;
    private final Line line;
    private final List<HttpExchange> hanging = new ArrayList<>();
    private volatile SandboxFault fault = SandboxFault.NONE;

    VendorLine(Vendor vendor, Executor workers, int port) throws IOException {
        this.vendor = vendor;
        this.line = new Line(workers, exchange -> serve(exchange, ""), port);
    }

    Vendor vendor() {
        return vendor;
    }

    SandboxFault fault() {
        return fault;
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + line.port() + vendor.basePath());
    }

    void open() throws IOException {
        line.open();
    }

    synchronized void close() {
        line.shut();
        cutHanging();
    }

    synchronized void fault(SandboxFault next) throws IOException {
        if (next == fault) {
            return;
        }
        if (next == SandboxFault.OUTAGE) {
            line.shut();
        } else {
            line.open();
        }
        fault = next;
        cutHanging();
        LOG.debug("{}: fault is now {}", vendor.name(), next);
    }

    /** Answers a request whose path has a prefix before the vendor's own path. */
    void serve(HttpExchange exchange, String prefix) throws IOException {
        Request request = Request.read(exchange, prefix);
        SandboxFault present = fault;
        Reply reply = present == SandboxFault.OUTAGE
                ? Reply.html(503, OUTAGE_PAGE)
                : vendor.answer(request, present == SandboxFault.RATE_LIMITED);
        if (reply.stored() && present == SandboxFault.ACCEPT_THEN_HANG) {
            LOG.debug("{}: {} stored, no answer", vendor.name(), request.method());
            hang(exchange);
            return;
        }
        LOG.debug("{}: {} answered {}", vendor.name(), request.method(), reply.status());
        reply.writeTo(exchange);
    }

    /** Leaves the exchange open without holding its thread; cuts it if the fault has been changed meanwhile. */
    private synchronized void hang(HttpExchange exchange) {
        if (fault == SandboxFault.ACCEPT_THEN_HANG) {
            hanging.add(exchange);
        } else {
            exchange.close();
        }
    }

    private void cutHanging() {
        hanging.forEach(HttpExchange::close);
        hanging.clear();
    }
}
