package io.heliograph.androidgateway;

import static io.heliograph.json.JsonBinding.orEmpty;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The health of the gateway, as the gateway reports it.
 *
 * @param status {@code pass}, {@code warn} or {@code fail}
 * @param version the gateway's version; empty if it doesn't report one
 * @param checks the single checks, by name
 */
public record GatewayHealth(String status, String version, Map<String, Check> checks) {
    private static final Set<String> WORDS = Set.of("pass", "warn", "fail");

    /**
     * A single health check.
     *
     * @param status {@code pass}, {@code warn} or {@code fail}
     * @param description what the check measures
     * @param observedValue the measured value
     * @param observedUnit the unit of the value
     */
    public record Check(String status, String description, Optional<BigDecimal> observedValue, String observedUnit) {}

    public GatewayHealth {
        checks = Map.copyOf(checks);
    }

    /** Whether the gateway works, perhaps with a warning. */
    public boolean isWorking() {
        return status.equals("pass") || status.equals("warn");
    }

    /** Reads a response; null if it has no health status, or another word than the gateway's three. */
    static @Nullable GatewayHealth of(@Nullable Reply reply) {
        String status = reply == null ? "" : orEmpty(reply.status).toLowerCase(Locale.ROOT);
        if (reply == null || !WORDS.contains(status)) {
            return null;
        }
        Map<String, Check> checks = new LinkedHashMap<>();
        if (reply.checks != null) {
            reply.checks.forEach((name, check) -> {
                if (check != null) {
                    checks.put(name, check.read());
                }
            });
        }
        return new GatewayHealth(status, orEmpty(reply.version), checks);
    }

    /** The body of a health response. */
    static final class Reply {
        private @Nullable String status;
        private @Nullable String version;
        private @Nullable Map<String, @Nullable CheckReply> checks;
    }

    /** A single check in the body. */
    static final class CheckReply {
        private @Nullable String status;
        private @Nullable String description;
        private @Nullable BigDecimal observedValue;
        private @Nullable String observedUnit;

        private Check read() {
            return new Check(
                    orEmpty(status), orEmpty(description), Optional.ofNullable(observedValue), orEmpty(observedUnit));
        }
    }
}
