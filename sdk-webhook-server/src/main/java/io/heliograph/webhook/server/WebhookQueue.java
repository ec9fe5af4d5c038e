package io.heliograph.webhook.server;

import io.heliograph.webhook.SmsEvent;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A queue of acknowledged requests that wait to be handled, bounded in number and bytes. Thread-safe. */
final class WebhookQueue {
    /**
     * The events of a verified request.
     *
     * @param bytes the size of its body
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

    /** Adds an entry; returns false when the queue is full. */
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
     * Delivers the entries until it has to stop and the queue is empty; an interrupt ends it when it has to stop.
     *
     * @param running checked between deliveries
     */
    void drain(Consumer<Delivery> each, BooleanSupplier running) {
        boolean interrupted = false;
        while (!interrupted && (running.getAsBoolean() || !waiting.isEmpty())) {
            try {
                Delivery next = waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    bytes.addAndGet(-next.bytes());
                    each.accept(next);
                }
            } catch (InterruptedException e) {
                interrupted = !running.getAsBoolean(); // otherwise a handler left the interrupt flag set
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
