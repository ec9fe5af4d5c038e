package io.heliograph.webhook.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.SmsClient;
import io.heliograph.WebhookReceiver;
import io.heliograph.error.SmsException;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRejectedException;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP server that receives webhooks for a client, for programs without a web framework.
 *
 * <p>A request to {@code /webhooks/sms/{provider}}, by POST or as the vendor sends, is verified and read, put into a bounded queue, and answered with
 * 204; one thread hands the events on. If the queue is full the answer is 503, and the vendor repeats the webhook. An event
 * that was answered lives in this process's memory until it is handled: write it down before anything slow. A request that
 * isn't whole within 10 seconds is cut off. Put a proxy with TLS in front of it. Thread-safe; {@link #close()} hands on what
 * waits.
 */
public final class WebhookServer implements AutoCloseable {
    /** What comes before the provider's name in a path. */
    public static final String PATH = "/webhooks/sms/";

    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);
    private static final int MAX_BODY = 1 << 20;
    private static final long MAX_BYTES = 64L << 20;
    private static final int THREADS = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WebhookReceiver receiver;
    private final Consumer<SmsEvent> handler;
    private final Duration closing;
    private final WebhookQueue queue;
    private final HttpServer server;
    private final TimeoutExecutor answering;
    private final Thread worker;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong postponed = new AtomicLong();
    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile boolean open = true;

    private WebhookServer(Builder builder) {
        receiver = builder.client.webhooks();
        handler = builder.handler;
        closing = builder.closing;
        queue = new WebhookQueue(builder.capacity, MAX_BYTES);
        try {
            server = HttpServer.create(builder.address(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + builder.port + " can't be opened; is it in use?", e);
        }
        answering = new TimeoutExecutor("heliograph-webhooks", THREADS, builder.patience);
        server.setExecutor(answering);
        server.createContext("/", this::exchange);
        worker = TimeoutExecutor.daemon(() -> queue.drain(this::handle, () -> open), "heliograph-webhook-events");
        worker.start();
        server.start();
    }

    /** Begins a server for a client. */
    public static Builder builder(SmsClient client) {
        return new Builder(client);
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** What has come so far. */
    public Counts counts() {
        return new Counts(accepted.get(), rejected.get(), postponed.get(), handled.get(), failed.get(), queue.size());
    }

    private void exchange(HttpExchange exchange) throws IOException {
        Answer answer = new Answer(500, WebhookResponse.NONE);
        try (exchange) {
            try {
                answer = answer(exchange);
            } catch (RuntimeException e) {
                // Its message may hold anything, so it isn't repeated.
                LOG.warn("a webhook couldn't be taken: {}", e.getClass().getName());
            }
            answer.send(exchange);
        }
    }

    /** A status, and the body that goes with it. */
    private record Answer(int status, WebhookResponse response) {
        static Answer of(int status) {
            return new Answer(status, WebhookResponse.NONE);
        }

        /** A request was taken, now or before. */
        Answer with(WebhookResponse newResponse) {
            return newResponse.isEmpty() ? this : new Answer(200, newResponse);
        }

        void send(HttpExchange exchange) throws IOException {
            if (response.isEmpty()) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", response.contentType() + ";charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Each line is a reason not to take it. */
    private Answer answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path == null || !path.startsWith(PATH)) {
            return Answer.of(404);
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return Answer.of(413);
        }
        String provider = path.substring(PATH.length());
        WebhookRequest request = new WebhookRequest(
                exchange.getRequestMethod(),
                exchange.getRequestHeaders(),
                body,
                exchange.getRequestURI(),
                exchange.getRemoteAddress().getAddress().getHostAddress());
        try {
            return enqueue(provider, request, receiver.read(provider, request));
        } catch (WebhookRejectedException e) {
            return rejected(e, provider, request, exchange);
        } catch (InvalidRequestException | SmsException e) { // of a provider that isn't there, or has no webhooks
            return Answer.of(404);
        }
    }

    private Answer rejected(
            WebhookRejectedException e, String provider, WebhookRequest request, HttpExchange exchange) {
        rejected.incrementAndGet();
        LOG.debug("{}", e.getMessage());
        Answer answer = Answer.of(e.httpStatus());
        return switch (e.reason()) {
            case METHOD -> {
                exchange.getResponseHeaders()
                        .set("Allow", String.join(", ", new TreeSet<>(receiver.methods(provider))));
                yield answer;
            }
            case REPLAYED -> answer.with(receiver.response(provider, request));
            default -> answer;
        };
    }

    private Answer enqueue(String provider, WebhookRequest request, List<SmsEvent> events) {
        boolean waits = open && queue.offer(new WebhookQueue.Delivery(events, request.size()));
        receiver.ended(provider, request, waits);
        (waits ? accepted : postponed).incrementAndGet();
        return waits ? Answer.of(204).with(receiver.response(provider, request)) : Answer.of(503);
    }

    /** The vendor won't repeat what was answered, so whatever goes wrong with one event, the others are handed on. */
    private void handle(WebhookQueue.Delivery delivery) {
        boolean whole = true;
        for (SmsEvent event : delivery.events()) {
            boolean noted = hand(event, "the client", receiver::hear);
            boolean handed = hand(event, "the handler", handler);
            whole = whole && noted && handed;
        }
        (whole ? handled : failed).incrementAndGet();
    }

    private static boolean hand(SmsEvent event, String name, Consumer<SmsEvent> to) {
        try {
            to.accept(event);
            return true;
        } catch (Throwable e) { // also a stack that ran over: without this thread all that was answered would be lost
            // Its message may hold anything, so it isn't repeated.
            LOG.error(
                    "{} couldn't take a {} of {}, which was answered: {}",
                    name,
                    event.getClass().getSimpleName(),
                    event.provider(),
                    e.getClass().getName());
            return false;
        }
    }

    /** Takes no more, waits until what was taken is handled, for 10 seconds unless set otherwise, and ends its threads. */
    @Override
    public void close() {
        server.stop(0);
        try {
            answering.close(PATIENCE); // none of them may add to the queue behind its end
            open = false;
            if (Thread.currentThread()
                    != worker) { // a handler that closes goes on with what waits when it has returned
                worker.join(Math.max(1, closing.toMillis())); // 0 would be for ever
            }
        } catch (InterruptedException e) {
            open = false;
            Thread.currentThread().interrupt();
        }
        int left = queue.size();
        if (worker.isAlive() && Thread.currentThread() != worker) {
            worker.interrupt();
            LOG.error("{} webhooks were answered and not handled before the time to close ended", left);
        }
    }

    /**
     * What has come since the start.
     *
     * @param accepted answered with 204
     * @param rejected not proved to be the vendor's, or came before
     * @param postponed answered with 503, because the queue was full
     * @param handled of the accepted, those whose events were all handed on
     * @param failed of the accepted, those with an event that the client or the handler couldn't take
     * @param waiting of the accepted, those whose turn is yet to come
     */
    public record Counts(long accepted, long rejected, long postponed, long handled, long failed, int waiting) {}

    /** Collects a server's settings; not thread-safe. */
    public static final class Builder {
        private static final int CAPACITY = 10_000;
        private static final int HIGHEST_PORT = 65_535;

        private final SmsClient client;
        private Consumer<SmsEvent> handler = event -> {};
        private int port;
        private @Nullable InetAddress host;
        private int capacity = CAPACITY;
        private Duration closing = Duration.ofSeconds(10);
        private Duration patience = PATIENCE;

        private Builder(SmsClient client) {
            this.client = Objects.requireNonNull(client, "client");
        }

        /** Gets each event, one after the other, on a thread of the server's; after the client has taken note of it. */
        public Builder handler(Consumer<SmsEvent> handler) {
            this.handler = Objects.requireNonNull(handler, "handler");
            return this;
        }

        /** The port, from 0 to 65,535; 0, which is the default, takes any free one. */
        public Builder port(int port) {
            if (port < 0 || port > HIGHEST_PORT) {
                throw new InvalidRequestException("port", "is " + port + "; it must be from 0 to " + HIGHEST_PORT);
            }
            this.port = port;
            return this;
        }

        /** The address to listen on; this machine's own, 127.0.0.1, by default. */
        public Builder host(InetAddress host) {
            this.host = host;
            return this;
        }

        /** How many requests may wait, 1 or more; 10,000 by default, and never more than 64 MB of them. */
        public Builder capacity(int capacity) {
            if (capacity < 1) {
                throw new InvalidRequestException("capacity", "is " + capacity + "; it must be 1 or more");
            }
            this.capacity = capacity;
            return this;
        }

        /** How long {@code close} waits for what was taken. */
        public Builder closeWithin(Duration closing) {
            this.closing = closing;
            return this;
        }

        /** How long a request may take to come in whole. */
        Builder patience(Duration patience) {
            this.patience = patience;
            return this;
        }

        private InetSocketAddress address() {
            return new InetSocketAddress(host != null ? host : InetAddress.getLoopbackAddress(), port);
        }

        /**
         * Opens the port.
         *
         * @throws UncheckedIOException if it can't be opened
         */
        public WebhookServer start() {
            return new WebhookServer(this);
        }
    }
}
