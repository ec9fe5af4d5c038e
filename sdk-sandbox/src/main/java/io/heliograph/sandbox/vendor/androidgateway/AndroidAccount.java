package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Query;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.VendorContext;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an account of Android SMS Gateway has beside messages: its phone, webhooks, settings, tokens and received messages. Not
 * thread-safe: the owner locks.
 */
final class AndroidAccount {
    private static final String USER = "sandbox";

    private final AndroidDevice device;
    private final AndroidWebhooks webhooks;
    private final AndroidSettings settings = new AndroidSettings();
    private final AndroidTokens tokens = new AndroidTokens();
    private final AndroidInbox inbox = new AndroidInbox();
    private final Consumer<AndroidInbox.Event> events;

    /**
     * A new account.
     *
     * @param events sends the webhooks of an event
     */
    AndroidAccount(VendorContext context, Instant now, String signingKey, Consumer<AndroidInbox.Event> events) {
        device = new AndroidDevice(now);
        webhooks = new AndroidWebhooks(device, context, signingKey);
        this.events = events;
    }

    AndroidDevice device() {
        return device;
    }

    AndroidWebhooks webhooks() {
        return webhooks;
    }

    AndroidInbox inbox() {
        return inbox;
    }

    void received(InboundMessage inbound, String id, Instant now) {
        inbox.add(inbound, id, now);
        events.accept(new AndroidInbox.Event("sms:received", AndroidEvents.received(inbound, id, now)));
    }

    /**
     * Checks the credentials.
     *
     * @throws ErrorResponseException 401, or 403 where a token doesn't have the operation's scope
     */
    void check(SandboxRequest request, AndroidRoute route, Instant now) throws ErrorResponseException {
        Set<String> scopes =
                request.hasBasic(USER, USER) ? Set.of(AndroidTokens.ALL) : tokens.scopes(bearer(request), now);
        if (scopes.isEmpty()) {
            throw new ErrorResponseException(401, "Unauthorized");
        }
        String scope = route.scope();
        boolean isRefresh = scope.equals(AndroidTokens.REFRESH);
        if (!scope.isEmpty() && !scopes.contains(scope) && (isRefresh || !scopes.contains(AndroidTokens.ALL))) {
            throw new ErrorResponseException(403, "scope required: " + scope);
        }
    }

    private static String bearer(SandboxRequest request) {
        String[] parts = request.header("Authorization").split(" ", 2);
        return parts.length == 2 && parts[0].equalsIgnoreCase("Bearer") ? parts[1] : "";
    }

    /** Handles a request that isn't about messages; null where it is about something else. */
    @Nullable
    SandboxResponse handle(AndroidRoute route, SandboxRequest request, Instant now) throws ErrorResponseException {
        return switch (route.operation()) {
            case "GET devices" -> SandboxResponse.json(200, device.list(now));
            case "GET webhooks" -> webhooks.list();
            case "POST webhooks" -> webhooks.register(AndroidBody.fields(request));
            case "DELETE webhooks/{id}" -> webhooks.delete(route.id());
            case "GET settings" -> settings.get();
            case "PATCH settings" -> settings.change(AndroidBody.fields(request), false, route.isPhone());
            case "PUT settings" -> settings.change(AndroidBody.fields(request), true, false);
            case "POST auth/token" -> tokens.issue(AndroidBody.fields(request), now);
            case "POST auth/token/refresh" -> tokens.refresh(bearer(request), now);
            case "DELETE auth/token/{id}" -> tokens.revoke(route.id());
            case "GET inbox" -> inbox(route, request);
            case "POST inbox/refresh" -> accepted(inbox.refresh(AndroidBody.fields(request), device.id()));
            case "POST messages/inbox/export" ->
                accepted(inbox.export(AndroidBody.fields(request), device.id())).withHeader("Deprecation", "true");
            default -> null;
        };
    }

    /** The list of a phone; a server (v1.47.1) documents one, and doesn't have it yet. */
    private SandboxResponse inbox(AndroidRoute route, SandboxRequest request) throws ErrorResponseException {
        if (!route.isPhone()) {
            throw notOfServers();
        }
        return inbox.list(new Query(request.query(), "failed to parse query: "), device.id());
    }

    /** The documented answer of a server (v1.47.1) to what only a phone can tell. */
    static ErrorResponseException notOfServers() {
        return new ErrorResponseException(501, "Not Implemented");
    }

    private SandboxResponse accepted(List<AndroidInbox.Event> found) {
        found.forEach(events);
        return SandboxResponse.text(202, "Accepted");
    }
}
