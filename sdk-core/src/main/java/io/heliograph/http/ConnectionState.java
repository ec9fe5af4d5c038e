package io.heliograph.http;

import java.net.ProtocolException;
import java.util.function.LongSupplier;

/**
 * State of one connection that OkHttp doesn't track: whether its last response ended cleanly, when its last byte came,
 * and the server's keep-alive timeout.
 */
final class ConnectionState {
    private final ResponseFraming framing = new ResponseFraming();
    private final LongSupplier nanoTime;
    private volatile long lastByteAt;
    private volatile long maxIdleNanos = Long.MAX_VALUE;
    private int requests;

    ConnectionState() {
        this(System::nanoTime);
    }

    ConnectionState(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        lastByteAt = nanoTime.getAsLong();
    }

    /** The number of HTTP/1.1 requests on this connection; read by the call that holds the connection. */
    int requests() {
        return requests;
    }

    /** Called before an HTTP/1.1 request is written. */
    void requestBegins() {
        requests++;
        framing.requestBegins();
    }

    /**
     * Whether its last response has ended, nothing came after it, and the server's keep-alive timeout hasn't passed.
     */
    boolean isReusable() {
        return framing.isDone() && idleNanos() < maxIdleNanos;
    }

    /** The time since the last byte, in nanoseconds. */
    long idleNanos() {
        return nanoTime.getAsLong() - lastByteAt;
    }

    long lastByteAt() {
        return lastByteAt;
    }

    /** Sets the server's keep-alive timeout: the seconds without a request after which it closes the connection. */
    void keepAlive(long seconds) {
        // A margin of one second for latency and early timers; half the time if the timeout is shorter than 2 s.
        maxIdleNanos = (seconds >= 2 ? (seconds - 1) * 1_000 : seconds * 500) * 1_000_000;
    }

    void received(byte[] bytes, int offset, int count) throws ProtocolException {
        lastByteAt = nanoTime.getAsLong();
        framing.follow(bytes, offset, count);
    }
}
