package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.spi.SandboxRequest;
import java.util.List;
import java.util.Set;

/**
 * The operation that a request asks for, at Android SMS Gateway server v1.47.1 (2026-08-22).
 *
 * @param operation the method and the resource, such as {@code GET messages/{id}}
 * @param id the last segment of a resource with an id; empty for others
 */
record AndroidRoute(String operation, String id) {
    static final String BASE_PATH = "/3rdparty/v1";

    // The singular paths are marked for removal by the vendor, but still there.
    private static final List<String> COLLECTIONS = List.of("messages", "message", "devices", "device", "webhooks");
    private static final Set<String> NOT_SIMULATED = Set.of(
            "DELETE devices/{id}",
            "GET inbox",
            "POST inbox/refresh",
            "POST messages/inbox/export",
            "GET logs",
            "GET settings",
            "PATCH settings",
            "PUT settings");
    private static final Set<String> TOKENS = Set.of("POST auth/token", "POST auth/token/refresh");

    static AndroidRoute of(SandboxRequest request) {
        // Its framework answers HEAD where it answers GET.
        String method = request.method().equals("HEAD") ? "GET " : request.method() + " ";
        for (String collection : COLLECTIONS) {
            String path = BASE_PATH + "/" + collection;
            String name = collection.endsWith("s") ? collection : collection + "s";
            String id = request.child(path);
            if (id != null || request.path().equals(path)) {
                return id == null ? new AndroidRoute(method + name, "") : new AndroidRoute(method + name + "/{id}", id);
            }
        }
        boolean inside = request.path().startsWith(BASE_PATH + "/");
        String path = inside ? request.path().substring(BASE_PATH.length() + 1) : request.path();
        return new AndroidRoute(method + path, "");
    }

    boolean isRead() {
        return operation.startsWith("GET ");
    }

    /** Whether the server has this operation, and the sandbox doesn't simulate it. */
    boolean isNotSimulated() {
        return NOT_SIMULATED.contains(operation);
    }

    /** Whether this is about tokens, which the simulated server doesn't issue. */
    boolean isAboutTokens() {
        return TOKENS.contains(operation) || operation.startsWith("DELETE auth/token/");
    }
}
