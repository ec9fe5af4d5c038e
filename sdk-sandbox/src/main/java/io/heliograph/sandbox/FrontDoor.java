package io.heliograph.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The main port: the inbox, the faults, and every vendor under its name. Safe for use by many threads. */
final class FrontDoor implements HttpHandler {
    private static final String FAULTS = "/faults";

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
        if (!request.path().equals("/") && !request.path().equals("/inbox.json")) {
            return Reply.text(404, "Here are /, /inbox.json, " + paths() + " and PUT /faults/{vendor}.\n");
        }
        if (!request.method().equals("GET")) {
            return notAllowed("GET");
        }
        return request.path().equals("/")
                ? Reply.html(200, InboxPage.of(sandbox.lines(), sandbox.inbox()))
                : Reply.json(200, sandbox.inbox().stream().map(FrontDoor::json).toList());
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
        List<String> origins = request.headers().getOrDefault("Origin", List.of());
        String own = "http://" + request.header("Host");
        if (!origins.stream().allMatch(own::equals)) {
            return Reply.text(403, "Faults are not set from other sites.\n");
        }
        if (request.tooLarge()) {
            return Reply.text(413, "The body is one word.\n");
        }
        if (!sandbox.vendors().contains(vendor)) {
            return Reply.text(404, "The vendors are " + String.join(", ", sandbox.vendors()) + ".\n");
        }
        Optional<SandboxFault> fault = SandboxFault.ofWord(request.body().utf8().strip());
        if (fault.isEmpty()) {
            return Reply.text(400, "The body must be one of: " + SandboxFault.words() + ".\n");
        }
        sandbox.fault(vendor, fault.get());
        return Reply.text(200, fault.get().word() + "\n");
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
