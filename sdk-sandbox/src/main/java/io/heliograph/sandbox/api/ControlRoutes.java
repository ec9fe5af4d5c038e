package io.heliograph.sandbox.api;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.http.Rfc3339;
import io.heliograph.sandbox.model.SandboxClock;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The clock, the reset, and the description of the API. Thread-safe. */
final class ControlRoutes {
    private static final String CLOCK = "/api/clock";
    private static final String SHAPE =
            "one of {\"fixed\":\"2026-11-30T10:00:00Z\"}, {\"advance\":\"PT30S\"} and {\"mode\":\"system\"}";
    private static final String OPEN_API = "openapi.json";

    private final SandboxClock clock;
    private final Reset reset;

    ControlRoutes(SandboxClock clock, Reset reset) {
        this.clock = clock;
        this.reset = reset;
    }

    List<Route> all() {
        return List.of(
                Route.get(CLOCK, Set.of(), request -> clock()),
                Route.change("PUT", CLOCK, this::putClock),
                Route.change("POST", "/api/reset", this::postReset),
                Route.get("/api/" + OPEN_API, Set.of(), request -> openApi()));
    }

    static Map<String, Object> json(SandboxClock clock) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("now", clock.instant().toString());
        json.put("mode", clock.isFixed() ? "fixed" : "system");
        return json;
    }

    private SandboxResponse clock() {
        return SandboxResponse.json(200, json(clock));
    }

    private SandboxResponse putClock(ApiRequest request) throws ErrorResponseException {
        JsonFields fields = request.body(SHAPE, Set.of("fixed", "advance", "mode"));
        if (fields.members().size() != 1) {
            throw fields.wrong("one of the three.");
        }
        String fixed = fields.string("fixed");
        String advance = fields.string("advance");
        if (fixed != null) {
            Instant at = Rfc3339.parse(fixed);
            if (at == null) {
                throw fields.wrong("fixed");
            }
            clock.fix(at);
        } else if (advance != null) {
            clock.advance(duration(fields, advance));
        } else if ("system".equals(fields.string("mode"))) {
            clock.useSystem();
        } else {
            throw fields.wrong("mode");
        }
        return clock();
    }

    private static Duration duration(JsonFields fields, String advance) throws ErrorResponseException {
        try {
            Duration duration = Duration.parse(advance);
            if (duration.isNegative() || duration.compareTo(Duration.ofDays(3660)) > 0) {
                throw fields.wrong("advance");
            }
            return duration;
        } catch (DateTimeException e) {
            throw fields.wrong("advance");
        }
    }

    private SandboxResponse postReset(ApiRequest request) throws ErrorResponseException {
        JsonFields fields = request.body("{} or {\"to\":\"+6681*\"}", Set.of("to"));
        String to = fields.string("to");
        if (to == null) {
            reset.all();
        } else if (to.isBlank()) {
            throw fields.wrong("to");
        } else {
            reset.recipients(to);
        }
        return SandboxResponse.empty(204);
    }

    private static SandboxResponse openApi() {
        try (InputStream in = ControlRoutes.class.getResourceAsStream(OPEN_API)) {
            if (in == null) {
                throw new IOException(OPEN_API + " isn't in the sandbox's jar");
            }
            return SandboxResponse.of(200, "application/json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
