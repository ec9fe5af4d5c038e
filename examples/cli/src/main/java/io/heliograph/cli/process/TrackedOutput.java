package io.heliograph.cli.process;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers its failure, because a {@code PrintWriter} swallows it. Not thread-safe. */
public final class TrackedOutput extends FilterOutputStream {
    /** The reader of a pipe has seen enough; by the message on Linux and macOS, and on Windows. */
    private static final Set<String> CLOSED_PIPE = Set.of("Broken pipe", "The pipe is being closed");

    private @Nullable IOException failure;

    public TrackedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException e) {
        if (failure == null && !CLOSED_PIPE.contains(e.getMessage())) {
            failure = e;
        }
        return e;
    }

    /** Whether something couldn't be written, other than to a reader that has gone. */
    public boolean hasFailed() {
        return failure != null;
    }
}
