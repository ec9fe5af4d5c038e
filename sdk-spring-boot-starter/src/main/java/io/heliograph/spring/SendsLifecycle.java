package io.heliograph.spring;

import io.heliograph.SmsClient;
import java.time.Duration;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Shuts the client down when the context closes: it accepts no new sends, and waits for those under way. It runs after the web
 * server has stopped, so that requests under way can still send, and before any bean is destroyed, so that stores and listeners
 * get the outcomes. It does nothing where the context is only paused, because a client can't be opened again.
 */
final class SendsLifecycle implements SmartLifecycle {
    /** Below those of Spring Boot's web servers, which are at 1024 and 2048 below the default. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final String PHASE_TIMEOUT = "spring.lifecycle.timeout-per-shutdown-phase";
    private static final Duration SPRING_BOOT_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration MAX_MARGIN = Duration.ofSeconds(1);

    private final ConfigurableApplicationContext context;
    private final Duration timeout;
    private volatile boolean running;

    SendsLifecycle(ConfigurableApplicationContext context, BoundSettings settings) {
        this.context = context;
        Duration phase = Binder.get(context.getEnvironment())
                .bind(PHASE_TIMEOUT, Duration.class)
                .orElseGet(() -> SPRING_BOOT_TIMEOUT);
        timeout = within(settings.properties().shutdownTimeout(), phase);
    }

    /** The shorter of both, and a little less than Spring waits, so that unfinished sends are logged before Spring goes on. */
    static Duration within(Duration ours, Duration phase) {
        Duration tenth = phase.dividedBy(10);
        Duration available = phase.minus(tenth.compareTo(MAX_MARGIN) < 0 ? tenth : MAX_MARGIN);
        return ours.compareTo(available) < 0 ? ours : available;
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
            if (beans.getSingleton(name) instanceof SmsClient client) { // don't create one only to close it
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
