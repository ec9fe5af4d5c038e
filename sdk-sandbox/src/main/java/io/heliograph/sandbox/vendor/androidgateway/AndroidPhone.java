package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.spi.SandboxResponse;
import java.util.Set;

/**
 * What a phone that is asked directly (local mode, app 1.68.0, 2026-07-14) answers differently from a server: it has no base
 * path, an inbox and a log, and says less about errors. It is the account's phone, with the same messages.
 */
final class AndroidPhone {
    private static final Set<String> OPERATIONS_OF_SERVERS = Set.of("DELETE devices/{id}", "PUT settings");

    private AndroidPhone() {}

    static boolean isOffered(AndroidRoute route) {
        return !OPERATIONS_OF_SERVERS.contains(route.operation());
    }

    /** The phone's answer where a server has this one. */
    static SandboxResponse answer(AndroidRoute route, SandboxResponse server) {
        return switch (server.status()) {
            case 401 ->
                SandboxResponse.empty(401).withHeader("WWW-Authenticate", "Basic realm=\"Access to SMS Gateway\"");
            case 404 -> SandboxResponse.empty(404);
            case 409 ->
                route.operation().startsWith("DELETE ")
                        ? SandboxResponse.of(400, "application/json", server.body())
                        : server;
            case 201 ->
                route.operation().equals("POST auth/token/refresh")
                        ? SandboxResponse.of(200, "application/json", server.body())
                        : server;
            default -> server;
        };
    }
}
