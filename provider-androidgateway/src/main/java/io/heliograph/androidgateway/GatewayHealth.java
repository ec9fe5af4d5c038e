package io.heliograph.androidgateway;

import static io.heliograph.json.JsonBinding.orEmpty;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway says that it is.
 *
 * @param status the gateway's word: {@code pass}, {@code warn} or {@code fail}
 * @param version what runs there; empty where it doesn't say
 * @param checks what was looked at, by name
 */
public record GatewayHealth(String status, String version, Map<String, Check> checks) {
    /**
     * One thing that was looked at.
     *
     * @param status {@code pass}, {@code warn} or {@code fail}
     * @param description what it is
     * @param observedValue what was found
     * @param observedUnit what that counts
     */
    public record Check(String status, String description, Optional<BigDecimal> observedValue, String observedUnit) {}

    public GatewayHealth {
        checks = Map.copyOf(checks);
    }

    /** Whether it works, perhaps with a warning. */
    public boolean isWorking() {
        return status.equals("pass") || status.equals("warn");
    }

    /** What an answer says; null where it doesn't say how the gateway is. */
    static @Nullable GatewayHealth of(@Nullable Reply reply) {
        if (reply == null || reply.status == null) {
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
        return new GatewayHealth(reply.status, orEmpty(reply.version), checks);
    }

    /** The answer of a health check. */
    static final class Reply {
        private @Nullable String status;
        private @Nullable String version;
        private @Nullable Map<String, @Nullable CheckReply> checks;
    }

    /** One thing that was looked at. */
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
