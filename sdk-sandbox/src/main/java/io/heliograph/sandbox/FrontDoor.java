package io.heliograph.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The main port: the inbox, the webhooks, the faults, the replies, and every vendor under its name. Safe for use by many threads. */
final class FrontDoor implements HttpHandler {
    private static final String FAULTS = "/faults";
    private static final Set<String> PAGES = Set.of("/", "/inbox.json", "/webhooks.json");
    private static final String REPLIES = "/replies";
    private static final Set<String> REPLY = Set.of("from", "to", "text");

    private final Sandbox sandbox;

    FrontDoor(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        for (VendorLine line : sandbox.lines()) {
            String prefix = "/" + line.vendor().name();
            if (path.startsWith(prefix + "/")) {
                line.serve(exchange, prefix);
                return;
            }
        }
        Request request = Request.read(exchange, "");
        answer(request)
                .withHeader("Cache-Control", "no-store")
                .withHeader("X-Content-Type-Options", "nosniff")
                .withHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
                .writeTo(exchange);
    }

    private Reply answer(Request request) {
        String vendor = request.child(FAULTS);
        if (vendor != null) {
            return request.method().equals("PUT") ? putFault(request, vendor) : notAllowed("PUT");
        }
        String replier = request.child(REPLIES);
        if (replier != null) {
            return request.method().equals("POST") ? postReply(request, replier) : notAllowed("POST");
        }
        if (!PAGES.contains(request.path())) {
            return Reply.text(
                    404,
                    "Here are /, /inbox.json, /webhooks.json, " + paths()
                            + ", PUT /faults/{vendor} and POST /replies/{vendor}.\n");
        }
        if (!request.method().equals("GET")) {
            return notAllowed("GET");
        }
        return switch (request.path()) {
            case "/" -> Reply.html(200, InboxPage.of(sandbox.lines(), sandbox.inbox()));
            case "/inbox.json" ->
                Reply.json(200, sandbox.inbox().stream().map(FrontDoor::json).toList());
            default ->
                Reply.json(200, sandbox.webhooks().stream().map(FrontDoor::json).toList());
        };
    }

    private static Reply notAllowed(String allowed) {
        return Reply.text(405, "Only " + allowed + " works here.\n").withHeader("Allow", allowed);
    }

    private String paths() {
        return String.join(
                ", ",
                sandbox.vendors().stream().map(vendor -> "/" + vendor + "/").toList());
    }

    private Reply putFault(Request request, String vendor) {
        if (isFromAnotherSite(request)) {
            return Reply.text(403, "Faults are not set from other sites.\n");
        }
        if (request.tooLarge()) {
            return Reply.text(413, "The body is one word.\n");
        }
        if (!sandbox.vendors().contains(vendor)) {
            return noSuchVendor();
        }
        Optional<SandboxFault> fault = SandboxFault.ofWord(request.body().utf8().strip());
        if (fault.isEmpty()) {
            return Reply.text(400, "The body must be one of: " + SandboxFault.words() + ".\n");
        }
        sandbox.fault(vendor, fault.get());
        return Reply.text(200, fault.get().word() + "\n");
    }

    private static boolean isFromAnotherSite(Request request) {
        String own = "http://" + request.header("Host");
        return !request.headers().getOrDefault("Origin", List.of()).stream().allMatch(own::equals);
    }

    private Reply noSuchVendor() {
        return Reply.text(404, "The vendors are " + String.join(", ", sandbox.vendors()) + ".\n");
    }

    private Reply postReply(Request request, String vendor) {
        if (isFromAnotherSite(request)) {
            return Reply.text(403, "Replies are not sent from other sites.\n");
        }
        if (request.tooLarge()) {
            return Reply.text(413, "The body is one message.\n");
        }
        if (!sandbox.vendors().contains(vendor)) {
            return noSuchVendor();
        }
        try {
            Fields fields = Fields.read(request, "A JSON object with from, to and text is wanted; wrong is ");
            fields.refuseUnknown(REPLY);
            String id = sandbox.reply(vendor, textOf(fields, "from"), textOf(fields, "to"), textOf(fields, "text"));
            return Reply.json(201, Map.of("id", id));
        } catch (Refused refused) {
            return Reply.text(refused.status(), refused.words() + "\n");
        } catch (IllegalArgumentException e) {
            return Reply.text(400, e.getMessage() + "\n");
        }
    }

    private static String textOf(Fields fields, String name) throws Refused {
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
