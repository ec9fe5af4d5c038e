package io.heliograph.sandbox.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An HTTP server on one loopback port that can be closed and opened again. Thread-safe. */
public final class LoopbackServer {
    // Any other host name may be an attack by DNS rebinding in a browser.
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?", Pattern.CASE_INSENSITIVE);

    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    static {
        // JDK 17 sends headers and body apart; without this the body waits 40 ms for the client's delayed ACK.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
    }

    private final Executor workers;
    private final HttpHandler handler;
    private InetSocketAddress address;
    private @Nullable HttpServer server;

    /** A closed server; port 0 becomes any free port when it is first opened, and is kept. */
    public LoopbackServer(Executor workers, HttpHandler handler, int port) throws IOException {
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
        HttpServer opened = bind();
        opened.setExecutor(workers);
        opened.createContext("/", this::handle);
        // The server's own thread is a daemon only if the thread that starts it is one.
        CompletableFuture.runAsync(opened::start, workers).join();
        address = opened.getAddress();
        server = opened;
    }

    private HttpServer bind() throws IOException {
        try {
            return HttpServer.create(address, 0);
        } catch (BindException e) {
            BindException named =
                    new BindException("Port " + port() + " of 127.0.0.1 can't be opened: " + e.getMessage() + ".");
            named.initCause(e);
            throw named;
        }
    }

    /** Cuts every connection and refuses new ones. */
    public synchronized void shut() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
        if (hosts.size() == 1 && LOCAL_HOST.matcher(hosts.get(0)).matches()) {
            handler.handle(exchange);
        } else {
            HttpExchanges.write(SandboxResponse.text(403, "The sandbox serves localhost only.\n"), exchange);
        }
    }
}
