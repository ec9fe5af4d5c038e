package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Query;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.spi.VendorFaults;
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
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Android SMS Gateway, cloud and private server: messages, devices, webhooks, settings, tokens, inbox refresh and health, of
 * server v1.47.1 (2026-08-22); and its phone that is asked directly, without a base path, with inbox and log. One account with
 * one device of three SIM cards.
 */
public final class AndroidGatewayVendor implements SimulatedVendor {
    private static final String USER = "sandbox";
    private static final String PASSWORD = "sandbox";
    private static final String SINGULAR = AndroidRoute.BASE_PATH + "/message";
    private static final String ID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";

    private final Clock clock;
    private final Duration deliverAfter;
    private final VendorContext context;
    private final VendorFaults faults;
    private final String signingKey;
    private final SecureRandom random = new SecureRandom();
    // All three guarded by this.
    private final Map<String, AndroidMessage> messages = new LinkedHashMap<>();
    private final AndroidAccount account;
    private final AndroidMisses misses = new AndroidMisses();

    public AndroidGatewayVendor(VendorContext context) {
        this.clock = context.clock();
        this.deliverAfter = context.deliverAfter();
        this.context = context;
        this.faults = new VendorFaults(context, AndroidMessage.VENDOR, AndroidFaults.all());
        this.signingKey = context.webhookSecret(AndroidMessage.VENDOR);
        this.account = new AndroidAccount(context, clock.instant(), signingKey, this::schedule);
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
        AndroidRoute route = AndroidRoute.of(request);
        SandboxResponse response;
        try {
            response = handle(request, route, rateLimited);
        } catch (ErrorResponseException error) {
            response = SandboxResponse.json(error.status(), Map.of("message", error.text()));
        }
        return route.isPhone() ? AndroidPhone.answer(route, response) : response;
    }

    private SandboxResponse handle(SandboxRequest request, AndroidRoute route, boolean rateLimited)
            throws ErrorResponseException {
        if (route.isRead() && AndroidHealth.isAt(request.path())) {
            return AndroidHealth.response(faults.take(Effect.REPORTS_HEALTH));
        }
        check(request, route);
        if (request.tooLarge()) {
            throw new ErrorResponseException(413, "Request Entity Too Large");
        }
        if (route.isPhone() && !AndroidPhone.isOffered(route)) {
            return SandboxResponse.empty(405);
        }
        return switch (route.operation()) {
            case "POST messages" -> send(request, route, rateLimited);
            case "GET messages/{id}" -> get(route.id());
            case "GET messages" -> list(AndroidList.read(request.query()));
            case "DELETE messages/{id}" -> cancel(route);
            case "DELETE devices/{id}" -> deleteDevice(route.id());
            case "GET logs" -> logs(request, route);
            default -> other(request, route);
        };
    }

    private synchronized void check(SandboxRequest request, AndroidRoute route) throws ErrorResponseException {
        account.check(request, route, clock.instant());
    }

    /** What isn't about messages. The server answers a wrong method as it answers a wrong path. */
    private synchronized SandboxResponse other(SandboxRequest request, AndroidRoute route)
            throws ErrorResponseException {
        SandboxResponse response = account.handle(route, request, clock.instant());
        return response == null ? SandboxResponse.text(404, "Not Found") : response;
    }

    private SandboxResponse send(SandboxRequest request, AndroidRoute route, boolean rateLimited)
            throws ErrorResponseException {
        Instant now = clock.instant();
        Map<String, String> query = new LinkedHashMap<>(request.query());
        if (route.isPhone()) {
            query.put("skipPhoneValidation", "true"); // it checks numbers when it sends
        }
        return enqueue(AndroidSend.read(AndroidBody.fields(request), query, now), now, rateLimited);
    }

    private synchronized SandboxResponse enqueue(AndroidSend send, Instant now, boolean rateLimited)
            throws ErrorResponseException {
        if (send.deviceId() != null && !send.deviceId().equals(account.device().id())) {
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
        AndroidMessage message = AndroidMessage.accept(id, account.device().id(), send, faults, now, deliverAfter);
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

    private synchronized SandboxResponse cancel(AndroidRoute route) throws ErrorResponseException {
        String id = route.id();
        Optional<VendorFault> fault = faults.take(Effect.REFUSES_CANCEL);
        if (fault.isPresent()) {
            return refusal(fault.get());
        }
        Instant now = clock.instant();
        AndroidMessage message = messages.get(id);
        if (message == null) {
            throw new ErrorResponseException(404, "failed to cancel message: message not found");
        }
        String state = message.state(now);
        if (route.isPhone() && state.equals("Cancelled")) {
            return SandboxResponse.json(200, message.json(now));
        }
        if (!state.equals("Pending")) {
            throw new ErrorResponseException(409, "failed to cancel message: message is not pending");
        }
        message.cancel(now, route.isPhone() ? Duration.ZERO : deliverAfter);
        return SandboxResponse.json(200, message.json(now));
    }

    /** Deletes the phone and its messages, also those that wait; another id isn't an error. */
    private synchronized SandboxResponse deleteDevice(String id) {
        if (id.equals(account.device().id())) {
            Instant now = clock.instant();
            messages.values().forEach(message -> message.abandon(now));
            messages.clear();
            account.webhooks().deleteOf(id);
            account.device().registerAgain(now);
        }
        return SandboxResponse.empty(204);
    }

    private synchronized SandboxResponse logs(SandboxRequest request, AndroidRoute route)
            throws ErrorResponseException {
        if (!route.isPhone()) {
            throw AndroidAccount.notOfServers();
        }
        Query query = new Query(request.query(), "failed to parse query: ");
        return AndroidLog.list(messages.values(), query, clock.instant());
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
                .mapToObj(part ->
                        account.webhooks().webhooks(String.valueOf(event), AndroidEvents.status(message, number, step)))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public synchronized void webhook(URI target) {
        account.webhooks().registerAll(target);
    }

    @Override
    public Optional<String> webhookSecret() {
        return Optional.of(signingKey);
    }

    @Override
    public synchronized String receive(InboundMessage inbound) {
        Instant now = clock.instant();
        String id = AndroidEvents.inboundId(inbound, now);
        account.received(inbound, id, now);
        return id;
    }

    @Override
    public void ping() {
        schedule(new AndroidInbox.Event("system:ping", AndroidEvents.ping()));
    }

    private void schedule(AndroidInbox.Event event) {
        context.schedule(clock.instant(), () -> webhooks(event));
    }

    private synchronized List<OutgoingWebhook> webhooks(AndroidInbox.Event event) {
        return account.webhooks().webhooks(event.name(), event.payload());
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
        account.inbox().forget(recipient);
    }
}
