package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.spi.SandboxRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operation that a request asks for, at Android SMS Gateway server v1.47.1 (2026-08-22), or at a phone that is asked directly.
 *
 * @param operation the method and the resource, such as {@code GET messages/{id}}
 * @param id the last segment of a resource with an id; empty for others
 * @param isPhone whether a phone is asked directly, without the server's base path
 */
record AndroidRoute(String operation, String id, boolean isPhone) {
    static final String BASE_PATH = "/3rdparty/v1";

    /** The first segments of a phone's paths, and {@code /devices}, which only servers have: a phone's 404 has no text. */
    private static final Set<String> ROOTS_OF_PHONE = Set.of(
            "messages", "message", "webhooks", "webhook", "device", "devices", "settings", "logs", "inbox", "auth");

    // The singular paths are marked for removal by the vendor, but still there.
    private static final List<String> COLLECTIONS = List.of("messages", "message", "devices", "device", "webhooks");
    private static final List<String> COLLECTIONS_OF_PHONE =
            List.of("messages", "message", "device", "webhooks", "webhook");
    private static final String TOKENS = "auth/token";

    private static final Map<String, String> SCOPES = Map.ofEntries(
            Map.entry("POST messages", "messages:send"),
            Map.entry("GET messages/{id}", "messages:read"),
            Map.entry("GET messages", "messages:list"),
            Map.entry("DELETE messages/{id}", "messages:cancel"),
            Map.entry("POST messages/inbox/export", "messages:export"),
            Map.entry("GET devices", "devices:list"),
            Map.entry("DELETE devices/{id}", "devices:delete"),
            Map.entry("GET webhooks", "webhooks:list"),
            Map.entry("POST webhooks", "webhooks:write"),
            Map.entry("DELETE webhooks/{id}", "webhooks:delete"),
            Map.entry("GET settings", "settings:read"),
            Map.entry("PATCH settings", "settings:write"),
            Map.entry("PUT settings", "settings:write"),
            Map.entry("GET inbox", "inbox:list"),
            Map.entry("POST inbox/refresh", "inbox:refresh"),
            Map.entry("GET logs", "logs:read"),
            Map.entry("POST auth/token", "tokens:manage"),
            Map.entry("DELETE auth/token/{id}", "tokens:manage"),
            Map.entry("POST auth/token/refresh", AndroidTokens.REFRESH));

    static AndroidRoute of(SandboxRequest request) {
        // Its framework answers HEAD where it answers GET.
        String method = request.method().equals("HEAD") ? "GET " : request.method() + " ";
        boolean isPhone = isOfPhone(request.path());
        String base = isPhone ? "" : BASE_PATH;
        for (String collection : isPhone ? COLLECTIONS_OF_PHONE : COLLECTIONS) {
            String path = base + "/" + collection;
            String name = collection.endsWith("s") ? collection : collection + "s";
            String id = request.child(path);
            if (id != null || request.path().equals(path)) {
                String operation = method + name + (id == null ? "" : "/{id}");
                return new AndroidRoute(operation, id == null ? "" : id, isPhone);
            }
        }
        String token = request.method().equals("DELETE") ? request.child(base + "/" + TOKENS) : null;
        if (token != null) {
            return new AndroidRoute("DELETE auth/token/{id}", token, isPhone);
        }
        // A phone's /devices is no path at all, and a server's is a collection.
        boolean inside =
                request.path().startsWith(base + "/") && !request.path().startsWith("/devices");
        String path = inside ? request.path().substring(base.length() + 1) : request.path();
        return new AndroidRoute(method + path, "", isPhone);
    }

    private static boolean isOfPhone(String path) {
        String rest = path.startsWith("/") ? path.substring(1) : path;
        return ROOTS_OF_PHONE.contains(rest.split("/", 2)[0]);
    }

    boolean isRead() {
        return operation.startsWith("GET ");
    }

    /** The scope that a token needs for this; empty for what isn't an operation. A phone has one scope for both reads. */
    String scope() {
        String scope = SCOPES.getOrDefault(operation, "");
        return isPhone && scope.equals("messages:list") ? "messages:read" : scope;
    }
}
