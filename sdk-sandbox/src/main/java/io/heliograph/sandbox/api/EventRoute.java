package io.heliograph.sandbox.api;

import io.heliograph.sandbox.journal.Event;
import io.heliograph.sandbox.journal.Exchange;
import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.journal.KeptMessage;
import io.heliograph.sandbox.journal.Received;
import io.heliograph.sandbox.journal.SendReport;
import io.heliograph.sandbox.journal.WebhookRecord;
import io.heliograph.sandbox.model.SandboxClock;
import io.heliograph.sandbox.server.ClientConnection;
import io.heliograph.sandbox.spi.Json;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Streams the events as server-sent events, on the thread of the connection. Thread-safe. */
final class EventRoute {
    private static final int MAX_WAITING = 20_000;
    private static final int COMMENT_SECONDS = 15;
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/event-stream; charset=utf-8",
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff");

    private final Journal journal;
    private final Function<String, Map<String, @Nullable Object>> faults;
    // An id of another process must not be taken for one of this.
    private final String run = UUID.randomUUID().toString().substring(0, 8) + "-";

    /**
     * The route.
     *
     * @param faults the state of a vendor's fault
     */
    EventRoute(Journal journal, Function<String, Map<String, @Nullable Object>> faults) {
        this.journal = journal;
        this.faults = faults;
    }

    List<Route> all() {
        return List.of(Route.get("/api/events", Set.of(), this::stream));
    }

    private @Nullable SandboxResponse stream(ApiRequest request) throws IOException, InterruptedException {
        BlockingQueue<Event> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
        AtomicBoolean lost = new AtomicBoolean();
        String seen = request.http().header("Last-Event-ID");
        Consumer<Event> listener = event -> {
            if (!waiting.offer(event)) {
                lost.set(true);
            }
        };
        Runnable end = seen.isEmpty()
                ? journal.events().listen(listener)
                : journal.events()
                        .listenAfter(numberOf(seen), listener, journal.clock().instant());
        ClientConnection connection = request.connection();
        try {
            OutputStream out = connection.stream(HEADERS);
            write(out, "retry: 1000\n\n");
            // A client that is too slow comes again, and is asked to read everything again.
            while (!lost.get()) {
                Event next = waiting.poll(COMMENT_SECONDS, TimeUnit.SECONDS);
                StringBuilder text = new StringBuilder();
                for (; next != null && text.length() < 64 * 1024; next = waiting.poll()) {
                    append(text, next);
                }
                if (next != null) {
                    append(text, next);
                }
                write(out, text.isEmpty() ? ":\n\n" : text.toString());
            }
            return null;
        } finally {
            end.run();
            connection.cut();
        }
    }

    private long numberOf(String id) {
        String number = id.startsWith(run) ? id.substring(run.length()) : "";
        return Parameters.isId(number) ? Long.parseLong(number) : Long.MAX_VALUE;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void append(StringBuilder text, Event event) {
        text.append("id: ").append(run).append(event.number());
        text.append("\nevent: ").append(event.kind().name().toLowerCase(Locale.ROOT));
        text.append("\ndata: ").append(Json.write(json(event))).append("\n\n");
    }

    private Object json(Event event) {
        Object subject = event.subject();
        if (subject instanceof KeptMessage message) {
            return MessageJson.summary(message, event.at());
        }
        if (subject instanceof Exchange exchange) {
            return RecordJson.exchange(exchange);
        }
        if (subject instanceof WebhookRecord attempt) {
            return RecordJson.webhook(attempt);
        }
        if (subject instanceof Received inbound) {
            return RecordJson.inbound(inbound);
        }
        if (subject instanceof SendReport report) {
            return RecordJson.send(report);
        }
        if (subject instanceof SandboxClock clock) {
            return ControlRoutes.json(clock);
        }
        if (subject instanceof List<?> removed) {
            return Map.of("ids", removed.stream().map(String::valueOf).toList());
        }
        if (event.kind() == Event.Kind.FAULT && subject instanceof String vendor) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("vendor", vendor);
            json.putAll(faults.apply(vendor));
            return json;
        }
        return Map.of();
    }
}
