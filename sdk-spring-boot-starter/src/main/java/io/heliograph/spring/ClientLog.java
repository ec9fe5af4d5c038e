package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.routing.Route;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs at the start by which providers SMS go. */
final class ClientLog {
    private static final Logger LOG = LoggerFactory.getLogger(SmsClient.class);

    private ClientLog() {}

    static void started(SmsClient client, ClientSettings settings) {
        List<String> providers = List.copyOf(client.states().keySet());
        boolean isDefault = !settings.all().containsKey("heliograph.route")
                && providers.size() > 1
                && client.route().equals(Route.of(providers));
        LOG.info(
                "the route is {}{}; the providers are {}",
                client.route(),
                isDefault ? " (heliograph.route isn't set: beans first, then by name)" : "",
                String.join(", ", providers));
    }
}
