package io.heliograph.spring;

import io.heliograph.BackgroundReconciler;
import io.heliograph.SmsClient;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Looks up unknown sends in the background while the application runs. It stops before {@link SendsLifecycle} closes the clients,
 * which waits for a look-up that is under way. A client that isn't created yet at the start, because it is lazy, gets none.
 */
final class ReconcileLifecycle implements SmartLifecycle {
    private static final int PHASE = SendsLifecycle.PHASE + 1;

    private final ConfigurableApplicationContext context;
    private final BoundSettings settings;
    private final List<BackgroundReconciler> reconcilers = new ArrayList<>();
    private volatile boolean running;

    ReconcileLifecycle(ConfigurableApplicationContext context, BoundSettings settings) {
        this.context = context;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        running = true;
        HeliographProperties properties = settings.properties();
        if (!properties.reconcile().enabled() || !properties.retry().reconcile()) {
            return;
        }
        ConfigurableListableBeanFactory beans = context.getBeanFactory();
        for (String name : beans.getBeanNamesForType(SmsClient.class, false, false)) {
            if (beans.getSingleton(name) instanceof SmsClient client) {
                reconcilers.add(BackgroundReconciler.start(
                        client,
                        properties.reconcile().interval(),
                        properties.reconcile().maxAge()));
            }
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        reconcilers.forEach(BackgroundReconciler::close);
        reconcilers.clear();
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
