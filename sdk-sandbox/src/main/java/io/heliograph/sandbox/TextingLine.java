package io.heliograph.sandbox;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** TextingLine: a message and a broadcast, which is all that its pages of 2026-11-20 have. */
final class TextingLine implements Vendor {
    static final String NAME = "textingline";

    private static final String KEY_ID = "sandbox";
    private static final String KEY_SECRET = "sandbox";
    private static final String MESSAGE = "/api/v1/messaging/message";
    private static final String BROADCAST = "/api/v1/messaging/broadcast";
    private static final String MORE_INFO = "https://docs.smsfactory.com/page/errors/";
    private static final int UNEXPECTED = 33000;
    private static final int UNAUTHORIZED = 33001;
    private static final int TOO_FAST = 33002;
    // The guide allows 60 messages a minute, the reference 10.
    private static final RateLimit MESSAGE_LIMIT = new RateLimit(10);
    private static final RateLimit BROADCAST_LIMIT = new RateLimit(5);

    private final Clock clock;
    private final Duration deliverAfter;
    private final Agenda agenda;
    // All guarded by this.
    private final List<TextingLineMessage> messages = new ArrayList<>();
    private final Map<String, Reply> firstAnswers = new HashMap<>();
    private final Set<String> stopped = new HashSet<>();
    private @Nullable URI webhook;

    TextingLine(Stage stage) {
        this.clock = stage.clock();
        this.deliverAfter = stage.deliverAfter();
        this.agenda = stage.agenda();
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
        return Map.of("key-id", KEY_ID, "key-secret", KEY_SECRET);
    }

    @Override
    public Reply answer(Request request, boolean rateLimited) {
        RateLimit limit = request.path().equals(BROADCAST) ? BROADCAST_LIMIT : MESSAGE_LIMIT;
        return limit.on(reply(request, rateLimited), clock.instant(), rateLimited);
    }

    private Reply reply(Request request, boolean rateLimited) {
        try {
            return route(request, rateLimited);
        } catch (Refused refused) {
            Reply reply = Reply.json(refused.status(), envelope(refused));
            return refused.status() == 429 ? reply.withHeader("Retry-After", Integer.toString(RateLimit.WAIT)) : reply;
        }
    }

    private static Map<String, Object> envelope(Refused refused) {
        Object code = refused.more().getOrDefault("code", TextingLineSend.BAD_REQUEST);
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("code", code);
        envelope.put("message", refused.words());
        envelope.put("status", refused.status());
        envelope.put("moreInfo", MORE_INFO + code);
        refused.more().forEach(envelope::putIfAbsent);
        return envelope;
    }

    private Reply route(Request request, boolean rateLimited) throws Refused {
        if (!request.hasBasic(KEY_ID, KEY_SECRET)) {
            throw refused(401, UNAUTHORIZED, "Authentication failed");
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

    private static Refused refused(int status, int code, String words) {
        return new Refused(status, words, Map.of("code", code));
    }

    private synchronized Reply accept(
            String prefix,
            TextingLineSend send,
            boolean rateLimited,
            Function<TextingLineMessage, Map<String, Object>> json)
            throws Refused {
        if (rateLimited) {
            throw refused(429, TOO_FAST, "Too many requests");
        }
        // A key of a message says nothing about broadcasts.
        String key = send.idempotencyKey() == null ? null : prefix + send.idempotencyKey();
        Reply first = key == null ? null : firstAnswers.get(key);
        return first != null ? first : store(prefix, send, key, json);
    }

    private Reply store(
            String prefix,
            TextingLineSend send,
            @Nullable String key,
            Function<TextingLineMessage, Map<String, Object>> json) {
        Instant now = clock.instant();
        String id = newId(prefix);
        boolean optedOut =
                send.recipients().size() == 1 && isOptedOut(send.recipients().get(0));
        TextingLineMessage message = TextingLineMessage.accept(id, send, optedOut, now, deliverAfter);
        messages.add(message);
        tell(message);
        Reply reply = Reply.json(201, json.apply(message));
        if (key != null) {
            firstAnswers.put(key, reply);
        }
        return reply.afterStoring();
    }

    private synchronized boolean isOptedOut(String number) {
        return stopped.contains(number) || SpecialNumber.of(number) == SpecialNumber.OPTED_OUT;
    }

    /** Puts down what the vendor will say of a message, or of a broadcast as a whole. */
    private void tell(TextingLineMessage message) {
        if (message.isBroadcast()) {
            Instant start = message.acceptedAt();
            agenda.add(start, () -> broadcastNotices(message, "initiated"));
            agenda.add(start.plus(deliverAfter), () -> broadcastNotices(message, "completed"));
            return;
        }
        for (Timeline.Step step :
                message.timeline(message.send().recipients().get(0)).steps()) {
            String event = TextingLineEvents.ofMessage(step.state());
            agenda.add(step.at(), () -> notices(event, message.message(step)));
        }
    }

    private List<Notice> broadcastNotices(TextingLineMessage broadcast, String state) {
        return notices(TextingLineEvents.ofBroadcast(state), broadcast.broadcast(state));
    }

    private synchronized List<Notice> notices(String event, Map<String, Object> object) {
        return TextingLineEvents.notices(webhook, event, object);
    }

    @Override
    public synchronized void webhook(URI target) {
        webhook = target;
    }

    @Override
    public synchronized String receive(Inbound inbound) {
        switch (inbound.word()) {
            case STOP -> stopped.add(inbound.from());
            case START -> stopped.remove(inbound.from());
            case NONE -> {}
        }
        Instant now = clock.instant();
        String id = newId("msg_");
        agenda.add(now, () -> notices(TextingLineEvents.RECEIVED, TextingLineMessage.inbound(inbound, id, now)));
        return id;
    }

    private static String newId(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public synchronized List<InboxMessage> inbox() {
        Instant now = clock.instant();
        return messages.stream().flatMap(message -> message.inboxMessages(now)).toList();
    }
}
