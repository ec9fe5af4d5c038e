package io.heliograph.benchmarks.startup;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** Sends one message in a new JVM, and ends: what {@link Startup} starts again and again. */
final class FirstSend {
    private FirstSend() {}

    /** Arguments: the client's name and the server's base URL. Prints "sent" as soon as it is accepted, then the loaded classes. */
    public static void main(String[] arguments) throws Exception {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        switch (arguments[0]) {
            case "okhttp" -> OkHttpFirst.send(arguments[1]);
            case "heliograph" -> HeliographFirst.send(arguments[1]);
            default -> throw new IllegalArgumentException("no client has the name " + arguments[0]);
        }
        out.write("sent\n".getBytes(StandardCharsets.US_ASCII));
        long classes = ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
        out.write((classes + "\n").getBytes(StandardCharsets.US_ASCII));
        System.exit(0); // OkHttp's threads live on for a minute
    }
}
