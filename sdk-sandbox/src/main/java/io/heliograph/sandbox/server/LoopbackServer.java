package io.heliograph.sandbox.server;

import io.heliograph.sandbox.spi.SandboxResponse;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server on one loopback port that can be closed and opened again. Thread-safe. */
public final class LoopbackServer {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    // Any other host name may be an attack by DNS rebinding in a browser.
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final int BACKLOG = 200;
    private static final int CLOSE_SECONDS = 5;

    private final Executor workers;
    private final RequestHandler handler;
    private InetSocketAddress address;
    private @Nullable ServerSocket server;
    private CompletableFuture<Void> accepting = CompletableFuture.completedFuture(null);
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();

    /** A closed server; port 0 becomes any free port when it is first opened, and is kept. */
    public LoopbackServer(Executor workers, RequestHandler handler, int port) throws IOException {
        this.workers = workers;
        this.handler = handler;
        this.address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    /** The port; 0 until a free one is chosen. */
    public synchronized int port() {
        return address.getPort();
    }

    /** Opens the port, if it isn't open. */
    public synchronized void open() throws IOException {
        if (server != null) {
            return;
        }
        ServerSocket opened = bind();
        address = new InetSocketAddress(address.getAddress(), opened.getLocalPort());
        server = opened;
        accepting = CompletableFuture.runAsync(() -> accept(opened), workers);
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                serve(from, from.accept());
            } catch (IOException | RejectedExecutionException e) {
                // Closed, or out of file descriptors: then the next one may succeed.
                LOG.debug("no connection: {}", e.getClass().getSimpleName());
            }
        }
    }

    private void serve(ServerSocket from, Socket socket) {
        HttpConnection connection = new HttpConnection(socket, this::handle, connections::remove);
        connections.add(connection);
        // The port may have been closed between the two steps.
        if (from.isClosed()) {
            connection.close();
            return;
        }
        workers.execute(connection::serve);
    }

    private ServerSocket bind() throws IOException {
        ServerSocket opened = new ServerSocket();
        try {
            opened.bind(address, BACKLOG);
            return opened;
        } catch (BindException e) {
            opened.close();
            BindException named =
                    new BindException("Port " + port() + " of 127.0.0.1 can't be opened: " + e.getMessage() + ".");
            named.initCause(e);
            throw named;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** Cuts every connection and refuses new ones. */
    public synchronized void shut() {
        ServerSocket open = server;
        if (open == null) {
            return;
        }
        server = null;
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("a port ended: {}", e.getClass().getSimpleName());
        }
        connections.forEach(HttpConnection::close);
        try {
            // The port is free once the thread has left the socket.
            accepting.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the port {} may be in use for a while", address.getPort());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable SandboxResponse handle(RawRequest request, ClientConnection connection) {
        List<String> hosts = request.headers().getOrDefault("Host", List.of());
        return hosts.size() == 1 && LOCAL_HOST.matcher(hosts.get(0)).matches()
                ? handler.handle(request, connection)
                : SandboxResponse.text(403, "The sandbox serves localhost only.\n");
    }
}
