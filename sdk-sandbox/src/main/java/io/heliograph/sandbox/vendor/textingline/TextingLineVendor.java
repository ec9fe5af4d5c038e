package io.heliograph.sandbox.vendor.textingline;

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
import io.heliograph.sandbox.vendor.RateLimitHeaders;
import io.heliograph.sandbox.vendor.Refusal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** TextingLine: message and broadcast, the whole API by its pages of 2026-11-20. */
public final class TextingLineVendor implements SimulatedVendor {
    private static final String KEY_ID = "sandbox";
    private static final String KEY_SECRET = "sandbox";
    private static final String MESSAGE = "/api/v1/messaging/message";
    private static final String BROADCAST = "/api/v1/messaging/broadcast";
    private static final String MORE_INFO = "https://docs.smsfactory.com/page/errors/";
    private static final String RETRY_AFTER = "Retry-After";
    private static final int UNEXPECTED = 33000;
    private static final int UNAUTHORIZED = 33001;
    private static final int TOO_FAST = 33002;
    // The guide allows 60 messages a minute, the reference 10.
    private static final RateLimitHeaders MESSAGE_LIMIT = new RateLimitHeaders(10);
    private static final RateLimitHeaders BROADCAST_LIMIT = new RateLimitHeaders(5);

    /** The answer to the first request with a key. */
    private record FirstAnswer(List<String> recipients, SandboxResponse response) {}

    private final Clock clock;
    private final Duration deliverAfter;
    private final VendorContext context;
    private final VendorFaults faults;
    // All guarded by this.
    private final Map<String, List<String>> broadcasts = new HashMap<>();
    private final Map<String, FirstAnswer> firstAnswers = new HashMap<>();
    private final Set<String> stopped = new HashSet<>();
    private @Nullable URI webhook;

    public TextingLineVendor(VendorContext context) {
        this.clock = context.clock();
        this.deliverAfter = context.deliverAfter();
        this.context = context;
        this.faults = new VendorFaults(context, TextingLineMessage.VENDOR, TextingLineFaults.all());
    }

    @Override
    public String name() {
        return TextingLineMessage.VENDOR;
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public Map<String, String> credentials() {
        return Map.of("key-id", KEY_ID, "key-secret", KEY_SECRET);
    }

    @Override
    public List<VendorFault> faults() {
        return faults.all();
    }

    @Override
    public SandboxResponse handle(SandboxRequest request, boolean rateLimited) {
        RateLimitHeaders limit = request.path().equals(BROADCAST) ? BROADCAST_LIMIT : MESSAGE_LIMIT;
        SandboxResponse response = response(request, rateLimited);
        boolean spent = rateLimited || response.headers().containsKey(RETRY_AFTER);
        return limit.on(response, clock.instant(), spent);
    }

    private SandboxResponse response(SandboxRequest request, boolean rateLimited) {
        try {
            return route(request, rateLimited);
        } catch (ErrorResponseException error) {
            SandboxResponse response = SandboxResponse.json(error.status(), envelope(error));
            // A 429 for the quota of the day isn't documented with a wait.
            return Integer.valueOf(TOO_FAST).equals(error.members().get("code"))
                    ? response.withHeader(RETRY_AFTER, Integer.toString(RateLimitHeaders.WAIT))
                    : response;
        }
    }

    private static Map<String, Object> envelope(ErrorResponseException error) {
        Object code = error.members().getOrDefault("code", TextingLineSend.BAD_REQUEST);
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("code", code);
        envelope.put("message", error.text());
        envelope.put("status", error.status());
        envelope.put("moreInfo", MORE_INFO + code);
        error.members().forEach(envelope::putIfAbsent);
        return envelope;
    }

    private SandboxResponse route(SandboxRequest request, boolean rateLimited) throws ErrorResponseException {
        if (!request.hasBasic(KEY_ID, KEY_SECRET)) {
            throw refused(401, UNAUTHORIZED, "Authentication failed");
        }
        if (request.isMalformed()) {
            throw refused(400, TextingLineSend.BAD_REQUEST, "The URL is malformed");
        }
        if (request.tooLarge()) {
            throw refused(413, UNEXPECTED, "The request body is too large");
        }
        boolean broadcast = request.path().equals(BROADCAST);
        if (!broadcast && !request.path().equals(MESSAGE)) {
            throw refused(404, UNEXPECTED, "Not found");
        }
        if (!request.method().equals("POST")) {
            throw refused(405, UNEXPECTED, "Method not allowed");
        }
        return broadcast
                ? accept(
                        "brc_",
                        TextingLineSend.toMany(request, this::isOptedOut),
                        rateLimited,
                        TextingLineMessage::broadcast)
                : accept("msg_", TextingLineSend.toOne(request), rateLimited, TextingLineMessage::message);
    }

    private static ErrorResponseException refused(int status, int code, String words) {
        return new ErrorResponseException(status, words, Map.of("code", code));
    }

    private synchronized SandboxResponse accept(
            String prefix,
            TextingLineSend send,
            boolean rateLimited,
            Function<TextingLineMessage, Map<String, Object>> json)
            throws ErrorResponseException {
        if (rateLimited) {
            throw refused(429, TOO_FAST, "Too many requests");
        }
        // A message and a broadcast may have the same key.
        String key = send.idempotencyKey() == null ? null : prefix + send.idempotencyKey();
        FirstAnswer first = key == null ? null : firstAnswers.get(key);
        if (first != null) {
            return first.response();
        }
        refuseByFault(send);
        return store(prefix, send, key, json);
    }

    /** Ends the request if a fault is switched on, or a recipient's number stands for one. */
    private void refuseByFault(TextingLineSend send) throws ErrorResponseException {
        Optional<VendorFault> fault = faults.take(Effect.REFUSES_SEND, send.recipients());
        if (fault.isEmpty()) {
            return;
        }
        List<String> named = send.recipients().stream()
                .filter(to -> faults.ofNumber(Effect.REFUSES_SEND, to).equals(fault))
                .toList();
        List<String> refused = named.isEmpty() ? send.recipients().subList(0, 1) : named;
        Refusal refusal = TextingLineFaults.REFUSALS.of(fault.get());
        throw refusal.with(TextingLineFaults.members(refusal, refused)).exception();
    }

    private SandboxResponse store(
            String prefix,
            TextingLineSend send,
            @Nullable String key,
            Function<TextingLineMessage, Map<String, Object>> json) {
        Instant now = clock.instant();
        String id = newId(prefix);
        boolean optedOut =
                send.recipients().size() == 1 && isOptedOut(send.recipients().get(0));
        TextingLineMessage message = TextingLineMessage.accept(id, send, optedOut, faults, now, deliverAfter);
        if (message.isBroadcast()) {
            broadcasts.put(id, send.recipients());
        }
        accept(message);
        SandboxResponse response = SandboxResponse.json(201, json.apply(message));
        if (key != null) {
            firstAnswers.put(key, new FirstAnswer(send.recipients(), response));
        }
        return response.afterStoring();
    }

    private synchronized boolean isOptedOut(String number) {
        return stopped.contains(number) || TestNumber.of(number) == TestNumber.OPTED_OUT;
    }

    private void accept(TextingLineMessage message) {
        for (int i = 0; i < message.timelines().size(); i++) {
            context.accept(message.simulated(i, step -> report(message, step)));
        }
        if (message.isBroadcast()) {
            Instant start = message.acceptedAt();
            context.schedule(start, () -> broadcastWebhooks(message, "initiated"));
            context.schedule(
                    start.plus(deliverAfter),
                    () -> broadcastWebhooks(message, message.failsAsAWhole() ? "failed" : "completed"));
        }
    }

    private List<OutgoingWebhook> report(TextingLineMessage message, Step step) {
        return webhooks(TextingLineEvents.ofMessage(step.state()), message.message(step));
    }

    private synchronized List<OutgoingWebhook> broadcastWebhooks(TextingLineMessage broadcast, String state) {
        return broadcasts.containsKey(broadcast.id())
                ? webhooks(TextingLineEvents.ofBroadcast(state), broadcast.broadcast(state))
                : List.of();
    }

    private synchronized List<OutgoingWebhook> webhooks(String event, Map<String, Object> object) {
        return TextingLineEvents.webhooks(webhook, event, object);
    }

    @Override
    public synchronized void webhook(URI target) {
        webhook = target;
    }

    @Override
    public synchronized String receive(InboundMessage inbound) {
        switch (OptOutWord.of(inbound.text())) {
            case STOP -> stopped.add(inbound.from());
            case START -> stopped.remove(inbound.from());
            case NONE -> {}
        }
        Instant now = clock.instant();
        String id = newId("msg_");
        context.schedule(now, () -> webhooks(TextingLineEvents.RECEIVED, TextingLineMessage.inbound(inbound, id, now)));
        return id;
    }

    private static String newId(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public List<Step> ending(SimulatedMessage message, @Nullable String faultCode, Instant at) {
        return TextingLineMessage.endingNow(message.timeline(), faultCode, at);
    }

    @Override
    public synchronized void forget(Predicate<String> recipient) {
        stopped.removeIf(recipient);
        firstAnswers.values().removeIf(first -> first.recipients().stream().allMatch(recipient));
        broadcasts.values().removeIf(recipients -> recipients.stream().allMatch(recipient));
    }
}
