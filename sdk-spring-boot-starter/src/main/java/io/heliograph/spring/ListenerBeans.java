package io.heliograph.spring;

import io.heliograph.event.SendCompletion;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.Attempt;
import io.heliograph.message.BulkReport;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.ProviderState;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * The application's listeners. They are created after the client, so that they may inject it: with the other singletons, or at the
 * first event if that comes earlier. Thread-safe.
 */
final class ListenerBeans implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerBeans.class);

    private final ObjectProvider<SmsEventListener> beans;
    private volatile @Nullable List<SmsEventListener> listeners;

    ListenerBeans(ObjectProvider<SmsEventListener> beans) {
        this.beans = beans;
    }

    /** The listener for the client, which passes events on to all. */
    SmsEventListener listener() {
        return new All(this);
    }

    @Override
    public void afterSingletonsInstantiated() {
        listeners = beans.orderedStream().toList();
    }

    /** Passes an event on; a listener that throws doesn't affect the others. */
    private void publish(Consumer<SmsEventListener> event) {
        for (SmsEventListener listener : present()) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed with {}", e.getClass().getName());
            }
        }
    }

    /** Without a lock, because another thread may hold Spring's; two threads get the same beans. */
    private List<SmsEventListener> present() {
        List<SmsEventListener> known = listeners;
        if (known != null) {
            return known;
        }
        try {
            List<SmsEventListener> created = beans.orderedStream().toList();
            listeners = created;
            return created;
        } catch (BeanCurrentlyInCreationException e) {
            LOG.warn("an event is lost: the listener {} sends while it is created", e.getBeanName());
            return List.of();
        }
    }

    /** Every event of the interface. */
    private record All(ListenerBeans beans) implements SmsEventListener {
        @Override
        public void sendStarted(IdempotencyKey key) {
            beans.publish(listener -> listener.sendStarted(key));
        }

        @Override
        public void sendEnded(SendCompletion end) {
            beans.publish(listener -> listener.sendEnded(end));
        }

        @Override
        public void bulkStarted(IdempotencyKey key) {
            beans.publish(listener -> listener.bulkStarted(key));
        }

        @Override
        public void bulkPartEnded(SendCompletion end) {
            beans.publish(listener -> listener.bulkPartEnded(end));
        }

        @Override
        public void bulkEnded(IdempotencyKey key, @Nullable BulkReport report) {
            beans.publish(listener -> listener.bulkEnded(key, report));
        }

        @Override
        public void attemptStarted(IdempotencyKey key, String provider, int number) {
            beans.publish(listener -> listener.attemptStarted(key, provider, number));
        }

        @Override
        public void attemptEnded(IdempotencyKey key, Attempt attempt) {
            beans.publish(listener -> listener.attemptEnded(key, attempt));
        }

        @Override
        public void retried(IdempotencyKey key, Attempt last, Duration wait) {
            beans.publish(listener -> listener.retried(key, last, wait));
        }

        @Override
        public void failedOver(IdempotencyKey key, String from, String to) {
            beans.publish(listener -> listener.failedOver(key, from, to));
        }

        @Override
        public void replayed(SendOutcome first) {
            beans.publish(listener -> listener.replayed(first));
        }

        @Override
        public void unknown(SendOutcome.Unknown outcome) {
            beans.publish(listener -> listener.unknown(outcome));
        }

        @Override
        public void reconciled(SendOutcome outcome) {
            beans.publish(listener -> listener.reconciled(outcome));
        }

        @Override
        public void keysForgotten(int keys) {
            beans.publish(listener -> listener.keysForgotten(keys));
        }

        @Override
        public void providerChanged(String provider, ProviderState state) {
            beans.publish(listener -> listener.providerChanged(provider, state));
        }
    }
}
