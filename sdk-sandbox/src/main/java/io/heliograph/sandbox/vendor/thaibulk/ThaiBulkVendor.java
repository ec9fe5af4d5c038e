package io.heliograph.sandbox.vendor.thaibulk;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Page;
import io.heliograph.sandbox.http.Query;
import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.spi.SimulatedMessage;
import io.heliograph.sandbox.spi.SimulatedVendor;
import io.heliograph.sandbox.spi.VendorContext;
import io.heliograph.sandbox.spi.VendorFaults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Me SMS (me-sms.com), not ThaiBulkSMS: send, preview, cancel, list, read one, recipients, credits and senders, by its
 * page about API v2 (2026-11-20). Only the paths of the send and of the recipients are published; the others are
 * likely ones.
 */
public final class ThaiBulkVendor implements SimulatedVendor {
    private static final String API_KEY = "sandbox";
    private static final String BASE = "/api/v2";
    private static final Pattern ONE = Pattern.compile(BASE + "/sms/([^/]+)(/cancel|/recipients)?");
    private static final Set<String> KNOWN =
            Set.of("/sms/send", "/sms/preview", "/sms", "/credit", "/credits", "/senders");
    private static final Set<String> STATUSES = Set.of("sent", "failed", "pending", "scheduled", "cancelled");
    private static final long CREDITS = 1_000_000;

    private final Clock clock;
    private final Duration deliverAfter;
    private final VendorContext context;
    private final VendorFaults faults;
    // Both guarded by this.
    private final Map<String, ThaiBulkMessage> messages = new LinkedHashMap<>();
    private long credits = CREDITS;

    public ThaiBulkVendor(VendorContext context) {
        this.clock = context.clock();
        this.deliverAfter = context.deliverAfter();
        this.context = context;
        this.faults = new VendorFaults(context, ThaiBulkMessage.VENDOR, ThaiBulkFaults.all());
    }

    @Override
    public String name() {
        return ThaiBulkMessage.VENDOR;
    }

    @Override
    public String title() {
        return "Me SMS";
    }

    @Override
    public boolean hasReplies() {
        return false;
    }

    @Override
    public boolean hasWebhooks() {
        return false;
    }

    @Override
    public String basePath() {
        return BASE;
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
            return route(request, rateLimited, clock.instant());
        } catch (ErrorResponseException error) {
            Map<String, Object> envelope = new LinkedHashMap<>();
            envelope.put("error", error.text());
            envelope.putAll(error.members());
            return SandboxResponse.json(error.status(), envelope);
        }
    }

    private SandboxResponse route(SandboxRequest request, boolean rateLimited, Instant now)
            throws ErrorResponseException {
        if (!request.header("x-api-key").equals(API_KEY)) {
            throw new ErrorResponseException(401, "Invalid API key");
        }
        if (request.isMalformed()) {
            throw new ErrorResponseException(400, ThaiBulkSend.ERROR_PREFIX + "URL");
        }
        if (request.tooLarge()) {
            throw new ErrorResponseException(413, "Request body is too large");
        }
        Query query = new Query(request.query(), ThaiBulkSend.ERROR_PREFIX);
        String path = request.path().startsWith(BASE) ? request.path().substring(BASE.length()) : "";
        return switch (request.method() + " " + path) {
            case "POST /sms/send" -> send(ThaiBulkSend.read(request, now), rateLimited, now);
            case "POST /sms/preview" -> SandboxResponse.json(200, estimate(ThaiBulkSend.preview(request)));
            case "GET /sms" -> list(query, now);
            case "GET /credit", "GET /credits" -> balance(); // the vendor's page lost the path
            case "GET /senders" -> SandboxResponse.json(200, Map.of("data", senders()));
            default -> KNOWN.contains(path) ? notAllowed() : one(request, query, now);
        };
    }

    private SandboxResponse one(SandboxRequest request, Query query, Instant now) throws ErrorResponseException {
        Matcher matcher = ONE.matcher(request.path());
        if (!matcher.matches()) {
            throw new ErrorResponseException(404, "Not found");
        }
        String uuid = matcher.group(1);
        String rest = matcher.group(2) == null ? "" : matcher.group(2);
        return switch (request.method() + rest) {
            case "GET" -> SandboxResponse.json(200, message(uuid).details(now));
            case "GET/recipients" ->
                SandboxResponse.json(200, ThaiBulkRecipients.read(query).of(message(uuid), now));
            case "POST/cancel" -> cancel(uuid, now);
            default -> notAllowed();
        };
    }

    private static SandboxResponse notAllowed() throws ErrorResponseException {
        throw new ErrorResponseException(405, "Method not allowed");
    }

    private synchronized ThaiBulkMessage message(String uuid) throws ErrorResponseException {
        ThaiBulkMessage message = messages.get(uuid);
        if (message == null) {
            throw new ErrorResponseException(404, "Message not found");
        }
        return message;
    }

    private synchronized SandboxResponse send(ThaiBulkSend send, boolean rateLimited, Instant now)
            throws ErrorResponseException {
        if (send.dryRun()) {
            return SandboxResponse.json(200, estimate(send));
        }
        if (rateLimited) {
            throw new ErrorResponseException(429, "Too many requests");
        }
        ThaiBulkFaults.REFUSALS.refuse(faults.take(Effect.REFUSES_SEND, send.msisdns()));
        if (send.credits() > credits) {
            throw new ErrorResponseException(402, "Insufficient credits", Map.of("code", "INSUFFICIENT_CREDITS"));
        }
        credits -= send.credits();
        ThaiBulkMessage message = ThaiBulkMessage.accept(UUID.randomUUID().toString(), send, faults, now, deliverAfter);
        messages.put(message.uuid(), message);
        for (int i = 0; i < send.msisdns().size(); i++) {
            context.accept(message.simulated(i));
        }
        return SandboxResponse.json(200, Map.of("uuid", message.uuid())).afterStoring();
    }

    private static Map<String, Object> estimate(ThaiBulkSend send) {
        Map<String, Object> estimate = new LinkedHashMap<>();
        estimate.put("recipientCount", send.msisdns().size());
        estimate.put("parts", send.parts());
        estimate.put("credits", send.credits());
        return estimate;
    }

    private synchronized SandboxResponse cancel(String uuid, Instant now) throws ErrorResponseException {
        ThaiBulkMessage message = message(uuid);
        ThaiBulkFaults.REFUSALS.refuse(faults.take(Effect.REFUSES_CANCEL));
        if (message.isCancelled(now)) {
            throw new ErrorResponseException(409, "Message is already cancelled", Map.of("code", "ALREADY_CANCELLED"));
        }
        if (message.send().scheduledTime() == null) {
            throw new ErrorResponseException(400, "Message is not scheduled", Map.of("code", "NOT_SCHEDULED"));
        }
        if (!message.isWaiting(now)) {
            throw new ErrorResponseException(
                    409, "Message is already processing", Map.of("code", "ALREADY_PROCESSING"));
        }
        credits += message.send().credits();
        message.cancel(now);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("uuid", uuid);
        answer.put("status", "cancelled");
        return SandboxResponse.json(200, answer);
    }

    private synchronized SandboxResponse list(Query query, Instant now) throws ErrorResponseException {
        query.refuseUnknown(Set.of("status", "page", "limit"));
        String status = query.text("status");
        if (query.has("status") && !STATUSES.contains(status)) {
            throw query.wrong("status");
        }
        List<ThaiBulkMessage> found = messages.values().stream()
                .filter(message -> status.isEmpty() || message.status(now).equals(status))
                .toList();
        Page<ThaiBulkMessage> page =
                Page.newestFirst(found, query.count("page", 1, 1, Integer.MAX_VALUE), query.count("limit", 20, 1, 100));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(
                "data", page.items().stream().map(message -> message.json(now)).toList());
        answer.put("total", page.total());
        answer.put("page", page.number());
        answer.put("limit", page.size());
        return SandboxResponse.json(200, answer);
    }

    private synchronized SandboxResponse balance() {
        return SandboxResponse.json(200, Map.of("balance", credits));
    }

    private static List<Map<String, Object>> senders() {
        return List.of(
                sender("HELIOGRAPH", "approved", false),
                sender("SHARED", "approved", true),
                sender(ThaiBulkSend.WAITING_SENDER, "pending", false));
    }

    private static Map<String, Object> sender(String name, String status, boolean shared) {
        Map<String, Object> sender = new LinkedHashMap<>();
        sender.put("name", name);
        sender.put("status", status);
        sender.put("shared", shared);
        return sender;
    }

    @Override
    public List<Step> ending(SimulatedMessage message, @Nullable String faultCode, Instant at) {
        return List.of(new Step(at, faultCode == null ? "success" : faultCode));
    }

    @Override
    public synchronized void forget(Predicate<String> recipient) {
        messages.values()
                .removeIf(message -> message.send().msisdns().stream()
                        .allMatch(msisdn -> recipient.test("+" + ThaiBulkSend.international(msisdn))));
        if (messages.isEmpty()) {
            credits = CREDITS;
        }
    }
}
