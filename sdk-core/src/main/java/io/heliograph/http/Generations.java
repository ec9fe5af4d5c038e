package io.heliograph.http;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps new calls off HTTP/2 connections that may have died silently, without disturbing the calls that wait on them.
 * OkHttp can't retire a single connection, so connections have generations: a call uses those of the current
 * generation, and if one of them is silent while calls wait, the next generation begins. Thread-safe.
 */
final class Generations {
    /** A connection gets no new calls if calls wait on it and no byte came for this time. */
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

    /** Keeps new calls off the connections of that generation. */
    synchronized void end(int generation) {
        if (generation == current) {
            current++;
        }
    }

    /** Records that a call waits on an HTTP/2 connection; the state is null if that connection can't be tracked. */
    synchronized void begins(int generation, @Nullable ConnectionState state) {
        if (state != null) {
            waiting.computeIfAbsent(state, any -> new Waiting(generation, nanoTime.getAsLong())).calls++;
            anyWaiting = true;
        }
    }

    /** Records that the call has its response, or has failed. */
    synchronized void ended(@Nullable ConnectionState state) {
        Waiting entry = state == null ? null : waiting.get(state);
        if (entry != null && --entry.calls == 0) {
            waiting.remove(state);
            anyWaiting = !waiting.isEmpty();
        }
    }
}
