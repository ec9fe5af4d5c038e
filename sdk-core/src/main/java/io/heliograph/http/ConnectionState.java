package io.heliograph.http;

import java.net.ProtocolException;
import java.util.function.LongSupplier;

/**
 * What is known of one connection beside what OkHttp knows: whether its last answer has ended cleanly, when its last
 * byte came, and how long the server keeps it when nobody uses it.
 */
final class ConnectionState {
    private final ResponseFraming framing = new ResponseFraming();
    private final LongSupplier nanoTime;
    private volatile long lastByteAt;
    private volatile long maxRest = Long.MAX_VALUE;
    private int requests;

    ConnectionState() {
        this(System::nanoTime);
    }

    ConnectionState(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        lastByteAt = nanoTime.getAsLong();
    }

    /** How many HTTP/1.1 requests were made on it; asked by the call that has the connection. */
    int requests() {
        return requests;
    }

    /** An HTTP/1.1 request is about to be written. */
    void requestBegins() {
        requests++;
        framing.requestBegins();
    }

    /** Whether its last answer has come to its end, nothing came after it, and the server still keeps it. */
    boolean isReusable() {
        return framing.isDone() && rest() < maxRest;
    }

    /** How long nothing has come, in nanoseconds. */
    long rest() {
        return nanoTime.getAsLong() - lastByteAt;
    }

    long lastByteAt() {
        return lastByteAt;
    }

    /** The server closes it after that many seconds without a request. */
    void serverKeepsIt(long seconds) {
        // A second for the way there and a timer that runs early; half the time where there is no second to spare.
        maxRest = (seconds >= 2 ? (seconds - 1) * 1_000 : seconds * 500) * 1_000_000;
    }

    void came(byte[] bytes, int offset, int count) throws ProtocolException {
        lastByteAt = nanoTime.getAsLong();
        framing.follow(bytes, offset, count);
    }
}
