package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.Json;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.VendorContext;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Android SMS Gateway, cloud and private server: send, read one, list, cancel, devices, webhooks and health, of
 * server v1.47.1 (2026-08-22). One account with one device of three SIM cards, and no JWT secret.
 */
public final class AndroidGatewayVendor implements SimulatedVendor {
    /** The only device of the account. */
    static final String DEVICE = "SandboxPhone000000001";

    private static final String USER = "sandbox";
    private static final String PASSWORD = "sandbox";
    private static final String BASE_PATH = "/3rdparty/v1";
    // Marked for removal by the vendor, but still there.
    private static final String SINGULAR = BASE_PATH + "/message";
    private static final String MESSAGES = BASE_PATH + "/messages";
    private static final Set<String> NOT_SIMULATED = Set.of("inbox", "logs", "settings");
    private static final String WEBHOOKS = BASE_PATH + "/webhooks";
    private static final Set<String> KNOWN =
            Set.of("messages", "messages/{id}", "devices", "devices/{id}", "webhooks", "webhooks/{id}");
    private static final Set<String> HEALTH = Set.of(
            BASE_PATH + "/health",
            BASE_PATH + "/health/live",
            BASE_PATH + "/health/ready",
            BASE_PATH + "/health/startup");
    private static final String ID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";

    private final Clock clock;
    private final Duration deliverAfter;
    private final VendorContext context;
    private final String signingKey;
    private final Instant since;
    private final SecureRandom random = new SecureRandom();
    // All three guarded by this.
    private final Map<String, AndroidMessage> messages = new LinkedHashMap<>();
    private final AndroidWebhooks webhooks;
    private final AndroidMisses misses = new AndroidMisses();

    public AndroidGatewayVendor(VendorContext context) {
        this.clock = context.clock();
        this.deliverAfter = context.deliverAfter();
        this.context = context;
        this.since = clock.instant();
        this.signingKey = context.webhookSecret(AndroidMessage.VENDOR);
        this.webhooks = new AndroidWebhooks(DEVICE, context, signingKey);
    }

    @Override
    public String name() {
        return AndroidMessage.VENDOR;
    }

    @Override
    public String basePath() {
        return BASE_PATH;
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("username", USER, "password", PASSWORD);
    }

    @Override
    public SandboxResponse handle(SandboxRequest request, boolean rateLimited) {
        String requestId = request.header("X-Request-ID");
        return response(request, rateLimited)
                .withHeader(
                        "X-Request-ID", requestId.isEmpty() ? UUID.randomUUID().toString() : requestId);
    }

    private SandboxResponse response(SandboxRequest request, boolean rateLimited) {
        try {
            return route(request, rateLimited);
        } catch (ErrorResponseException error) {
            return SandboxResponse.json(error.status(), Map.of("message", error.text()));
        }
    }

    private SandboxResponse route(SandboxRequest request, boolean rateLimited) throws ErrorResponseException {
        if (request.method().equals("GET") && HEALTH.contains(request.path())) {
            return SandboxResponse.json(
                    200, Map.of("status", "pass", "version", "1.47.1", "releaseId", 1, "checks", Map.of()));
        }
        if (!request.hasBasic(USER, PASSWORD)) {
            throw new ErrorResponseException(401, "Unauthorized");
        }
        if (request.tooLarge()) {
            throw new ErrorResponseException(413, "Request Entity Too Large");
        }
        String id = messageId(request);
        String resource = id == null ? resource(request.path()) : "messages/{id}";
        return switch (request.method() + " " + resource) {
            case "POST messages" -> send(request, rateLimited);
            case "GET messages/{id}" -> get(id == null ? "" : id);
            case "GET messages" -> list(AndroidList.read(request.query()));
            case "DELETE messages/{id}" -> cancel(id == null ? "" : id);
            case "GET devices" -> SandboxResponse.json(200, List.of(device()));
            case "DELETE devices/{id}" -> throw notSimulated();
            case "GET webhooks" -> listWebhooks();
            case "POST webhooks" -> register(fields(request));
            case "DELETE webhooks/{id}" -> unregister(request);
            default -> other(resource);
        };
    }

    private static SandboxResponse other(String resource) throws ErrorResponseException {
        if (resource.equals("auth")) {
            throw new ErrorResponseException(501, "token service disabled, contact your administrator");
        }
        if (NOT_SIMULATED.contains(resource)) {
            throw notSimulated();
        }
        return KNOWN.contains(resource)
                ? SandboxResponse.text(405, "Method Not Allowed")
                : SandboxResponse.text(404, "Not Found");
    }

    private static ErrorResponseException notSimulated() {
        return new ErrorResponseException(501, "the sandbox doesn't simulate this operation");
    }

    /** The first segment after the base path; empty for an unknown path. */
    private static String resource(String path) {
        if (path.equals(MESSAGES) || path.equals(SINGULAR)) {
            return "messages";
        }
        if (!path.startsWith(BASE_PATH + "/")) {
            return "";
        }
        if (path.startsWith(WEBHOOKS + "/")) {
            return "webhooks/{id}";
        }
        String[] segments = path.substring(BASE_PATH.length() + 1).split("/", 2);
        return switch (segments[0]) {
            case "devices", "device" -> segments.length == 1 ? "devices" : "devices/{id}";
            case "messages", "message" -> "";
            default -> segments[0];
        };
    }

    private Map<String, Object> device() {
        Map<String, Object> device = new LinkedHashMap<>();
        device.put("id", DEVICE);
        device.put("name", "Sandbox phone");
        device.put("createdAt", since.toString());
        device.put("updatedAt", since.toString());
        device.put("lastSeen", clock.instant().toString());
        device.put(
                "simCards",
                IntStream.rangeClosed(1, 3)
                        .mapToObj(sim -> Map.of("slotIndex", sim - 1, "simNumber", sim))
                        .toList());
        return device;
    }

    private static @Nullable String messageId(SandboxRequest request) {
        String id = request.child(MESSAGES);
        return id != null ? id : request.child(SINGULAR);
    }

    private SandboxResponse send(SandboxRequest request, boolean rateLimited) throws ErrorResponseException {
        JsonFields fields = fields(request);
        Instant now = clock.instant();
        return enqueue(AndroidSend.read(fields, request.query(), now), now, rateLimited);
    }

    private static JsonFields fields(SandboxRequest request) throws ErrorResponseException {
        String errorPrefix = "failed to parse body: ";
        if (!request.isJson()) {
            throw new ErrorResponseException(400, errorPrefix + "Unprocessable Entity");
        }
        try {
            return new JsonFields(Json.readObject(request.body()), "", errorPrefix + "wrong value of ", true);
        } catch (IOException e) {
            throw new ErrorResponseException(400, errorPrefix + "malformed JSON");
        }
    }

    private synchronized SandboxResponse enqueue(AndroidSend send, Instant now, boolean rateLimited)
            throws ErrorResponseException {
        if (send.deviceId() != null && !send.deviceId().equals(DEVICE)) {
            throw new ErrorResponseException(400, "failed to select device: record not found");
        }
        send.checkNumbersAndTimes();
        if (rateLimited) {
            throw new ErrorResponseException(
                    503, "failed to enqueue message: queue limits exceeded: too many pending messages: 100 / 100");
        }
        String id = send.id() == null ? newId() : send.id();
        if (messages.containsKey(id)) {
            throw new ErrorResponseException(409, "message with the same ID already exists");
        }
        AndroidMessage message = AndroidMessage.accept(id, DEVICE, send, now, deliverAfter);
        messages.put(id, message);
        scheduleWebhooks(message);
        // The server names the singular alias here.
        String location =
                SINGULAR + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return SandboxResponse.json(202, message.json(now))
                .withHeader("Location", location)
                .afterStoring();
    }

    private String newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
        }
        return id.toString();
    }

    private synchronized SandboxResponse get(String id) throws ErrorResponseException {
        Instant now = clock.instant();
        AndroidMessage message = messages.get(id);
        if (misses.isMissing(id, message != null, now) || message == null) {
            throw new ErrorResponseException(404, "message not found");
        }
        return SandboxResponse.json(200, message.json(now));
    }

    private synchronized SandboxResponse list(AndroidList list) {
        Instant now = clock.instant();
        List<AndroidMessage> found = list.of(List.copyOf(messages.values()), now);
        List<Map<String, Object>> page = found.stream()
                .skip(list.offset())
                .limit(list.limit())
                .map(message -> message.json(now, list.includeContent()))
                .toList();
        return SandboxResponse.json(200, page).withHeader("X-Total-Count", Integer.toString(found.size()));
    }

    private synchronized SandboxResponse cancel(String id) throws ErrorResponseException {
        Instant now = clock.instant();
        AndroidMessage message = messages.get(id);
        if (message == null) {
            throw new ErrorResponseException(404, "failed to cancel message: message not found");
        }
        if (!message.state(now).equals("Pending")) {
            throw new ErrorResponseException(409, "failed to cancel message: message is not pending");
        }
        AndroidMessage cancelled = message.cancel(now, deliverAfter);
        messages.put(id, cancelled);
        scheduleWebhooks(cancelled);
        return SandboxResponse.json(200, cancelled.json(now));
    }

    /** Schedules the webhooks of a message. */
    private void scheduleWebhooks(AndroidMessage message) {
        for (int i = 0; i < message.timelines().size(); i++) {
            int recipient = i;
            for (Step step : message.timelines().get(i).steps()) {
                if (AndroidEvents.name(step.state()) != null) {
                    context.schedule(step.at(), () -> webhooks(message.id(), recipient, step));
                }
            }
        }
    }

    private synchronized List<OutgoingWebhook> webhooks(String id, int recipient, Step step) {
        AndroidMessage message = messages.get(id);
        String event = AndroidEvents.name(step.state());
        // A cancelled message no longer follows its planned timeline.
        if (message == null
                || event == null
                || !message.timelines().get(recipient).steps().contains(step)) {
            return List.of();
        }
        String number = message.send().phoneNumbers().get(recipient);
        return IntStream.range(0, AndroidEvents.times(message.send(), step))
                .mapToObj(part -> webhooks.webhooks(event, AndroidEvents.status(message, number, step)))
                .flatMap(List::stream)
                .toList();
    }

    private synchronized SandboxResponse listWebhooks() {
        return webhooks.list();
    }

    private synchronized SandboxResponse register(JsonFields fields) throws ErrorResponseException {
        return webhooks.register(fields);
    }

    private synchronized SandboxResponse unregister(SandboxRequest request) throws ErrorResponseException {
        String id = request.child(WEBHOOKS);
        if (id == null) {
            throw new ErrorResponseException(404, "Not Found");
        }
        return webhooks.delete(id);
    }

    @Override
    public synchronized void webhook(URI target) {
        webhooks.registerAll(target);
    }

    @Override
    public Optional<String> webhookSecret() {
        return Optional.of(signingKey);
    }

    @Override
    public String receive(InboundMessage inbound) {
        Instant now = clock.instant();
        String id = AndroidEvents.inboundId(inbound, now);
        context.schedule(now, () -> webhooks("sms:received", AndroidEvents.received(inbound, id, now)));
        return id;
    }

    @Override
    public void ping() {
        context.schedule(clock.instant(), () -> webhooks("system:ping", AndroidEvents.ping()));
    }

    private synchronized List<OutgoingWebhook> webhooks(String event, Map<String, Object> payload) {
        return webhooks.webhooks(event, payload);
    }

    @Override
    public synchronized List<InboxMessage> inbox() {
        Instant now = clock.instant();
        return messages.values().stream()
                .flatMap(message -> message.inboxMessages(now).stream())
                .toList();
    }
}
