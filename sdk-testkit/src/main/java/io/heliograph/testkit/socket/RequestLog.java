package io.heliograph.testkit.socket;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The counts and records so far; thread-safe. */
final class RequestLog {
    private final List<RecordedRequest> recorded = new ArrayList<>();
    private int taken;
    private int posts;
    private int begun;
    private int connections;
    private int disconnections;
    private int closesDue;
    private int closesDone;

    /** Counts a connection and returns its number. */
    synchronized int connected() {
        return ++connections;
    }

    synchronized void disconnected() {
        disconnections++;
        notifyAll();
    }

    synchronized void begun() {
        begun++;
    }

    synchronized void record(RecordedRequest request) {
        recorded.add(request);
        if (request.method().equals("POST")) {
            posts++;
        }
        notifyAll();
    }

    /** Recorded before the response is sent, so that a caller who has read the response waits for the close. */
    synchronized void closeDue() {
        closesDue++;
    }

    synchronized void closeDone() {
        closesDone++;
        notifyAll();
    }

    synchronized int posts() {
        return posts;
    }

    synchronized int requests() {
        return recorded.size();
    }

    synchronized int begunSoFar() {
        return begun;
    }

    synchronized int connections() {
        return connections;
    }

    synchronized List<RecordedRequest> recorded() {
        return List.copyOf(recorded);
    }

    synchronized RecordedRequest take(Duration most) {
        await(most, () -> taken < recorded.size(), "No further request came");
        return recorded.get(taken++);
    }

    synchronized void awaitClosed(Duration most) {
        await(most, () -> closesDone >= closesDue, "A connection that is to be closed is still open");
    }

    synchronized void awaitNoConnection(Duration most) {
        await(most, () -> disconnections == connections, "A connection is still open");
    }

    private synchronized void await(Duration most, BooleanSupplier condition, String complaint) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError(complaint + " within " + most + "; whole requests: " + recorded.size()
                        + ", begun: " + begun + ", connections: " + connections);
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting", e);
            }
        }
    }
}
