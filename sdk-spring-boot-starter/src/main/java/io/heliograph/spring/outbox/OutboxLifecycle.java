package io.heliograph.spring.outbox;

import io.heliograph.SmsClient;
import io.heliograph.outbox.Outbox;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Sends what is in the outbox while the application runs. It stops before the clients are closed, and not at all
 * where the context is only paused.
 */
final class OutboxLifecycle implements SmartLifecycle {
    /** One above that in which the clients are closed, {@code SendsLifecycle.PHASE}: the higher phase stops first. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096 + 1;

    private final ConfigurableApplicationContext context;
    private final boolean workers;
    private final Outbox outbox;
    private final ObjectProvider<SmsClient> client;
    private boolean started;
    private volatile boolean running;

    /** @param workers whether this process sends, or only enqueues */
    OutboxLifecycle(
            ConfigurableApplicationContext context, boolean workers, Outbox outbox, ObjectProvider<SmsClient> client) {
        this.context = context;
        this.workers = workers;
        this.outbox = outbox;
        this.client = client;
    }

    @Override
    public synchronized void start() {
        if (workers && !started) {
            outbox.start(client.getObject());
            started = true;
        }
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (context.isClosed()) {
            outbox.close();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
