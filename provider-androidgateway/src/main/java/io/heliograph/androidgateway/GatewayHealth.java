package io.heliograph.androidgateway;

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

    static GatewayHealth of(String status, Reply said) {
        Map<String, Check> checks = new LinkedHashMap<>();
        if (said.checks != null) {
            said.checks.forEach((name, its) -> {
                if (its != null) {
                    checks.put(
                            name,
                            new Check(
                                    orEmpty(its.status),
                                    orEmpty(its.description),
                                    Optional.ofNullable(its.observedValue),
                                    orEmpty(its.observedUnit)));
                }
            });
        }
        return new GatewayHealth(status, orEmpty(said.version), checks);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The answer of a health check. */
    static final class Reply {
        @Nullable
        String status;

        @Nullable
        String version;

        @Nullable
        Map<String, @Nullable CheckReply> checks;
    }

    /** One thing that was looked at. */
    static final class CheckReply {
        @Nullable
        String status;

        @Nullable
        String description;

        @Nullable
        BigDecimal observedValue;

        @Nullable
        String observedUnit;
    }
}
