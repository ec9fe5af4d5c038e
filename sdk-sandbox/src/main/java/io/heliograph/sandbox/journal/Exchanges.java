package io.heliograph.sandbox.journal;

import io.heliograph.sandbox.spi.SandboxRequest;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Records the requests to the vendors, and which messages each of them made. Thread-safe. */
public final class Exchanges {
    /** A request that is being handled, on the thread that handles it. */
    private static final class Open {
        private final long id;
        private final Instant at;
        private final long begun = System.nanoTime();
        private final List<Long> messages = new ArrayList<>();
        private String fault = "";

        private Open(long id, Instant at) {
            this.id = id;
            this.at = at;
        }
    }

    private static final int MAX_MESSAGES = 100;

    // By the thread that handles it.
    private final Map<Thread, Open> open = new ConcurrentHashMap<>();
    private final Log<Exchange> log;
    private final Events events;
    private final Clock clock;

    Exchanges(Log<Exchange> log, Events events, Clock clock) {
        this.log = log;
        this.events = events;
        this.clock = clock;
    }

    /** The exchanges, of which the oldest go when there are too many. */
    public Log<Exchange> log() {
        return log;
    }

    /** Begins an exchange on this thread. */
    public void begin(String fault) {
        Open begun = new Open(log.nextId(), clock.instant());
        begun.fault = fault;
        open.put(Thread.currentThread(), begun);
    }

    /** The number of the exchange on this thread; 0 for none. */
    long current() {
        Open present = open.get(Thread.currentThread());
        return present == null ? 0 : present.id;
    }

    void made(KeptMessage message) {
        Open present = open.get(Thread.currentThread());
        // A bulk send makes tens of thousands.
        if (present != null && present.messages.size() < MAX_MESSAGES) {
            present.messages.add(message.id());
        }
    }

    /** The exchange on this thread meets a documented fault. */
    public void met(String fault) {
        Open present = open.get(Thread.currentThread());
        if (present != null) {
            present.fault = fault;
        }
    }

    /**
     * Ends the exchange on this thread, and keeps it.
     *
     * @param path with the query
     * @param response null where there is none
     */
    public void end(String vendor, SandboxRequest request, String path, @Nullable SandboxResponse response) {
        Open ended = open.remove(Thread.currentThread());
        if (ended == null) {
            return;
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (response != null) {
            response.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        }
        Exchange exchange = new Exchange(
                ended.id,
                vendor,
                ended.at,
                request.method(),
                SecretMask.path(path),
                response == null ? 0 : response.status(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - ended.begun),
                ended.messages,
                ended.fault,
                SecretMask.headers(new LinkedHashMap<>(request.headers())),
                SecretMask.body(request.text()),
                SecretMask.headers(headers),
                response == null ? "" : SecretMask.body(response.body()));
        log.add(exchange);
        events.publish(Event.Kind.REQUEST, exchange, exchange.at());
    }
}
