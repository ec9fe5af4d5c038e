package io.heliograph.sandbox.api;

import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.inbox.InboxPage;
import io.heliograph.sandbox.inbox.VendorStatus;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.sandbox.server.ClientConnection;
import io.heliograph.sandbox.server.RawRequest;
import io.heliograph.sandbox.server.RequestHandler;
import io.heliograph.sandbox.server.VendorPort;
import io.heliograph.sandbox.server.VendorPorts;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Handles the main port: the page, the API, and every vendor under its name. Thread-safe. */
public final class MainHandler implements RequestHandler {
    private final VendorPorts vendors;
    private final Journal journal;
    private final Api api;

    /** A handler for these vendors. */
    public MainHandler(VendorPorts vendors, Journal journal, Api api) {
        this.vendors = vendors;
        this.journal = journal;
        this.api = api;
    }

    @Override
    public @Nullable SandboxResponse handle(RawRequest request, ClientConnection connection) {
        for (VendorPort port : vendors.all()) {
            String prefix = "/" + port.vendor().name();
            if (request.path().startsWith(prefix + "/")) {
                return port.serve(request, prefix, connection);
            }
        }
        return request.path().equals("/") ? page(request) : api.handle(request, connection);
    }

    private SandboxResponse page(RawRequest request) {
        if (!request.method().equals("GET")) {
            return SandboxResponse.text(405, "Only GET works here.\n").withHeader("Allow", "GET");
        }
        String words = Arrays.stream(SandboxFault.values()).map(SandboxFault::word).collect(Collectors.joining(", "));
        return SandboxResponse.html(
                        200,
                        InboxPage.of(
                                vendors.all().stream()
                                        .map(port -> new VendorStatus(
                                                port.vendor().name(), port.baseUrl(), port.fault()))
                                        .toList(),
                                words,
                                journal.inbox()))
                .withHeader("Cache-Control", "no-store")
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    }
}
