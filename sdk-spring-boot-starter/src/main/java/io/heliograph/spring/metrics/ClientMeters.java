package io.heliograph.spring.metrics;

import io.heliograph.SmsClient;
import io.heliograph.policy.ProviderState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a client: {@code sms.provider.state} by provider and state, {@code sms.unresolved}, {@code sms.unknown} from 0 on,
 * and those of {@link DeliveryMeters}. The tags have only values that the client's providers bound. Thread-safe.
 */
public final class ClientMeters implements MeterBinder {
    private final SmsClient client;
    private final Set<MeterRegistry> bound = ConcurrentHashMap.newKeySet();

    /** The meters of this client. */
    public ClientMeters(SmsClient client) {
        this.client = client;
    }

    /** Registers them; a second call with the same registry does nothing. */
    @Override
    public void bindTo(MeterRegistry registry) {
        if (!bound.add(registry)) {
            return;
        }
        for (String provider : client.states().keySet()) {
            for (ProviderState.Kind kind : ProviderState.Kind.values()) {
                Gauge.builder("sms.provider.state", client, now -> is(now, provider, kind) ? 1 : 0)
                        .description("1 for the state in which a provider is, 0 for the others")
                        .tag("provider", provider)
                        .tag("state", kind.name().toLowerCase(Locale.ROOT))
                        .strongReference(true)
                        .register(registry);
            }
            SendCounters.unknown(registry, provider);
        }
        SendCounters.unknown(registry, "");
        Gauge.builder("sms.unresolved", client, now -> now.unresolved().size())
                .description("Sends of the last day whose outcome is still unknown")
                .strongReference(true)
                .register(registry);
        client.tracker().listen(new DeliveryMeters(registry, client.states().keySet()));
    }

    private static boolean is(SmsClient client, String provider, ProviderState.Kind kind) {
        @Nullable ProviderState state = client.states().get(provider);
        return state != null && state.kind() == kind;
    }
}
