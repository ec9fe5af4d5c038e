package io.heliograph.benchmarks.send;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocketFactory;

/** Runs the server in a process of its own, so that it can have a core of its own, until its standard input ends. */
final class ServerProcess {
    private ServerProcess() {}

    /**
     * Arguments: how many milliseconds it waits before each response, and {@code tls} for TLS with the key of the system
     * property {@code javax.net.ssl.keyStore}. Prints its base URL.
     */
    public static void main(String[] arguments) throws Exception {
        long delay = arguments.length > 0 ? Long.parseLong(arguments[0]) : 0;
        boolean tls = arguments.length > 1 && arguments[1].equals("tls");
        ServerSocketFactory sockets = tls ? SSLServerSocketFactory.getDefault() : ServerSocketFactory.getDefault();
        try (VendorServer server = new VendorServer(sockets, delay)) {
            String base = (tls ? "https" : "http") + "://127.0.0.1:" + server.port();
            new PrintStream(System.out, true, StandardCharsets.UTF_8).println(base);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
