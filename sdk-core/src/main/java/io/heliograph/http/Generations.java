package io.heliograph.http;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps new calls away from HTTP/2 connections that may have died without a word, and leaves the calls alone that wait
 * on them. OkHttp can't be told to leave one connection, so connections have generations: a call uses those of the
 * current one, and where one of them is silent under its calls, the next generation begins. Thread-safe.
 */
final class Generations {
    /** A connection on which calls wait and nothing came for so long takes no more calls. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(2);

    /** The calls that wait on one connection. */
    private static final class Waiting {
        private final int generation;
        private final long since;
        private int calls;

        Waiting(int generation, long since) {
            this.generation = generation;
            this.since = since;
        }

        boolean isSilent(ConnectionState state, long now) {
            return now - since > SILENCE && now - state.lastByteAt() > SILENCE;
        }
    }

    private final LongSupplier nanoTime;
    private final Map<ConnectionState, Waiting> waiting = new HashMap<>();
    private volatile int current; // written under the lock
    private volatile boolean anyWaiting;

    Generations() {
        this(System::nanoTime);
    }

    Generations(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The generation for a new call. */
    int next() {
        return anyWaiting ? afterLook() : current;
    }

    private synchronized int afterLook() {
        long now = nanoTime.getAsLong();
        boolean silent = waiting.entrySet().stream()
                .anyMatch(entry -> entry.getValue().generation == current
                        && entry.getValue().isSilent(entry.getKey(), now));
        if (silent) {
            current++;
        }
        return current;
    }

    /** No new call uses the connections of that generation. */
    synchronized void end(int generation) {
        if (generation == current) {
            current++;
        }
    }

    /** A call waits on an HTTP/2 connection, if that one can be watched. */
    synchronized void begins(int generation, @Nullable ConnectionState state) {
        if (state != null) {
            waiting.computeIfAbsent(state, any -> new Waiting(generation, nanoTime.getAsLong())).calls++;
            anyWaiting = true;
        }
    }

    /** It has its answer, or has given up. */
    synchronized void ended(@Nullable ConnectionState state) {
        Waiting calls = state == null ? null : waiting.get(state);
        if (calls != null && --calls.calls == 0) {
            waiting.remove(state);
            anyWaiting = !waiting.isEmpty();
        }
    }
}
