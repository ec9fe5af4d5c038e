package io.heliograph;

import io.heliograph.event.SmsEventListener;
import io.heliograph.internal.listeners.Listeners;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Tells the client's listeners what happens, and lets none of them break a send. Thread-safe. */
final class Events {
    private final Listeners<SmsEventListener> listeners = new Listeners<>(LoggerFactory.getLogger(SmsClient.class));

    Events(List<SmsEventListener> listeners) {
        listeners.forEach(this.listeners::add);
    }

    void tell(Consumer<SmsEventListener> event) {
        listeners.tell(event);
    }
}
