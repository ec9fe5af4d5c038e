package io.heliograph.sandbox.api;

import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.server.ClientConnection;
import io.heliograph.sandbox.server.RawRequest;
import io.heliograph.sandbox.server.RequestHandler;
import io.heliograph.sandbox.server.VendorPorts;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The REST API of one sandbox, as openapi.json describes it. Thread-safe. */
public final class Api implements RequestHandler {
    private final Router router;

    /** The API of these vendors. */
    public Api(Journal journal, VendorPorts vendors, WebhookTargets targets, Reset reset, AccessRules access) {
        MessageDetail detail = new MessageDetail(journal, vendors);
        VendorRoutes vendorRoutes = new VendorRoutes(vendors, targets);
        List<Route> routes = new ArrayList<>();
        routes.addAll(new MessageRoutes(journal, detail).all());
        routes.addAll(new WaitRoutes(journal, detail).all());
        routes.addAll(new RecordRoutes(journal).all());
        routes.addAll(new SendRoutes(journal).all());
        routes.addAll(vendorRoutes.all());
        routes.addAll(new ControlRoutes(journal.clock(), reset).all());
        routes.addAll(new EventRoute(journal, vendorRoutes::faultJson).all());
        router = new Router(routes, access);
    }

    /** Takes the reports of SDKs, on the vendors' own ports. */
    public static RequestHandler reports(Journal journal, AccessRules access) {
        return new SendRoutes(journal).taker(access);
    }

    List<Route> routes() {
        return router.routes();
    }

    @Override
    public @Nullable SandboxResponse handle(RawRequest request, ClientConnection connection) {
        return router.handle(request, connection);
    }
}
