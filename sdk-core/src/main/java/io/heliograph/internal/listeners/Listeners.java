package io.heliograph.internal.listeners;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Tells whoever listens, and lets none of them break what tells them. Thread-safe.
 *
 * @param <T> the listeners
 */
public final class Listeners<T> {
    private final List<T> all = new CopyOnWriteArrayList<>();
    private final Logger log;

    /** Nobody listens yet; {@code log} hears of what listeners throw. */
    public Listeners(Logger log) {
        this.log = log;
    }

    /** Tells somebody from now on. */
    public void add(T listener) {
        all.add(Objects.requireNonNull(listener, "listener"));
    }

    /** Tells them no more. */
    public void remove(T listener) {
        all.remove(listener);
    }

    /** Tells each of them, on this thread. */
    public void tell(Consumer<? super T> event) {
        for (T listener : all) {
            try {
                event.accept(listener);
            } catch (VirtualMachineError e) {
                throw e;
            } catch (Throwable e) {
                // Its message may hold anything, so it isn't repeated.
                log.warn("a listener failed with {}", e.getClass().getName());
            }
        }
    }
}
