package io.heliograph.sandbox.api;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.journal.Codes;
import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.journal.KeptMessage;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits for a message, or for a code. Thread-safe. */
final class WaitRoutes {
    private final Journal journal;
    private final MessageDetail detail;

    WaitRoutes(Journal journal, MessageDetail detail) {
        this.journal = journal;
        this.detail = detail;
    }

    List<Route> all() {
        return List.of(
                Route.get(
                        "/api/wait",
                        Set.of("to", "from", "vendor", "key", "text", "state", "after", "timeout"),
                        this::message),
                Route.get("/api/code", Set.of("to", "after", "timeout"), this::code));
    }

    private SandboxResponse message(ApiRequest request) throws ErrorResponseException, InterruptedException {
        return SandboxResponse.json(200, detail.of(await(request, message -> true, false)));
    }

    private SandboxResponse code(ApiRequest request) throws ErrorResponseException, InterruptedException {
        KeptMessage message = await(request, Codes::areIn, true);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", Codes.in(message.message()).get(0));
        json.put("message", MessageJson.summary(message, journal.clock().instant()));
        return SandboxResponse.json(200, json);
    }

    private KeptMessage await(ApiRequest request, Predicate<KeptMessage> also, boolean newest)
            throws ErrorResponseException, InterruptedException {
        InboxQuery filter = request.parameters().filter();
        Duration timeout = request.parameters().timeout();
        return journal.messages()
                .await(filter, also, newest, timeout)
                .orElseThrow(
                        () -> new ErrorResponseException(404, journal.messages().noneWithin(timeout, filter)));
    }
}
