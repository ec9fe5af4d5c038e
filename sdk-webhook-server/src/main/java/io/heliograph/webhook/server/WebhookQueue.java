package io.heliograph.webhook.server;

import io.heliograph.webhook.SmsEvent;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A queue of requests that were answered and wait to be handled, limited in number and in bytes. Thread-safe. */
final class WebhookQueue {
    /**
     * What a verified request says.
     *
     * @param bytes how large its body was
     */
    record Delivery(List<SmsEvent> events, int bytes) {}

    private static final long POLL_MILLIS = 100;

    private final BlockingQueue<Delivery> waiting;
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();

    WebhookQueue(int capacity, long maxBytes) {
        waiting = new ArrayBlockingQueue<>(capacity);
        this.maxBytes = maxBytes;
    }

    /** Whether there was room for it. */
    boolean offer(Delivery delivery) {
        int size = delivery.bytes();
        if (bytes.addAndGet(size) <= maxBytes && waiting.offer(delivery)) {
            return true;
        }
        bytes.addAndGet(-size);
        return false;
    }

    int size() {
        return waiting.size();
    }

    /**
     * Hands on what waits, until it has to stop and nothing waits any more; an interrupt ends it when it has to stop.
     *
     * @param goesOn asked between deliveries
     */
    void drain(Consumer<Delivery> each, BooleanSupplier goesOn) {
        boolean interrupted = false;
        while (!interrupted && (goesOn.getAsBoolean() || !waiting.isEmpty())) {
            try {
                Delivery next = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    bytes.addAndGet(-next.bytes());
                    each.accept(next);
                }
            } catch (InterruptedException e) {
                interrupted = !goesOn.getAsBoolean(); // else it is what a handler left behind
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
