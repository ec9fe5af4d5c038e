package io.heliograph.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Wavix: send, read one and list, by its OpenAPI description of 2026-06-30. */
final class Wavix implements Vendor {
    static final String NAME = "wavix";

    private static final String API_KEY = "sandbox";
    private static final String MESSAGES = "/v3/messages";
    private static final Pattern NOT_SIMULATED = Pattern.compile("/v1/.*|/v3/messages/(all|sender-ids|opt-outs)(/.*)?");

    private final Clock clock;
    private final Duration deliverAfter;
    // Guarded by this.
    private final Map<String, WavixMessage> messages = new LinkedHashMap<>();

    Wavix(Clock clock, Duration deliverAfter) {
        this.clock = clock;
        this.deliverAfter = deliverAfter;
    }

    @Override
    public String name() {
        return NAME;
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
    public Reply answer(Request request, boolean rateLimited) {
        try {
            return route(request, rateLimited);
        } catch (Refused refused) {
            Map<String, Object> envelope = new LinkedHashMap<>();
            envelope.put("success", false);
            if (refused.status() == 401) {
                envelope.put("error", true);
            }
            envelope.put("message", refused.words());
            return Reply.json(refused.status(), envelope);
        }
    }

    private Reply route(Request request, boolean rateLimited) throws Refused {
        if (!request.header("Authorization").equals("Bearer " + API_KEY)) {
            throw new Refused(401, "Unauthorized");
        }
        if (request.tooLarge()) {
            throw new Refused(413, "Request entity is too large");
        }
        if (NOT_SIMULATED.matcher(request.path()).matches()) {
            throw new Refused(501, "The sandbox does not simulate this operation");
        }
        String id = request.child(MESSAGES);
        if (!request.path().equals(MESSAGES) && id == null) {
            throw new Refused(404, "Not found");
        }
        if (request.method().equals("GET")) {
            return id == null ? list(request) : get(id);
        }
        if (request.method().equals("POST") && id == null) {
            return send(WavixSend.read(request), rateLimited);
        }
        throw new Refused(405, "Method not allowed");
    }

    private synchronized Reply send(WavixSend send, boolean rateLimited) throws Refused {
        if (rateLimited) {
            throw new Refused(429, "You are only allowed to send 20 SMS per second");
        }
        WavixMessage message = WavixMessage.accept(UUID.randomUUID().toString(), send, clock.instant(), deliverAfter);
        messages.put(message.id(), message);
        return Reply.json(201, message.created()).afterStoring();
    }

    private synchronized Reply get(String id) throws Refused {
        WavixMessage message = messages.get(id);
        if (message == null) {
            throw new Refused(404, "Record not found");
        }
        return Reply.json(200, message.json(clock.instant()));
    }

    private synchronized Reply list(Request request) throws Refused {
        return Reply.json(200, WavixList.read(request).of(List.copyOf(messages.values()), clock.instant()));
    }

    @Override
    public synchronized List<InboxMessage> inbox() {
        Instant now = clock.instant();
        return messages.values().stream()
                .map(message -> message.inboxMessage(now))
                .toList();
    }
}
