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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small HTTP server that receives webhooks for a client, for programs without a web framework.
 *
 * <p>A request to {@code /webhooks/sms/{provider}}, by POST or the vendor's method, is verified and parsed, put into a bounded
 * queue, and acknowledged with 204; one thread delivers the events. If the queue is full the response is 503, and the vendor
 * repeats the webhook. An acknowledged event is only in this process's memory until it is handled: store it before anything
 * slow. A request that isn't complete within 10 seconds is cut off. Put a TLS proxy in front of it. Thread-safe;
 * {@link #close()} delivers the waiting events.
 */
public final class WebhookServer implements AutoCloseable {
    /** The path before the provider's name. */
    public static final String PATH = "/webhooks/sms/";

    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);
    private static final int MAX_BODY = 1 << 20;
    private static final long MAX_BYTES = 64L << 20;
    private static final int THREADS = 32;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private final WebhookReceiver receiver;
    private final Consumer<SmsEvent> handler;
    private final Duration closeTimeout;
    private final WebhookQueue queue;
    private final HttpServer server;
    private final TimeoutExecutor executor;
    private final Thread worker;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong postponed = new AtomicLong();
    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile boolean open = true;

    private WebhookServer(Builder builder) {
        receiver = builder.client.webhooks();
        handler = builder.handler;
        closeTimeout = builder.closeTimeout;
        queue = new WebhookQueue(builder.capacity, MAX_BYTES);
        try {
            server = HttpServer.create(builder.address(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + builder.port + " can't be opened; is it in use?", e);
        }
        executor = new TimeoutExecutor("heliograph-webhooks", THREADS, builder.requestTimeout);
        server.setExecutor(executor);
        server.createContext("/", this::exchange);
        worker = TimeoutExecutor.daemon(() -> queue.drain(this::handle, () -> open), "heliograph-webhook-events");
        worker.start();
        server.start();
    }

    /** A builder of a server for a client. */
    public static Builder builder(SmsClient client) {
        return new Builder(client);
    }

    /** The port that the server listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The counts since the start. */
    public Counts counts() {
        return new Counts(accepted.get(), rejected.get(), postponed.get(), handled.get(), failed.get(), queue.size());
    }

    private void exchange(HttpExchange exchange) throws IOException {
        Response response = new Response(500, WebhookResponse.NONE);
        try (exchange) {
            try {
                response = receive(exchange);
            } catch (RuntimeException e) {
                LOG.warn("a webhook couldn't be handled: {}", e.getClass().getName());
            }
            response.send(exchange);
        }
    }

    /** A response's status and body. */
    private record Response(int status, WebhookResponse content) {
        static Response of(int status) {
            return new Response(status, WebhookResponse.NONE);
        }

        /** A response with its reason, after which the connection ends: what is left of the request isn't read. */
        static Response refused(HttpExchange exchange, int status, String reason) {
            exchange.getResponseHeaders().set("Connection", "close");
            return new Response(status, new WebhookResponse("text/plain", reason));
        }

        /** The response to a request that is accepted now or was before. */
        Response with(WebhookResponse newContent) {
            return newContent.isEmpty() ? this : new Response(200, newContent);
        }

        void send(HttpExchange exchange) throws IOException {
            if (content.isEmpty()) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            byte[] body = content.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", content.contentType() + ";charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Each line is a reason to reject the request. */
    private Response receive(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path == null || !path.startsWith(PATH)) {
            return Response.of(404);
        }
        byte[] body = body(exchange);
        if (body == null) {
            return Response.refused(exchange, 400, "the body's chunks can't be read; trailers aren't supported");
        }
        if (body.length > MAX_BODY) {
            return Response.of(413);
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
        } catch (InvalidRequestException | SmsException e) { // unknown provider, or one without webhooks
            return Response.of(404);
        }
    }

    /** The body, or the beginning of one that is too long; null if it can't be read. */
    private static byte @Nullable [] body(HttpExchange exchange) {
        try {
            return exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        } catch (IOException e) { // a vendor that still listens repeats it
            LOG.debug("a webhook's body couldn't be read: {}", e.getClass().getName());
            return null;
        }
    }

    private Response rejected(
            WebhookRejectedException e, String provider, WebhookRequest request, HttpExchange exchange) {
        rejected.incrementAndGet();
        // Once: a stranger's request mustn't write a warning each.
        if (e.reason() == WebhookRejectedException.Reason.NOT_SET_UP && warned.add(provider)) {
            LOG.warn("{}", e.getMessage());
        } else {
            LOG.debug("{}", e.getMessage());
        }
        Response response = Response.of(e.httpStatus());
        return switch (e.reason()) {
            case METHOD -> {
                exchange.getResponseHeaders()
                        .set("Allow", String.join(", ", new TreeSet<>(receiver.methods(provider))));
                yield response;
            }
            case REPLAYED -> response.with(receiver.response(provider, request));
            case ENCODED -> Response.refused(exchange, e.httpStatus(), String.valueOf(e.getMessage()));
            default -> response;
        };
    }

    private Response enqueue(String provider, WebhookRequest request, List<SmsEvent> events) {
        boolean queued = open && queue.offer(new WebhookQueue.Delivery(events, request.size()));
        receiver.complete(provider, request, queued);
        (queued ? accepted : postponed).incrementAndGet();
        return queued ? Response.of(204).with(receiver.response(provider, request)) : Response.of(503);
    }

    /** Delivers an acknowledged request's events. One that fails doesn't stop the others, because the vendor won't repeat them. */
    private void handle(WebhookQueue.Delivery delivery) {
        boolean allDelivered = true;
        for (SmsEvent event : delivery.events()) {
            boolean recorded = deliver(event, "the client", receiver::handle);
            boolean delivered = deliver(event, "the handler", handler);
            allDelivered = allDelivered && recorded && delivered;
        }
        (allDelivered ? handled : failed).incrementAndGet();
    }

    private static boolean deliver(SmsEvent event, String name, Consumer<SmsEvent> to) {
        try {
            to.accept(event);
            return true;
        } catch (Throwable e) { // also a StackOverflowError: without this thread all acknowledged events would be lost
            LOG.error(
                    "{} failed on a {} of {}, which was acknowledged: {}",
                    name,
                    event.getClass().getSimpleName(),
                    event.provider(),
                    e.getClass().getName());
            return false;
        }
    }

    /** Stops accepting, waits until accepted events are handled, 10 seconds by default, and stops the threads. */
    @Override
    public void close() {
        server.stop(0);
        try {
            executor.close(REQUEST_TIMEOUT); // none of them may add to the queue after its end
            open = false;
            // A handler that calls close continues with the queue when it has returned.
            if (Thread.currentThread() != worker) {
                worker.join(Math.max(1, closeTimeout.toMillis())); // 0 would wait for ever
            }
        } catch (InterruptedException e) {
            open = false;
            Thread.currentThread().interrupt();
        }
        int left = queue.size();
        if (worker.isAlive() && Thread.currentThread() != worker) {
            worker.interrupt();
            LOG.error("{} acknowledged webhooks weren't handled within the time for closing", left);
        }
    }

    /**
     * Counts of requests since the start.
     *
     * @param accepted acknowledged with 204
     * @param rejected not proved to be the vendor's, or replayed
     * @param postponed responded to with 503, because the queue was full
     * @param handled of the accepted, those whose events were all delivered
     * @param failed of the accepted, those with an event on which the client or the handler failed
     * @param waiting of the accepted, those still in the queue
     */
    public record Counts(long accepted, long rejected, long postponed, long handled, long failed, int waiting) {}

    /** Builds a server; not thread-safe. */
    public static final class Builder {
        private static final int CAPACITY = 10_000;
        private static final int MAX_PORT = 65_535;

        private final SmsClient client;
        private Consumer<SmsEvent> handler = event -> {};
        private int port;
        private @Nullable InetAddress host;
        private int capacity = CAPACITY;
        private Duration closeTimeout = Duration.ofSeconds(10);
        private Duration requestTimeout = REQUEST_TIMEOUT;

        private Builder(SmsClient client) {
            this.client = Objects.requireNonNull(client, "client");
        }

        /** The handler of events, called for one after the other on the server's thread, after the client has processed each. */
        public Builder handler(Consumer<SmsEvent> handler) {
            this.handler = Objects.requireNonNull(handler, "handler");
            return this;
        }

        /** The port, from 0 to 65,535; 0, which is the default, takes any free one. */
        public Builder port(int port) {
            if (port < 0 || port > MAX_PORT) {
                throw new InvalidRequestException("port", "is " + port + "; it must be from 0 to " + MAX_PORT);
            }
            this.port = port;
            return this;
        }

        /** The address to listen on; 127.0.0.1 by default. */
        public Builder host(InetAddress host) {
            this.host = host;
            return this;
        }

        /** The queue's maximum number of requests, 1 or more; 10,000 by default, and never more than 64 MB. */
        public Builder capacity(int capacity) {
            if (capacity < 1) {
                throw new InvalidRequestException("capacity", "is " + capacity + "; it must be 1 or more");
            }
            this.capacity = capacity;
            return this;
        }

        /** How long {@code close} waits for accepted events. */
        public Builder closeWithin(Duration closeTimeout) {
            this.closeTimeout = closeTimeout;
            return this;
        }

        /** The timeout for receiving a complete request. */
        Builder requestTimeout(Duration requestTimeout) {
            this.requestTimeout = requestTimeout;
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
