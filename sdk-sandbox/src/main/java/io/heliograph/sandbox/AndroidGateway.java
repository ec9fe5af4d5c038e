package io.heliograph.sandbox;

import io.heliograph.sandbox.Timeline.Step;
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
 * Android SMS Gateway, cloud and private server flavour: send, read one, list, cancel, devices, webhooks and health, by
 * server v1.47.1 (2026-08-22). One account with one device of three SIM cards, and no JWT secret.
 */
final class AndroidGateway implements Vendor {
    static final String NAME = "androidgateway";
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
    private final Agenda agenda;
    private final String signingKey;
    private final Instant since;
    private final SecureRandom random = new SecureRandom();
    // All three guarded by this.
    private final Map<String, AndroidMessage> messages = new LinkedHashMap<>();
    private final AndroidWebhooks webhooks;
    private final AndroidMisses misses = new AndroidMisses();

    AndroidGateway(Stage stage) {
        this.clock = stage.clock();
        this.deliverAfter = stage.deliverAfter();
        this.agenda = stage.agenda();
        this.since = clock.instant();
        this.signingKey = stage.secret(NAME);
        this.webhooks = new AndroidWebhooks(DEVICE, stage.targets(), signingKey);
    }

    @Override
    public String name() {
        return NAME;
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
    public Reply answer(Request request, boolean rateLimited) {
        String requestId = request.header("X-Request-ID");
        return reply(request, rateLimited)
                .withHeader(
                        "X-Request-ID", requestId.isEmpty() ? UUID.randomUUID().toString() : requestId);
    }

    private Reply reply(Request request, boolean rateLimited) {
        try {
            return route(request, rateLimited);
        } catch (Refused refused) {
            return Reply.json(refused.status(), Map.of("message", refused.words()));
        }
    }

    private Reply route(Request request, boolean rateLimited) throws Refused {
        if (request.method().equals("GET") && HEALTH.contains(request.path())) {
            return Reply.json(200, Map.of("status", "pass", "version", "1.47.1", "releaseId", 1, "checks", Map.of()));
        }
        if (!request.hasBasic(USER, PASSWORD)) {
            throw new Refused(401, "Unauthorized");
        }
        if (request.tooLarge()) {
            throw new Refused(413, "Request Entity Too Large");
        }
        String id = messageId(request);
        String resource = id == null ? resource(request.path()) : "messages/{id}";
        return switch (request.method() + " " + resource) {
            case "POST messages" -> send(request, rateLimited);
            case "GET messages/{id}" -> get(id == null ? "" : id);
            case "GET messages" -> list(AndroidList.read(request.query()));
            case "DELETE messages/{id}" -> cancel(id == null ? "" : id);
            case "GET devices" -> Reply.json(200, List.of(device()));
            case "DELETE devices/{id}" -> throw notSimulated();
            case "GET webhooks" -> webhooks();
            case "POST webhooks" -> register(fields(request));
            case "DELETE webhooks/{id}" -> unregister(request);
            default -> other(resource);
        };
    }

    private static Reply other(String resource) throws Refused {
        if (resource.equals("auth")) {
            throw new Refused(501, "token service disabled, contact your administrator");
        }
        if (NOT_SIMULATED.contains(resource)) {
            throw notSimulated();
        }
        return KNOWN.contains(resource) ? Reply.text(405, "Method Not Allowed") : Reply.text(404, "Not Found");
    }

    private static Refused notSimulated() {
        return new Refused(501, "the sandbox does not simulate this operation");
    }

    /** The first segment after the base path; empty for a path that leads nowhere. */
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

    private static @Nullable String messageId(Request request) {
        String id = request.child(MESSAGES);
        return id != null ? id : request.child(SINGULAR);
    }

    private Reply send(Request request, boolean rateLimited) throws Refused {
        Fields fields = fields(request);
        Instant now = clock.instant();
        return enqueue(AndroidSend.read(fields, request.query(), now), now, rateLimited);
    }

    private static Fields fields(Request request) throws Refused {
        String complaint = "failed to parse body: ";
        if (!request.isJson()) {
            throw new Refused(400, complaint + "Unprocessable Entity");
        }
        try {
            return new Fields(Json.readObject(request.body()), "", complaint + "wrong value of ", true);
        } catch (IOException e) {
            throw new Refused(400, complaint + "malformed JSON");
        }
    }

    private synchronized Reply enqueue(AndroidSend send, Instant now, boolean rateLimited) throws Refused {
        if (send.deviceId() != null && !send.deviceId().equals(DEVICE)) {
            throw new Refused(400, "failed to select device: record not found");
        }
        send.checkNumbersAndTimes();
        if (rateLimited) {
            throw new Refused(
                    503, "failed to enqueue message: queue limits exceeded: too many pending messages: 100 / 100");
        }
        String id = send.id() == null ? newId() : send.id();
        if (messages.containsKey(id)) {
            throw new Refused(409, "message with the same ID already exists");
        }
        AndroidMessage message = AndroidMessage.accept(id, DEVICE, send, now, deliverAfter);
        messages.put(id, message);
        tell(message);
        // The server names the singular alias here.
        String location =
                SINGULAR + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return Reply.json(202, message.json(now))
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

    private synchronized Reply get(String id) throws Refused {
        Instant now = clock.instant();
        AndroidMessage message = messages.get(id);
        if (misses.isMissing(id, message != null, now) || message == null) {
            throw new Refused(404, "message not found");
        }
        return Reply.json(200, message.json(now));
    }

    private synchronized Reply list(AndroidList list) {
        Instant now = clock.instant();
        List<AndroidMessage> found = list.of(List.copyOf(messages.values()), now);
        List<Map<String, Object>> page = found.stream()
                .skip(list.offset())
                .limit(list.limit())
                .map(message -> message.json(now, list.includeContent()))
                .toList();
        return Reply.json(200, page).withHeader("X-Total-Count", Integer.toString(found.size()));
    }

    private synchronized Reply cancel(String id) throws Refused {
        Instant now = clock.instant();
        AndroidMessage message = messages.get(id);
        if (message == null) {
            throw new Refused(404, "failed to cancel message: message not found");
        }
        if (!message.state(now).equals("Pending")) {
            throw new Refused(409, "failed to cancel message: message is not pending");
        }
        AndroidMessage cancelled = message.cancel(now, deliverAfter);
        messages.put(id, cancelled);
        tell(cancelled);
        return Reply.json(200, cancelled.json(now));
    }

    /** Puts down what the phone will say of a message. */
    private void tell(AndroidMessage message) {
        for (int i = 0; i < message.timelines().size(); i++) {
            int recipient = i;
            for (Step step : message.timelines().get(i).steps()) {
                if (AndroidEvents.name(step.state()) != null) {
                    agenda.add(step.at(), () -> notices(message.id(), recipient, step));
                }
            }
        }
    }

    private synchronized List<Notice> notices(String id, int recipient, Step step) {
        AndroidMessage message = messages.get(id);
        String event = AndroidEvents.name(step.state());
        // What was to become of a message is void once it is cancelled.
        if (message == null
                || event == null
                || !message.timelines().get(recipient).steps().contains(step)) {
            return List.of();
        }
        String number = message.send().phoneNumbers().get(recipient);
        return IntStream.range(0, AndroidEvents.times(message.send(), step))
                .mapToObj(part -> webhooks.notices(event, AndroidEvents.status(message, number, step)))
                .flatMap(List::stream)
                .toList();
    }

    private synchronized Reply webhooks() {
        return webhooks.list();
    }

    private synchronized Reply register(Fields fields) throws Refused {
        return webhooks.register(fields);
    }

    private synchronized Reply unregister(Request request) throws Refused {
        String id = request.child(WEBHOOKS);
        if (id == null) {
            throw new Refused(404, "Not Found");
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
    public String receive(Inbound inbound) {
        Instant now = clock.instant();
        String id = AndroidEvents.inboundId(inbound, now);
        agenda.add(now, () -> notices("sms:received", AndroidEvents.received(inbound, id, now)));
        return id;
    }

    @Override
    public void ping() {
        agenda.add(clock.instant(), () -> notices("system:ping", AndroidEvents.ping()));
    }

    private synchronized List<Notice> notices(String event, Map<String, Object> payload) {
        return webhooks.notices(event, payload);
    }

    @Override
    public synchronized List<InboxMessage> inbox() {
        Instant now = clock.instant();
        return messages.values().stream()
                .flatMap(message -> message.inboxMessages(now).stream())
                .toList();
    }
}
