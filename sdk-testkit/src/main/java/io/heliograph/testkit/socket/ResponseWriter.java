package io.heliograph.testkit.socket;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes the response to one request; used by one thread. */
final class ResponseWriter {
    private final RecordedRequest request;
    private final OutputStream out;
    private final CountDownLatch stopped;

    ResponseWriter(RecordedRequest request, OutputStream out, CountDownLatch stopped) {
        this.request = request;
        this.out = out;
        this.stopped = stopped;
    }

    RecordedRequest request() {
        return request;
    }

    /** A writer for the same request with another output. */
    ResponseWriter into(OutputStream other) {
        return new ResponseWriter(request, other, stopped);
    }

    boolean isStopped() {
        return stopped.getCount() == 0;
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    void send(byte one) throws IOException {
        out.write(one);
        out.flush();
    }

    /** Waits, and returns whether the harness was closed meanwhile. */
    boolean stoppedWithin(Duration gap) throws IOException {
        try {
            return stopped.await(gap.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while answering");
        }
    }
}
