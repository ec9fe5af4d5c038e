package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.message.Attempt;
import io.heliograph.policy.ProviderState;
import io.heliograph.spring.metrics.StoreHealth;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The health of the providers, from the client's own state: it sends nothing, and queries only balances, where that is switched
 * on. Thread-safe.
 */
final class ProvidersHealth {
    /** The bean name of the health indicator, which Spring Boot shows as {@code sms}. */
    static final String INDICATOR = "smsHealthIndicator";

    /** Where its details are, beside those of the providers. */
    private static final String STORE = "store";

    private final SmsClient client;
    private final LastAttempts attempts;
    private final @Nullable Balances balances;
    private final @Nullable StoreHealth store;

    /**
     * Makes the health of a client.
     *
     * @param balances null if balances aren't part of the health
     * @param store null if the client's keys are in memory, or in a store of the application's own
     */
    ProvidersHealth(SmsClient client, LastAttempts attempts, @Nullable Balances balances, @Nullable StoreHealth store) {
        this.client = client;
        this.attempts = attempts;
        this.balances = balances;
        this.store = store;
    }

    /** Whether an SMS could be sent: one provider that isn't down is enough, with a store that can be reached. */
    boolean isUp() {
        return isUp(details());
    }

    /** As {@link #isUp()}, of details that are there already. */
    boolean isUp(Map<String, Object> details) {
        boolean isStoreUp = !(details.get(STORE) instanceof Map<?, ?> map) || !"DOWN".equals(map.get("state"));
        return isStoreUp && isAnyProviderUp();
    }

    private boolean isAnyProviderUp() {
        return client.states().values().stream()
                .map(ProviderState::kind)
                .anyMatch(kind -> kind == ProviderState.Kind.UP || kind == ProviderState.Kind.THROTTLED);
    }

    /** Each provider with its state, and the store's. */
    Map<String, Object> details() {
        Map<String, Object> providers = new LinkedHashMap<>();
        client.states().forEach((name, state) -> providers.put(name, describe(name, state)));
        if (store != null) {
            providers.put(STORE, store.details());
        }
        return providers;
    }

    private Map<String, Object> describe(String name, ProviderState state) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("state", state.kind().name());
        state.until().ifPresent(until -> map.put("until", until.toString()));
        if (!state.reason().isEmpty()) {
            map.put("reason", state.reason());
        }
        attempts.at(name).ifPresent(attempt -> map.put("lastAttempt", describe(attempt)));
        if (balances != null && state.kind() != ProviderState.Kind.DISABLED) {
            balances.of(name).ifPresent(balance -> map.put("balance", balance));
        }
        return map;
    }

    private static Map<String, Object> describe(Attempt attempt) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("at", attempt.startedAt().toString());
        map.put("result", attempt.result().name());
        if (attempt.error() != null) {
            map.put("error", attempt.error().name());
        }
        return map;
    }
}
