package io.heliograph.testkit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Captures what is printed to {@code System.out} and {@code System.err} while it is open, and passes it on. */
final class PrintedText implements AutoCloseable {
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    PrintedText() {
        System.setOut(beside(out));
        System.setErr(beside(err));
    }

    private PrintStream beside(PrintStream stream) {
        OutputStream both = new OutputStream() {
            @Override
            public void write(int b) {
                printed.write(b);
                stream.write(b);
            }
        };
        return new PrintStream(both, true, StandardCharsets.UTF_8);
    }

    String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
    }
}
