package io.heliograph.internal.base;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Publishes events to listeners; a listener that throws doesn't affect the publisher. Thread-safe.
 *
 * @param <T> the listeners' type
 */
public final class EventPublisher<T> {
    private final List<T> listeners;
    private final Logger log;

    /** A publisher without a listener; {@code log} gets the exceptions of listeners. */
    public EventPublisher(Logger log) {
        this(log, List.of());
    }

    /** A publisher with these listeners; {@code log} gets their exceptions. */
    public EventPublisher(Logger log, Collection<? extends T> listeners) {
        this.log = log;
        this.listeners = new CopyOnWriteArrayList<>(listeners);
    }

    /** Adds a listener, for the events from now on. */
    public void add(T listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
    }

    /** Removes a listener. */
    public void remove(T listener) {
        listeners.remove(listener);
    }

    /** Whether there is no listener now, so that nothing need be made for one. */
    public boolean isEmpty() {
        return listeners.isEmpty();
    }

    /** Calls each listener, one after the other, on this thread. */
    public void publish(Consumer<? super T> event) {
        for (T listener : listeners) {
            try {
                event.accept(listener);
            } catch (VirtualMachineError e) {
                throw e;
            } catch (Throwable e) {
                log.warn("a listener failed with {}", e.getClass().getName());
            }
        }
    }
}
