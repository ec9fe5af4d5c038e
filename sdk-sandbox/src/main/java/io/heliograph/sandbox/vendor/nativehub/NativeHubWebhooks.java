package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * NativeHub's webhook subscriptions and their webhooks, by the reference and the webhook guide (API v1,
 * 2026-11-20). Not thread-safe: the owner locks.
 */
final class NativeHubWebhooks {
    private static final String REPORT = "dlr";
    private static final String INBOUND = "mo";
    // The guide has the first three, with a backoff of factor 5; the quick start has five retries.
    private static final List<Duration> RETRIES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(25),
            Duration.ofSeconds(125),
            Duration.ofSeconds(625),
            Duration.ofSeconds(3125));
    /** The states in the guide's list of delivery reports, which lacks {@code rejected}. */
    static final Set<String> REPORTED = Set.of("submitted", "delivered", "failed", "expired");

    /** A subscription of one URL to events; without signatures if the secret is empty. */
    private record Subscription(String id, URI url, List<String> events, String secret, Instant createdAt) {
        OutgoingWebhook.Signature signature() {
            if (secret.isEmpty()) {
                return (body, now) -> Map.of();
            }
            ByteString key = ByteString.encodeUtf8(secret);
            return (body, now) -> Map.of(
                    "X-Webhook-Signature",
                    ByteString.encodeUtf8(body).hmacSha256(key).hex());
        }

        Map<String, @Nullable Object> json() {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("id", id);
            json.put("tenant_id", NativeHubMessage.TENANT);
            json.put("url", url.toString());
            json.put("events", events);
            json.put("secret", secret.isEmpty() ? null : secret);
            json.put("status", "active");
            json.put("created_at", NativeHubMessage.time(createdAt));
            return json;
        }
    }

    private final VendorContext context;
    private final List<Subscription> subscriptions = new ArrayList<>();

    NativeHubWebhooks(VendorContext context) {
        this.context = context;
    }

    SandboxResponse subscribe(SandboxRequest request, Instant now) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, NativeHubSend.ERROR_PREFIX);
        fields.refuseUnknown(Set.of("url", "events", "secret"));
        String url = fields.string("url");
        List<String> events = fields.strings("events");
        if (url == null || url.isEmpty() || events == null || events.isEmpty()) {
            throw new ErrorResponseException(400, "url and events are required");
        }
        if (events.stream().anyMatch(String::isBlank)) {
            throw fields.wrong("events");
        }
        URI target = context.webhookTarget(url).orElse(null);
        if (target == null) {
            throw new ErrorResponseException(400, NativeHubSend.ERROR_PREFIX + "url: " + WebhookTargets.REFUSED);
        }
        String secret = Objects.requireNonNullElse(fields.string("secret"), "");
        return SandboxResponse.json(201, add(target, events, secret, now).json());
    }

    private Subscription add(URI url, List<String> events, String secret, Instant now) {
        String id = "wh_sub_" + UUID.randomUUID().toString().replace("-", "");
        Subscription added = new Subscription(id, url, List.copyOf(events), secret, now);
        subscriptions.add(added);
        return added;
    }

    /** Once for a URL, however often an application that starts again asks for it. */
    void subscribeAll(URI url, String secret, Instant now) {
        List<String> all = List.of(REPORT, INBOUND);
        boolean isThere = subscriptions.stream()
                .anyMatch(each -> each.url().equals(url)
                        && each.events().equals(all)
                        && each.secret().equals(secret));
        if (!isThere) {
            add(url, all, secret, now);
        }
    }

    static boolean isReported(String status) {
        return REPORTED.contains(status);
    }

    List<OutgoingWebhook> report(NativeHubMessage message, MessageTimeline.Step step) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", REPORT);
        json.put("message_id", message.id());
        json.put("status", step.state());
        json.put("error_code", NativeHubMessage.reportedCode(step));
        json.put("destination", message.to());
        json.put("delivered_at", step.state().equals("delivered") ? NativeHubMessage.time(step.at()) : null);
        String finer = "message." + step.state();
        return webhooks(REPORT, json, events -> events.contains(REPORT) || events.contains(finer));
    }

    List<OutgoingWebhook> received(InboundMessage inbound, String id, Instant now) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event", INBOUND);
        json.put("message_id", id);
        json.put("source", inbound.from());
        json.put("destination", inbound.to());
        json.put("content", inbound.text());
        json.put("received_at", NativeHubMessage.time(now));
        return webhooks(INBOUND, json, events -> events.contains(INBOUND));
    }

    private List<OutgoingWebhook> webhooks(
            String event, Map<String, @Nullable Object> json, Predicate<List<String>> wanted) {
        return subscriptions.stream()
                .filter(subscription -> wanted.test(subscription.events()))
                .map(subscription -> OutgoingWebhook.json(NativeHubMessage.VENDOR, event, subscription.url(), json)
                        .signedBy(subscription.signature())
                        .retriedAfter(RETRIES))
                .toList();
    }
}
