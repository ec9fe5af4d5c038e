package io.heliograph.benchmarks.send;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import javax.net.ServerSocketFactory;

/** Runs the server in a process of its own, so that it can have a core of its own, until its standard input ends. */
final class ServerProcess {
    private ServerProcess() {}

    /** Argument: how many milliseconds it waits before each response. Prints its base URL. */
    public static void main(String[] arguments) throws Exception {
        long delay = arguments.length > 0 ? Long.parseLong(arguments[0]) : 0;
        try (VendorServer server = new VendorServer(ServerSocketFactory.getDefault(), delay)) {
            new PrintStream(System.out, true, StandardCharsets.UTF_8).println("http://127.0.0.1:" + server.port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
