package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The health of an Android SMS Gateway server (v1.47.1, 2026-08-22): open to all, also outside the base path. */
final class AndroidHealth {
    static final List<VendorFault> FAULTS = List.of(
            new VendorFault("health-warn", Effect.REPORTS_HEALTH, "200 with `warn`"),
            new VendorFault("health-fail", Effect.REPORTS_HEALTH, "503 with `fail`"),
            new VendorFault("phone-health-fail", Effect.REPORTS_HEALTH, "500 with `fail`"));

    private static final Set<String> PATHS = Stream.of("/health", "/health/live", "/health/ready", "/health/startup")
            .flatMap(path -> Stream.of(path, AndroidRoute.BASE_PATH + path))
            .collect(Collectors.toUnmodifiableSet());

    private AndroidHealth() {}

    static boolean isAt(String path) {
        return PATHS.contains(path);
    }

    static SandboxResponse response(Optional<VendorFault> fault) {
        String code = fault.map(VendorFault::code).orElse("");
        return switch (code) {
            case "health-warn" -> response(200, "warn");
            case "health-fail" -> response(503, "fail");
            case "phone-health-fail" -> response(500, "fail");
            default -> response(200, "pass");
        };
    }

    private static SandboxResponse response(int httpStatus, String status) {
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("description", "Failed messages for last hour");
        check.put("observedUnit", "messages");
        check.put("observedValue", status.equals("pass") ? 0 : 10);
        check.put("status", status);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", status);
        json.put("version", "1.47.1");
        json.put("releaseId", 1);
        json.put("checks", status.equals("pass") ? Map.of() : Map.of("messages:failed", check));
        return SandboxResponse.json(httpStatus, json);
    }
}
