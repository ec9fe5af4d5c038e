package io.heliograph.spring;

import io.heliograph.SmsClient;
import java.time.Duration;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Ends the sends with the application: it takes no new ones, and waits for those under way. It comes after the web server, so
 * that requests which are under way can still send, and before any bean is destroyed, so that stores and listeners hear of the
 * ends. Where the context is only paused it does nothing, because a client can't be opened again.
 */
final class SendsLifecycle implements SmartLifecycle {
    /** Below those of Spring Boot's web servers, which are at 1024 and 2048 below the default. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";
    private static final Duration BOOTS_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MAX_MARGIN = Duration.ofSeconds(1);

    private final ConfigurableApplicationContext context;
    private final Duration timeout;
    private volatile boolean running;

    SendsLifecycle(ConfigurableApplicationContext context, BoundSettings settings) {
        this.context = context;
        Duration phase = Binder.get(context.getEnvironment())
                .bind(PHASE_TIMEOUT, Duration.class)
                .orElseGet(() -> BOOTS_TIMEOUT);
        timeout = within(settings.properties().shutdownTimeout(), phase);
    }

    /** The shorter of both, and a little less than Spring waits, so that what is lost is said before it goes on. */
    static Duration within(Duration ours, Duration phase) {
        Duration tenth = phase.dividedBy(10);
        Duration springs = phase.minus(tenth.compareTo(MAX_MARGIN) < 0 ? tenth : MAX_MARGIN);
        return ours.compareTo(springs) < 0 ? ours : springs;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (!context.isClosed()) {
            return;
        }
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        for (String name : beans.getBeanNamesForType(SmsClient.class, false, false)) {
            if (beans.getSingleton(name) instanceof SmsClient client) { // one that isn't made yet isn't made for this
                client.shutdown(timeout);
            }
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
