package io.heliograph.sandbox.vendor.wavix;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.InboundMessage;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.OutgoingWebhook;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.TestNumber;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.spi.VendorFaults;
import io.heliograph.sandbox.vendor.OptOutWord;
import io.heliograph.sandbox.vendor.Outcome;
import io.heliograph.sandbox.webhook.WebhookTargets;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Wavix: send, read one, list, export, opt-outs, sender IDs, the account's profile, balance, transactions and numbers, by its
 * OpenAPI description of 2026-06-30.
 */
public final class WavixVendor implements SimulatedVendor {

    private static final String API_KEY = "sandbox";
    private static final String MESSAGES = "/v3/messages";
    private static final String PROFILE = "/v1/profile";
    private static final String CONFIG = "/v1/profile/config";
    // Not in the OpenAPI description; of the vendor's n8n node (2026-04-21).
    private static final String IDEMPOTENT = "/v3/messages/idempotent";
    private static final String EXPORT = "/v3/messages/all";
    private static final String OPT_OUTS = "/v3/messages/opt-outs";
    // The vendor's callbacks have no names; these are ours.
    private static final String REPORT = "delivery-report";
    private static final String INBOUND = "inbound";

    private final Clock clock;
    private final Duration deliverAfter;
    private final VendorContext context;
    private final VendorFaults faults;
    // All guarded by this.
    private final Map<String, WavixMessage> messages = new LinkedHashMap<>();
    private final List<WavixInbound> received = new ArrayList<>();
    private final WavixOptOuts optOuts = new WavixOptOuts();
    private final WavixIdempotency keys = new WavixIdempotency();
    private final WavixSenderIds senderIds = new WavixSenderIds();
    private final WavixAccount account;
    private final WavixNumbers numbers;
    private final WavixTransactions transactions;

    public WavixVendor(VendorContext context) {
        this.clock = context.clock();
        this.deliverAfter = context.deliverAfter();
        this.context = context;
        this.faults = new VendorFaults(context, WavixMessage.VENDOR, WavixFaults.all());
        this.account = new WavixAccount(context);
        this.numbers = new WavixNumbers(context, clock.instant());
        this.transactions = new WavixTransactions(clock.instant());
    }

    @Override
    public String name() {
        return WavixMessage.VENDOR;
    }

    @Override
    public String title() {
        return "Wavix";
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("api-key", API_KEY);
    }

    @Override
    public List<VendorFault> faults() {
        return faults.all();
    }

    @Override
    public SandboxResponse handle(SandboxRequest request, boolean rateLimited) {
        try {
            return route(request, rateLimited);
        } catch (ErrorResponseException error) {
            Map<String, Object> envelope = new LinkedHashMap<>();
            envelope.put("success", false);
            if (error.status() == 401) {
                envelope.put("error", true);
            }
            envelope.put("message", error.text());
            return SandboxResponse.json(error.status(), envelope);
        }
    }

    private SandboxResponse route(SandboxRequest request, boolean rateLimited) throws ErrorResponseException {
        if (!request.header("Authorization").equals("Bearer " + API_KEY)) {
            throw new ErrorResponseException(401, "Unauthorized");
        }
        if (request.isMalformed()) {
            throw new ErrorResponseException(400, WavixSend.ERROR_PREFIX + "URL");
        }
        if (request.tooLarge()) {
            throw new ErrorResponseException(413, "Request entity is too large");
        }
        SandboxResponse ofAccount = account(request);
        if (ofAccount != null) {
            return ofAccount;
        }
        if (request.path().equals(IDEMPOTENT) && request.method().equals("POST")) {
            return send(WavixSend.read(request), WavixIdempotency.key(request, true), rateLimited);
        }
        if (request.path().equals(EXPORT)) {
            return export(request);
        }
        if (request.path().startsWith("/v1/")) {
            throw new ErrorResponseException(501, WavixFaults.NOT_SIMULATED);
        }
        String id = request.child(MESSAGES);
        if (!request.path().equals(MESSAGES) && id == null) {
            throw new ErrorResponseException(404, "Not found");
        }
        if (request.method().equals("GET")) {
            return id == null ? list(request) : get(id);
        }
        if (request.method().equals("POST") && id == null) {
            return send(WavixSend.read(request), WavixIdempotency.key(request, false), rateLimited);
        }
        throw new ErrorResponseException(405, "Method not allowed");
    }

    /** The response where the path is one of the account's; else null. */
    private @Nullable SandboxResponse account(SandboxRequest request) throws ErrorResponseException {
        if (request.path().equals(PROFILE)) {
            return profile(request);
        }
        if (request.path().equals(CONFIG)) {
            return config(request);
        }
        if (request.path().equals(OPT_OUTS)) {
            return optOuts(request);
        }
        if (isAt(request, WavixSenderIds.PATH)) {
            return senderIds(request);
        }
        if (isAt(request, WavixNumbers.PATH)) {
            return numbers(request);
        }
        if (request.path().equals(WavixTransactions.PATH)) {
            return transactions(request);
        }
        return null;
    }

    private synchronized SandboxResponse send(WavixSend send, String key, boolean rateLimited)
            throws ErrorResponseException {
        if (rateLimited) {
            throw new ErrorResponseException(429, "You are only allowed to send 20 SMS per second");
        }
        Instant now = clock.instant();
        if (keys.isUsed(key, now)) {
            throw WavixFaults.REFUSALS.of(WavixFaults.IDEMPOTENCY_VIOLATION).exception();
        }
        List<String> to = List.of(send.to());
        WavixFaults.REFUSALS.refuse(faults.take(Effect.REFUSES_SEND, to));
        Outcome outcome = new Outcome(
                optOuts.contains(send.to(), send.from()) ? TestNumber.OPTED_OUT : send.testNumber(),
                faults.take(Effect.FAILS_MESSAGE, to).orElse(null));
        WavixMessage message = WavixMessage.accept(UUID.randomUUID().toString(), send, outcome, now, deliverAfter);
        keys.use(key, send.to(), now);
        messages.put(message.id(), message);
        context.accept(message.simulated(clock, step -> report(message, step)));
        return SandboxResponse.json(201, message.created()).afterStoring();
    }

    private synchronized SandboxResponse get(String id) throws ErrorResponseException {
        WavixMessage message = messages.get(id);
        if (message == null) {
            throw new ErrorResponseException(404, "Record not found");
        }
        return SandboxResponse.json(200, message.json(clock.instant()));
    }

    private synchronized SandboxResponse list(SandboxRequest request) throws ErrorResponseException {
        return SandboxResponse.json(200, WavixList.read(request, false).of(all(), clock.instant()));
    }

    private synchronized SandboxResponse export(SandboxRequest request) throws ErrorResponseException {
        if (!request.method().equals("GET")) {
            throw new ErrorResponseException(405, "Method not allowed");
        }
        String lines = WavixList.read(request, true).lines(all(), clock.instant());
        return SandboxResponse.of(200, "application/x-ndjson", lines);
    }

    /** The messages of both directions, oldest first in each. */
    private List<WavixListed> all() {
        List<WavixListed> all = new ArrayList<>(messages.values());
        all.addAll(received);
        return all;
    }

    private synchronized SandboxResponse profile(SandboxRequest request) throws ErrorResponseException {
        if (request.method().equals("PUT")) {
            account.update(request);
        } else if (!request.method().equals("GET")) {
            throw new ErrorResponseException(405, "Method not allowed");
        }
        return SandboxResponse.json(200, account.json());
    }

    private static SandboxResponse config(SandboxRequest request) throws ErrorResponseException {
        if (!request.method().equals("GET")) {
            throw new ErrorResponseException(405, "Method not allowed");
        }
        return SandboxResponse.json(200, WavixAccount.config());
    }

    private synchronized SandboxResponse optOuts(SandboxRequest request) throws ErrorResponseException {
        return switch (request.method()) {
            case "GET" -> optOuts.list(request);
            case "POST" -> optOuts.create(request, clock.instant());
            default -> throw new ErrorResponseException(405, "Method not allowed");
        };
    }

    /** Whether a request is about a collection, or about one of its items. */
    private static boolean isAt(SandboxRequest request, String collection) {
        return request.path().equals(collection) || request.child(collection) != null;
    }

    private synchronized SandboxResponse senderIds(SandboxRequest request) throws ErrorResponseException {
        return senderIds.handle(request);
    }

    private synchronized SandboxResponse numbers(SandboxRequest request) throws ErrorResponseException {
        return numbers.handle(request);
    }

    private synchronized SandboxResponse transactions(SandboxRequest request) throws ErrorResponseException {
        return transactions.list(request, all(), clock.instant());
    }

    private synchronized List<OutgoingWebhook> report(WavixMessage message, Step step) {
        String own = message.send().callbackUrl();
        URI target = own == null ? account.reports() : WebhookTargets.anyOf(own);
        return webhooks(target, REPORT, message.report(step));
    }

    /** A webhook with one attempt: retries after a failed one aren't documented, so clients can't rely on them. */
    private static List<OutgoingWebhook> webhooks(
            @Nullable URI target, String event, Map<String, @Nullable Object> json) {
        return target == null ? List.of() : List.of(OutgoingWebhook.json(WavixMessage.VENDOR, event, target, json));
    }

    @Override
    public synchronized void webhook(URI target) {
        account.setBoth(target);
    }

    @Override
    public synchronized String receive(InboundMessage inbound) {
        Instant now = clock.instant();
        switch (OptOutWord.of(inbound.text())) {
            case STOP -> optOuts.add(inbound.from(), inbound.to(), now);
            case START -> optOuts.remove(inbound.from(), inbound.to());
            case NONE -> {}
        }
        String id = UUID.randomUUID().toString();
        received.add(new WavixInbound(id, inbound.from(), inbound.to(), inbound.text(), now));
        context.schedule(now, () -> received(inbound, id, now));
        return id;
    }

    private synchronized List<OutgoingWebhook> received(InboundMessage inbound, String id, Instant now) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("text", inbound.text());
        body.put("media", null);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("message_id", id);
        json.put("from", inbound.from());
        json.put("to", inbound.to());
        json.put("message_body", body);
        json.put("received_at", WavixMessage.millis(now));
        URI own = numbers.inbound(inbound.to());
        return webhooks(own == null ? account.inbound() : own, INBOUND, json);
    }

    @Override
    public List<Step> ending(SimulatedMessage message, @Nullable String faultCode, Instant at) {
        return WavixFaults.endingNow(message.timeline(), faultCode, at);
    }

    @Override
    public synchronized void forget(Predicate<String> recipient) {
        messages.values().removeIf(message -> recipient.test(WavixSend.withPlus(message.to())));
        received.removeIf(message -> recipient.test(message.from()));
        optOuts.forget(recipient);
        keys.forget(recipient);
    }
}
