package io.heliograph.sandbox.server;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.inbox.InboxPage;
import io.heliograph.sandbox.inbox.VendorStatus;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.webhook.WebhookDispatcher;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Handles the main port: the inbox, the webhooks, the faults, the replies, and every vendor under its name. Thread-safe. */
public final class ControlHandler implements RequestHandler {
    private static final String FAULTS = "/faults";
    private static final Set<String> PAGES = Set.of("/", "/inbox.json", "/webhooks.json", "/vendors.json");
    private static final String WEBHOOKS = "/webhooks";
    private static final String REPLIES = "/replies";
    private static final Set<String> REPLY = Set.of("from", "to", "text");

    private final VendorPorts vendors;
    private final Supplier<List<InboxMessage>> inbox;
    private final WebhookDispatcher webhooks;
    private final FaultControl faults;
    private final RemoteClients clients;

    /** A handler for these vendors and the log of their webhooks. */
    public ControlHandler(
            VendorPorts vendors,
            Supplier<List<InboxMessage>> inbox,
            WebhookDispatcher webhooks,
            WebhookTargets targets) {
        this.vendors = vendors;
        this.inbox = inbox;
        this.webhooks = webhooks;
        faults = new FaultControl(vendors);
        clients = new RemoteClients(vendors, targets);
    }

    @Override
    public @Nullable SandboxResponse handle(RawRequest sent, Runnable cut) {
        for (VendorPort port : vendors.all()) {
            String prefix = "/" + port.vendor().name();
            if (sent.path().startsWith(prefix + "/")) {
                return port.serve(sent.without(prefix), cut);
            }
        }
        return answer(sent.without(""))
                .withHeader("Cache-Control", "no-store")
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    }

    private SandboxResponse answer(SandboxRequest request) {
        String vendor = request.child(FAULTS);
        if (vendor != null || request.path().equals(FAULTS)) {
            return fault(request, vendor);
        }
        String replier = request.child(REPLIES);
        if (replier != null) {
            return request.method().equals("POST") ? postReply(request, replier) : notAllowed("POST");
        }
        String registering = request.child(WEBHOOKS);
        if (registering != null) {
            return request.method().equals("PUT") ? putWebhook(request, registering) : notAllowed("PUT");
        }
        if (!PAGES.contains(request.path())) {
            return SandboxResponse.text(
                    404,
                    "Here are /, /inbox.json, /webhooks.json, /vendors.json, /faults, " + paths()
                            + ", GET and PUT /faults/{vendor}, PUT /webhooks/{vendor} and POST /replies/{vendor}.\n");
        }
        if (!request.method().equals("GET")) {
            return notAllowed("GET");
        }
        return switch (request.path()) {
            case "/" -> SandboxResponse.html(200, InboxPage.of(statuses(), FaultControl.WORDS, inbox.get()));
            case "/vendors.json" -> SandboxResponse.json(200, clients.vendors());
            case "/inbox.json" ->
                SandboxResponse.json(
                        200, inbox.get().stream().map(ControlHandler::json).toList());
            default ->
                SandboxResponse.json(
                        200, webhooks.log().stream().map(ControlHandler::json).toList());
        };
    }

    private List<VendorStatus> statuses() {
        return vendors.all().stream()
                .map(port -> new VendorStatus(port.vendor().name(), port.baseUrl(), port.fault()))
                .toList();
    }

    private static SandboxResponse notAllowed(String allowed) {
        return SandboxResponse.text(405, "Only " + allowed + " works here.\n").withHeader("Allow", allowed);
    }

    private String paths() {
        return String.join(
                ", ", vendors.names().stream().map(vendor -> "/" + vendor + "/").toList());
    }

    /** Reads or sets a fault; without a vendor, reads those of all. */
    private SandboxResponse fault(SandboxRequest request, @Nullable String vendor) {
        if (vendor != null && !vendors.names().contains(vendor)) {
            return noSuchVendor();
        }
        if (request.method().equals("GET")) {
            return vendor == null ? faults.all() : faults.of(vendor);
        }
        if (vendor == null) {
            return notAllowed("GET");
        }
        if (!request.method().equals("PUT")) {
            return notAllowed("GET, PUT");
        }
        if (isFromAnotherSite(request)) {
            return SandboxResponse.text(403, "Faults can't be set from other sites.\n");
        }
        return faults.put(request, vendor);
    }

    private SandboxResponse putWebhook(SandboxRequest request, String vendor) {
        if (isFromAnotherSite(request)) {
            return SandboxResponse.text(403, "Webhooks can't be set from other sites.\n");
        }
        if (request.tooLarge()) {
            return SandboxResponse.text(413, "The body is one URL.\n");
        }
        return vendors.names().contains(vendor) ? clients.register(vendor, request.text()) : noSuchVendor();
    }

    private static boolean isFromAnotherSite(SandboxRequest request) {
        String own = "http://" + request.header("Host");
        return !request.headers("Origin").stream().allMatch(own::equals);
    }

    private SandboxResponse noSuchVendor() {
        return SandboxResponse.text(404, "The vendors are " + String.join(", ", vendors.names()) + ".\n");
    }

    private SandboxResponse postReply(SandboxRequest request, String vendor) {
        if (isFromAnotherSite(request)) {
            return SandboxResponse.text(403, "Replies can't be sent from other sites.\n");
        }
        if (request.tooLarge()) {
            return SandboxResponse.text(413, "The body is one message.\n");
        }
        if (!vendors.names().contains(vendor)) {
            return noSuchVendor();
        }
        try {
            JsonFields fields = JsonFields.read(request, "A JSON object with from, to and text is wanted; wrong is ");
            fields.refuseUnknown(REPLY);
            InboundMessage inbound =
                    new InboundMessage(textOf(fields, "from"), textOf(fields, "to"), textOf(fields, "text"));
            String id = vendors.get(vendor).vendor().receive(inbound);
            return SandboxResponse.json(201, Map.of("id", id));
        } catch (ErrorResponseException error) {
            return SandboxResponse.text(error.status(), error.text() + "\n");
        } catch (IllegalArgumentException e) {
            return SandboxResponse.text(400, e.getMessage() + "\n");
        }
    }

    private static String textOf(JsonFields fields, String name) throws ErrorResponseException {
        String text = fields.string(name);
        if (text == null) {
            throw fields.wrong(name);
        }
        return text;
    }

    /** Without the target's query, where a token may be. */
    private static Map<String, @Nullable Object> json(WebhookDelivery delivery) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("vendor", delivery.vendor());
        json.put("event", delivery.event());
        json.put("target", delivery.target().getAuthority() + delivery.target().getRawPath());
        json.put("attempt", delivery.attempt());
        json.put("at", delivery.at().toString());
        json.put("status", delivery.status());
        json.put("problem", delivery.problem());
        json.put("nextAt", delivery.nextAt() == null ? null : delivery.nextAt().toString());
        json.put("body", delivery.body());
        return json;
    }

    private static Map<String, @Nullable Object> json(InboxMessage message) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("vendor", message.vendor());
        json.put("id", message.id());
        json.put("to", message.to());
        json.put("from", message.from());
        json.put("text", message.text());
        json.put("state", message.state());
        json.put("acceptedAt", message.acceptedAt().toString());
        return json;
    }
}
