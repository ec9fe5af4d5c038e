package io.heliograph.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One loopback port that can be shut and opened again. Safe for use by many threads. */
final class Line {
    // Any other name may be a stranger's, rebound to this machine in a browser.
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

    /** A line that is not open yet; port 0 becomes any free port at the first opening, and is kept. */
    Line(Executor workers, HttpHandler handler, int port) throws IOException {
        this.workers = workers;
        this.handler = handler;
        this.address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }

    synchronized int port() {
        return address.getPort();
    }

    synchronized void open() throws IOException {
        if (server != null) {
            return;
        }
        HttpServer opened = HttpServer.create(address, 0);
        opened.setExecutor(workers);
        opened.createContext("/", this::handle);
        // The server's own thread is a daemon only if the thread that starts it is one.
        CompletableFuture.runAsync(opened::start, workers).join();
        address = opened.getAddress();
        server = opened;
    }

    /** Cuts every connection and refuses new ones. */
    synchronized void shut() {
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
            Reply.text(403, "The sandbox answers to localhost only.\n").writeTo(exchange);
        }
    }
}
