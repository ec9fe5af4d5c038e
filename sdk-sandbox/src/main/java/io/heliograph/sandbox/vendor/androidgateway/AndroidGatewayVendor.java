package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.Json;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.spi.VendorFaults;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
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
    private static final String SINGULAR = AndroidRoute.BASE_PATH + "/message";
    private static final String ID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";

    private final Clock clock;
    private final Duration deliverAfter;
    private final VendorContext context;
    private final VendorFaults faults;
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
        this.faults = new VendorFaults(context, AndroidMessage.VENDOR, AndroidFaults.all());
        this.since = clock.instant();
        this.signingKey = context.webhookSecret(AndroidMessage.VENDOR);
        this.webhooks = new AndroidWebhooks(DEVICE, context, signingKey);
    }

    @Override
    public String name() {
        return AndroidMessage.VENDOR;
    }

    @Override
    public String title() {
        return "Android SMS Gateway";
    }

    @Override
    public String basePath() {
        return AndroidRoute.BASE_PATH;
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("username", USER, "password", PASSWORD);
    }

    @Override
    public List<VendorFault> faults() {
        return faults.all();
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
        AndroidRoute route = AndroidRoute.of(request);
        if (route.isRead() && AndroidHealth.isAt(request.path())) {
            return AndroidHealth.response(faults.take(Effect.REPORTS_HEALTH));
        }
        if (!request.hasBasic(USER, PASSWORD)) {
            throw new ErrorResponseException(401, "Unauthorized");
        }
        if (request.tooLarge()) {
            throw new ErrorResponseException(413, "Request Entity Too Large");
        }
        return switch (route.operation()) {
            case "POST messages" -> send(request, rateLimited);
            case "GET messages/{id}" -> get(route.id());
            case "GET messages" -> list(AndroidList.read(request.query()));
            case "DELETE messages/{id}" -> cancel(route.id());
            case "GET devices" -> SandboxResponse.json(200, List.of(device()));
            case "GET webhooks" -> listWebhooks();
            case "POST webhooks" -> register(fields(request));
            case "DELETE webhooks/{id}" -> unregister(route.id());
            default -> other(route);
        };
    }

    /** The server answers a wrong method as it answers a wrong path. */
    private static SandboxResponse other(AndroidRoute route) throws ErrorResponseException {
        if (route.isAboutTokens()) {
            throw new ErrorResponseException(501, "token service disabled, contact your administrator");
        }
        if (route.isNotSimulated()) {
            throw new ErrorResponseException(501, "the sandbox doesn't simulate this operation");
        }
        return SandboxResponse.text(404, "Not Found");
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

    private SandboxResponse send(SandboxRequest request, boolean rateLimited) throws ErrorResponseException {
        JsonFields fields = fields(request);
        Instant now = clock.instant();
        return enqueue(AndroidSend.read(fields, request.query(), now), now, rateLimited);
    }

    private static JsonFields fields(SandboxRequest request) throws ErrorResponseException {
        String errorPrefix = "failed to parse body: ";
        if (!isJson(request)) {
            throw new ErrorResponseException(400, errorPrefix + "Unprocessable Entity");
        }
        try {
            return new JsonFields(Json.readObject(request.body()), "", errorPrefix + "wrong value of ", true);
        } catch (IOException e) {
            throw new ErrorResponseException(400, errorPrefix + "malformed JSON");
        }
    }

    /** Its framework takes whatever type ends in "json". */
    private static boolean isJson(SandboxRequest request) {
        String type = request.header("Content-Type").split(";", 2)[0].strip();
        return type.toLowerCase(Locale.ROOT).endsWith("json");
    }

    private synchronized SandboxResponse enqueue(AndroidSend send, Instant now, boolean rateLimited)
            throws ErrorResponseException {
        if (send.deviceId() != null && !send.deviceId().equals(DEVICE)) {
            throw new ErrorResponseException(400, "failed to select device: record not found");
        }
        // A full queue counts before the numbers.
        if (rateLimited) {
            throw AndroidFaults.REFUSALS.of("queue-pending").exception();
        }
        send.checkNumbersAndTimes();
        Optional<VendorFault> fault = faults.take(Effect.REFUSES_SEND, send.phoneNumbers());
        if (fault.isPresent()) {
            return refusal(fault.get());
        }
        String id = send.id() == null ? newId() : send.id();
        if (messages.containsKey(id)) {
            throw new ErrorResponseException(409, "message with the same ID already exists");
        }
        AndroidMessage message = AndroidMessage.accept(id, DEVICE, send, faults, now, deliverAfter);
        messages.put(id, message);
        accept(message);
        // The server names the singular alias here.
        String location =
                SINGULAR + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return SandboxResponse.json(202, message.json(now))
                .withHeader("Location", location)
                .afterStoring();
    }

    private static SandboxResponse refusal(VendorFault fault) throws ErrorResponseException {
        Optional<SandboxResponse> plain = AndroidFaults.plain(fault);
        if (plain.isEmpty()) {
            throw AndroidFaults.REFUSALS.of(fault).exception();
        }
        return plain.get();
    }

    private String newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            id.append(ID_ALPHABET.charAt(random.nextInt(ID_ALPHABET.length())));
        }
        return id.toString();
    }

    private synchronized SandboxResponse get(String id) throws ErrorResponseException {
        AndroidFaults.REFUSALS.refuse(faults.take(Effect.REFUSES_READ));
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
        Optional<VendorFault> fault = faults.take(Effect.REFUSES_CANCEL);
        if (fault.isPresent()) {
            return refusal(fault.get());
        }
        Instant now = clock.instant();
        AndroidMessage message = messages.get(id);
        if (message == null) {
            throw new ErrorResponseException(404, "failed to cancel message: message not found");
        }
        if (!message.state(now).equals("Pending")) {
            throw new ErrorResponseException(409, "failed to cancel message: message is not pending");
        }
        message.cancel(now, deliverAfter);
        return SandboxResponse.json(200, message.json(now));
    }

    private void accept(AndroidMessage message) {
        for (int i = 0; i < message.timelines().size(); i++) {
            String number = message.send().phoneNumbers().get(i);
            context.accept(message.simulated(i, step -> reports(message, number, step)));
        }
    }

    private synchronized List<OutgoingWebhook> reports(AndroidMessage message, String number, Step step) {
        String event = AndroidEvents.name(step.state());
        return IntStream.range(0, event == null ? 0 : AndroidEvents.times(message.send(), step))
                .mapToObj(part -> webhooks.webhooks(String.valueOf(event), AndroidEvents.status(message, number, step)))
                .flatMap(List::stream)
                .toList();
    }

    private synchronized SandboxResponse listWebhooks() {
        return webhooks.list();
    }

    private synchronized SandboxResponse register(JsonFields fields) throws ErrorResponseException {
        return webhooks.register(fields);
    }

    private synchronized SandboxResponse unregister(String id) {
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
    public synchronized List<Step> ending(SimulatedMessage message, @Nullable String faultCode, Instant at) {
        AndroidMessage known = messages.get(message.id());
        if (known != null && !known.send().withDeliveryReport()) {
            AndroidFaults.requireNoReport(faultCode);
        }
        return AndroidFaults.endingNow(message.timeline(), faultCode, at);
    }

    @Override
    public synchronized void forget(Predicate<String> recipient) {
        messages.values()
                .removeIf(message -> message.send().phoneNumbers().stream().allMatch(recipient));
    }
}
