package io.heliograph;

import io.heliograph.event.SmsEventListener;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners, and lets none of them break a send. Thread-safe. */
final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(SmsClient.class);

    private final List<SmsEventListener> listeners;

    Events(List<SmsEventListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void tell(Consumer<SmsEventListener> event) {
        for (SmsEventListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (VirtualMachineError e) {
                throw e;
            } catch (Throwable e) {
                // Its message may hold anything, so it isn't repeated.
                LOG.warn("a listener failed with {}", e.getClass().getName());
            }
        }
    }
}
