package io.heliograph.sandbox.vendor.nativehub;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.http.Page;
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
import io.heliograph.sandbox.vendor.OptOutWord;
import io.heliograph.sandbox.vendor.RateLimitHeaders;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * NativeHub: login, send, bulk, read one, list, logs, counts, schedule, the do-not-contact list and webhook subscriptions, by its
 * reference pages (API v1, 2026-11-20).
 */
public final class NativeHubVendor implements SimulatedVendor {
    private static final String SECRET = NativeHubTokens.USER;
    private static final String BASE = "/api/v1";
    private static final String MESSAGES = BASE + "/messages";
    private static final String SUBSCRIPTIONS = BASE + "/webhooks/subscriptions";
    private static final Set<String> KNOWN = Set.of(
            BASE + "/auth/login",
            BASE + "/auth/refresh",
            MESSAGES,
            MESSAGES + "/bulk",
            MESSAGES + "/bulk-hold",
            BASE + "/scheduled-messages",
            BASE + "/dnc",
            BASE + "/dnc/check",
            BASE + "/transactions",
            SUBSCRIPTIONS);
    private static final Pattern NOT_SIMULATED = Pattern.compile(
            BASE + "/(analytics|error-codes|webhooks|campaigns|templates|contacts|segments|ott|notifications)(/.*)?");
    private static final Pattern LOGS = Pattern.compile(MESSAGES + "/([^/]+)/logs");
    private static final RateLimitHeaders LIMIT = new RateLimitHeaders(200);
    // The response to a larger batch has no messages, as in the reference's sample of 2,998.
    private static final int MAX_ITEMS = 100;

    private final Clock clock;
    private final VendorContext context;
    private final VendorFaults faults;
    private final String secret;
    private final NativeHubTokens tokens = new NativeHubTokens();
    // All guarded by this.
    private final NativeHubBlocklist blocklist;
    private final NativeHubStore store;
    private final NativeHubTransactions transactions;
    private final NativeHubWebhooks webhooks;

    public NativeHubVendor(VendorContext context) {
        this.clock = context.clock();
        this.context = context;
        this.faults = new VendorFaults(context, NativeHubMessage.VENDOR, NativeHubFaults.all());
        this.secret = context.webhookSecret(NativeHubMessage.VENDOR);
        this.blocklist = new NativeHubBlocklist(clock.instant());
        this.store = new NativeHubStore(context.deliverAfter(), faults, blocklist::contains, this::accept);
        this.webhooks = new NativeHubWebhooks(context);
        this.transactions = new NativeHubTransactions(clock.instant());
    }

    @Override
    public String name() {
        return NativeHubMessage.VENDOR;
    }

    @Override
    public String title() {
        return "NativeHub";
    }

    @Override
    public String basePath() {
        return BASE;
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("api-key", SECRET);
    }

    @Override
    public List<VendorFault> faults() {
        return faults.all();
    }

    @Override
    public SandboxResponse handle(SandboxRequest request, boolean rateLimited) {
        Instant now = clock.instant();
        SandboxResponse response = response(request, rateLimited, now);
        return LIMIT.on(response, now, rateLimited || response.status() == 429);
    }

    private SandboxResponse response(SandboxRequest request, boolean rateLimited, Instant now) {
        try {
            return route(request, rateLimited, now);
        } catch (ErrorResponseException error) {
            return SandboxResponse.json(error.status(), Map.of("error", error.text()));
        }
    }

    private SandboxResponse route(SandboxRequest request, boolean rateLimited, Instant now)
            throws ErrorResponseException {
        String operation = request.method() + " " + request.path();
        if (operation.equals("POST " + BASE + "/auth/login")) {
            return tokens.logIn(request, now);
        }
        if (operation.equals("POST " + BASE + "/auth/refresh")) {
            return tokens.refresh(request, bearer(request), now);
        }
        if (!authorized(request, now)) {
            throw new ErrorResponseException(401, "unauthorized");
        }
        if (request.isMalformed()) {
            throw new ErrorResponseException(400, NativeHubSend.ERROR_PREFIX + "URL");
        }
        if (request.tooLarge()) {
            throw new ErrorResponseException(413, "request body too large");
        }
        return switch (operation) {
            case "POST " + MESSAGES -> send(NativeHubSend.one(request), rateLimited, now);
            case "POST " + MESSAGES + "/bulk" -> sendMany(NativeHubSend.many(request), rateLimited, now);
            case "POST " + MESSAGES + "/bulk-hold" -> hold(request, now);
            case "POST " + BASE + "/scheduled-messages" ->
                schedule(NativeHubSend.later(request, now), rateLimited, now);
            case "GET " + MESSAGES -> list(new Query(request.query(), NativeHubSend.ERROR_PREFIX), now);
            case "GET " + MESSAGES + "/stats",
                    "GET " + BASE + "/analytics/status-breakdown",
                    "GET " + BASE + "/transactions" -> report(request, now);
            case "GET " + BASE + "/dnc/check" -> checkBlocked(request);
            case "POST " + BASE + "/dnc" -> block(request, now);
            case "POST " + SUBSCRIPTIONS -> subscribe(request, now);
            default -> other(request, now);
        };
    }

    private synchronized SandboxResponse report(SandboxRequest request, Instant now) throws ErrorResponseException {
        Query query = new Query(request.query(), NativeHubSend.ERROR_PREFIX);
        List<NativeHubMessage> all = store.list(null, now);
        return SandboxResponse.json(
                200,
                switch (request.path().substring(BASE.length())) {
                    case "/messages/stats" -> NativeHubReports.stats(all, query, now);
                    case "/transactions" -> transactions.list(all, query, now);
                    default -> NativeHubReports.breakdown(all, now);
                });
    }

    private SandboxResponse other(SandboxRequest request, Instant now) throws ErrorResponseException {
        Matcher logs = LOGS.matcher(request.path());
        if (logs.matches() && request.method().equals("GET")) {
            return SandboxResponse.json(200, NativeHubReports.logs(message(logs.group(1), now), now));
        }
        if (NOT_SIMULATED.matcher(request.path()).matches() && !request.path().equals(SUBSCRIPTIONS)) {
            throw new ErrorResponseException(501, "the sandbox doesn't simulate this operation");
        }
        String id = request.child(MESSAGES);
        boolean known = KNOWN.contains(request.path());
        if (!known && id != null && request.method().equals("GET")) {
            return get(id, now);
        }
        throw known || id != null
                ? new ErrorResponseException(405, "method not allowed")
                : new ErrorResponseException(404, "not found");
    }

    private boolean authorized(SandboxRequest request, Instant now) {
        return request.header("X-API-Key").equals(SECRET) || tokens.isAccess(bearer(request), now);
    }

    private static String bearer(SandboxRequest request) {
        String authorization = request.header("Authorization");
        return authorization.startsWith("Bearer ") ? authorization.substring("Bearer ".length()) : "";
    }

    private void refuse(NativeHubSend send, boolean rateLimited) throws ErrorResponseException {
        if (rateLimited) {
            throw new ErrorResponseException(429, "rate limit exceeded");
        }
        NativeHubFaults.REFUSALS.refuse(faults.take(Effect.REFUSES_SEND, send.recipients()));
    }

    private synchronized SandboxResponse send(NativeHubSend send, boolean rateLimited, Instant now)
            throws ErrorResponseException {
        refuse(send, rateLimited);
        return SandboxResponse.json(201, store.addOne(send, now).json(now)).afterStoring();
    }

    private synchronized SandboxResponse sendMany(NativeHubSend send, boolean rateLimited, Instant now)
            throws ErrorResponseException {
        refuse(send, rateLimited);
        String batchId = UUID.randomUUID().toString();
        List<NativeHubMessage> batch = store.addMany(batchId, send, now);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("batch_id", batchId);
        for (String status : List.of("queued", "failed", "rejected")) {
            answer.put(
                    status,
                    batch.stream()
                            .filter(message -> message.status(now).equals(status))
                            .count());
        }
        // In the list's order, which differs from that of the recipients.
        List<NativeHubMessage> shown = batch.size() > MAX_ITEMS
                ? List.of()
                : Page.newestFirst(batch, 1, MAX_ITEMS).items();
        answer.put("messages", shown.stream().map(NativeHubMessage::item).toList());
        return SandboxResponse.json(201, answer).afterStoring();
    }

    private synchronized SandboxResponse schedule(NativeHubSend send, boolean rateLimited, Instant now)
            throws ErrorResponseException {
        refuse(send, rateLimited);
        Instant scheduledAt = Objects.requireNonNull(send.scheduledAt(), "scheduledAt");
        return SandboxResponse.json(201, store.addLater(send, scheduledAt, now).json())
                .afterStoring();
    }

    private synchronized SandboxResponse hold(SandboxRequest request, Instant now) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, NativeHubSend.ERROR_PREFIX);
        fields.refuseUnknown(Set.of("ids"));
        List<String> ids = fields.strings("ids");
        if (ids == null || ids.isEmpty()) {
            throw fields.wrong("ids");
        }
        return SandboxResponse.json(200, Map.of("count", store.hold(Set.copyOf(ids), now)));
    }

    private synchronized SandboxResponse get(String id, Instant now) throws ErrorResponseException {
        return SandboxResponse.json(200, message(id, now).json(now));
    }

    private synchronized NativeHubMessage message(String id, Instant now) throws ErrorResponseException {
        NativeHubMessage message = store.get(id, now);
        if (message == null) {
            throw new ErrorResponseException(404, "message not found");
        }
        return message;
    }

    private synchronized SandboxResponse list(Query query, Instant now) throws ErrorResponseException {
        query.refuseUnknown(Set.of("page", "per_page", "batch_id"));
        Page<NativeHubMessage> page = Page.newestFirst(
                store.list(query.values().get("batch_id"), now),
                query.count("page", 1, 1, Integer.MAX_VALUE),
                query.count("per_page", 20, 1, 100));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "data", page.items().stream().map(message -> message.json(now)).toList());
        answer.put("total", page.total());
        answer.put("page", page.number());
        answer.put("per_page", page.size());
        return SandboxResponse.json(200, answer);
    }

    private synchronized SandboxResponse checkBlocked(SandboxRequest request) throws ErrorResponseException {
        String phone = new Query(request.query(), NativeHubSend.ERROR_PREFIX).text("phone");
        NativeHubSend.requireNumber(phone);
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("is_blocked", blocklist.contains(phone));
        answer.put("entry", blocklist.entry(phone));
        return SandboxResponse.json(200, answer);
    }

    private synchronized SandboxResponse block(SandboxRequest request, Instant now) throws ErrorResponseException {
        JsonFields fields = JsonFields.read(request, NativeHubSend.ERROR_PREFIX);
        fields.refuseUnknown(Set.of("phone", "reason"));
        String phone = fields.string("phone");
        if (phone == null) {
            throw new ErrorResponseException(400, "phone is required");
        }
        NativeHubSend.requireNumber(phone);
        Map<String, @Nullable Object> entry = blocklist.add(phone, fields.string("reason"), now);
        store.planAgain(phone, now);
        return SandboxResponse.json(201, entry);
    }

    private void accept(NativeHubMessage message) {
        context.accept(message.simulated(clock, NativeHubWebhooks.REPORTED, step -> report(message, step)));
    }

    private synchronized List<OutgoingWebhook> report(NativeHubMessage message, Step step) {
        return webhooks.report(message, step);
    }

    private synchronized SandboxResponse subscribe(SandboxRequest request, Instant now) throws ErrorResponseException {
        return webhooks.subscribe(request, now);
    }

    @Override
    public synchronized void webhook(URI target) {
        webhooks.subscribeAll(target, secret, clock.instant());
    }

    @Override
    public Optional<String> webhookSecret() {
        return Optional.of(secret);
    }

    @Override
    public synchronized String receive(InboundMessage inbound) {
        Instant now = clock.instant();
        switch (OptOutWord.of(inbound.text())) {
            case STOP -> blocklist.add(inbound.from(), "replied STOP", now);
            case START -> blocklist.remove(inbound.from());
            case NONE -> {}
        }
        store.planAgain(inbound.from(), now);
        String id = UUID.randomUUID().toString();
        context.schedule(now, () -> received(inbound, id, now));
        return id;
    }

    private synchronized List<OutgoingWebhook> received(InboundMessage inbound, String id, Instant now) {
        return webhooks.received(inbound, id, now);
    }

    @Override
    public List<Step> ending(SimulatedMessage message, @Nullable String faultCode, Instant at) {
        return NativeHubFaults.endingNow(message.timeline(), faultCode, at);
    }

    @Override
    public synchronized void forget(Predicate<String> recipient) {
        store.forget(recipient);
        blocklist.forget(recipient);
    }
}
