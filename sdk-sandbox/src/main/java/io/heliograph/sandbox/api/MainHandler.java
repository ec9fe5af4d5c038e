package io.heliograph.sandbox.api;

import io.heliograph.sandbox.page.PageFiles;
import io.heliograph.sandbox.server.ClientConnection;
import io.heliograph.sandbox.server.RawRequest;
import io.heliograph.sandbox.server.RequestHandler;
import io.heliograph.sandbox.server.VendorPort;
import io.heliograph.sandbox.server.VendorPorts;
import io.heliograph.sandbox.spi.SandboxResponse;
import org.jspecify.annotations.Nullable;

/** Handles the main port: the page, the API, and every vendor under its name. Thread-safe. */
public final class MainHandler implements RequestHandler {
    private final VendorPorts vendors;
    private final Api api;
    private final PageFiles page;

    /** A handler for these vendors. */
    public MainHandler(VendorPorts vendors, Api api, PageFiles page) {
        this.vendors = vendors;
        this.api = api;
        this.page = page;
    }

    @Override
    public @Nullable SandboxResponse handle(RawRequest request, ClientConnection connection) {
        for (VendorPort port : vendors.all()) {
            String prefix = "/" + port.vendor().name();
            if (request.path().startsWith(prefix + "/")) {
                return port.serve(request, prefix, connection);
            }
        }
        SandboxResponse file = page.get(request.path());
        if (file == null) {
            return api.handle(request, connection);
        }
        return request.method().equals("GET")
                ? file
                : Router.error(405, "Only GET works here.").withHeader("Allow", "GET");
    }
}
