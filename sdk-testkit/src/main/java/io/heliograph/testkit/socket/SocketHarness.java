package io.heliograph.testkit.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A raw HTTP/1.1 server on the loopback interface that counts complete POSTs and misbehaves as scripted.
 *
 * <p>It uses a plain server socket, so it counts what the client really sent. A request is counted and recorded
 * before the response. Thread-safe; one daemon thread accepts, one more serves each connection, and {@link #close()}
 * ends them all.
 */
public final class SocketHarness implements AutoCloseable {
    private static final int BACKLOG = 256;
    private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);

    private final RequestLog ledger = new RequestLog();
    private final Script script = new Script();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Listener listener;

    private SocketHarness(ServerSocket server) {
        this.listener = new Listener(server, socket -> new Connection(socket, ledger, script, stopped));
    }

    /** Listens on a free port of 127.0.0.1; until a script is set, every response is 500 "unscripted". */
    public static SocketHarness start() {
        return listen(new InetSocketAddress(Loopback.address(), 0));
    }

    /** Like {@link #start()}, and also listens on 127.0.0.2, 127.0.0.3 and so on, if the system has them. */
    public static SocketHarness startOnAllLoopback() {
        return listen(new InetSocketAddress(0));
    }

    /** Like {@link #start()}, with TLS by that context. */
    public static SocketHarness startTls(SSLContext tls) {
        return listen(new InetSocketAddress(Loopback.address(), 0), tls.getServerSocketFactory());
    }

    private static SocketHarness listen(InetSocketAddress address) {
        return listen(address, ServerSocketFactory.getDefault());
    }

    private static SocketHarness listen(InetSocketAddress address, ServerSocketFactory sockets) {
        try {
            ServerSocket server = sockets.createServerSocket();
            server.bind(address, BACKLOG);
            SocketHarness harness = new SocketHarness(server);
            harness.listener.start();
            return harness;
        } catch (IOException e) {
            throw Loopback.noPort(e);
        }
    }

    /** {@code http://127.0.0.1:port}. */
    public URI url() {
        return Loopback.url(port());
    }

    public int port() {
        return listener.port();
    }

    /** Replaces the script: one behaviour per request, in order; the last one repeats. */
    public void script(Behaviour... behaviours) {
        script.replace(List.of(behaviours));
    }

    /** Complete POSTs: the head and the declared body have arrived. */
    public int posts() {
        return ledger.posts();
    }

    /** Complete requests of this method, such as {@code GET}. */
    public int requests(String method) {
        return (int) recorded().stream()
                .filter(request -> request.method().equals(method))
                .count();
    }

    /** Complete requests of any method. */
    public int requests() {
        return ledger.requests();
    }

    /** Requests of which at least one byte has arrived, complete or not. */
    public int begun() {
        return ledger.begunSoFar();
    }

    /** Connections accepted. */
    public int connections() {
        return ledger.connections();
    }

    /** All complete requests so far, in the order of their completion. */
    public List<RecordedRequest> recorded() {
        return ledger.recorded();
    }

    /** The next complete request that wasn't taken yet; an {@link AssertionError} if none comes in time. */
    public RecordedRequest takeRequest(Duration most) {
        return ledger.take(most);
    }

    /**
     * Waits until each connection whose behaviour ends it is closed on this side; an {@link AssertionError} after 5 s.
     *
     * <p>After that, a client that has the response can be sure that its pooled connection is dead.
     */
    public void awaitClosed() {
        ledger.awaitClosed(CLOSE_BOUND);
    }

    /**
     * Waits until the clients have closed all connections; an {@link AssertionError} if one is still open after that
     * time.
     */
    public void awaitNoConnection(Duration most) {
        ledger.awaitNoConnection(most);
    }

    /** Closes the port and every connection, and waits for the threads; a second call does nothing. */
    @Override
    public void close() {
        stopped.countDown();
        listener.close();
    }
}
