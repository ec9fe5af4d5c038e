package io.heliograph.sandbox.api;

import io.heliograph.sandbox.change.MessageChanges;
import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.journal.KeptMessage;
import io.heliograph.sandbox.journal.Messages;
import io.heliograph.sandbox.journal.Page;
import io.heliograph.sandbox.journal.Recipient;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.model.MessageChange;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads, changes and removes messages. Thread-safe. */
final class MessageRoutes {
    static final String MESSAGES = "/api/messages";

    private static final Set<String> FILTER = Set.of("to", "from", "vendor", "state", "key", "text", "q", "after");
    private static final Set<String> PAGE =
            Set.of("to", "from", "vendor", "state", "key", "text", "q", "after", "before", "limit");
    private static final String IDS = "{\"ids\":[\"1\",\"2\"]}";

    private static final String CHANGE =
            "{\"change\":\"deliver\"}, {\"change\":\"fail\",\"code\":\"…\"}, {\"change\":\"delay\",\"seconds\":30}, or"
                    + " {\"change\"} with lose-reports, repeat-report or reverse-reports";
    private static final long MAX_DELAY_SECONDS = 365L * 24 * 3600;

    private final Journal journal;
    private final Messages messages;
    private final MessageDetail detail;

    MessageRoutes(Journal journal, MessageDetail detail) {
        this.journal = journal;
        this.messages = journal.messages();
        this.detail = detail;
    }

    List<Route> all() {
        return List.of(
                Route.get(MESSAGES, PAGE, this::list),
                new Route("DELETE", MESSAGES, FILTER, this::deleteFitting),
                Route.change("POST", MESSAGES + "/delete", this::deleteSome),
                Route.change("POST", MESSAGES + "/{id}/change", this::change),
                Route.get(MESSAGES + "/{id}", Set.of(), this::get),
                Route.change("DELETE", MESSAGES + "/{id}", this::deleteOne),
                Route.get("/api/recipients", Set.of("q", "before", "limit"), this::recipients));
    }

    private SandboxResponse list(ApiRequest request) throws ErrorResponseException {
        Parameters parameters = request.parameters();
        Instant now = journal.clock().instant();
        Page<KeptMessage> page =
                messages.newestFirst(parameters.filter(), now, parameters.before(), parameters.limit());
        return page("messages", page, message -> MessageJson.summary(message, now));
    }

    private SandboxResponse recipients(ApiRequest request) throws ErrorResponseException {
        Parameters parameters = request.parameters();
        Instant now = journal.clock().instant();
        Page<Recipient> page = messages.recipients(parameters.filter(), now, parameters.before(), parameters.limit());
        return page("recipients", page, recipient -> MessageJson.recipient(recipient, now));
    }

    private static <T> SandboxResponse page(String name, Page<T> page, Function<T, Object> json) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put(name, page.items().stream().map(json).toList());
        body.put("total", page.total());
        body.put("before", MessageJson.id(page.before()));
        return SandboxResponse.json(200, body);
    }

    private KeptMessage found(ApiRequest request) throws ErrorResponseException {
        long id = request.id("message");
        return messages.get(id).orElseThrow(() -> new ErrorResponseException(404, "There is no message " + id + "."));
    }

    private SandboxResponse get(ApiRequest request) throws ErrorResponseException {
        return SandboxResponse.json(200, detail.of(found(request)));
    }

    private SandboxResponse change(ApiRequest request) throws ErrorResponseException {
        KeptMessage message = found(request);
        JsonFields fields = request.body(CHANGE, Set.of("change", "code", "seconds"));
        MessageChange change =
                MessageChange.ofWord(ApiRequest.required(fields, "change")).orElseThrow(() -> fields.wrong("change"));
        if (fields.has("code") != (change == MessageChange.FAIL)) {
            throw fields.wrong("code");
        }
        if (fields.has("seconds") != (change == MessageChange.DELAY)) {
            throw fields.wrong("seconds");
        }
        MessageChanges changes = detail.changes(message);
        switch (change) {
            case DELIVER -> changes.deliver();
            case FAIL -> changes.fail(ApiRequest.required(fields, "code"));
            case DELAY -> changes.delay(seconds(fields));
            case LOSE_REPORTS -> changes.loseReports();
            case REPEAT_REPORT -> changes.repeatReport();
            case REVERSE_REPORTS -> changes.reverseReports();
        }
        messages.changed(message);
        return SandboxResponse.json(200, detail.of(message));
    }

    private static Duration seconds(JsonFields fields) throws ErrorResponseException {
        Long seconds = fields.integer("seconds");
        if (seconds == null || seconds < 1 || seconds > MAX_DELAY_SECONDS) {
            throw fields.wrong("seconds");
        }
        return Duration.ofSeconds(seconds);
    }

    private SandboxResponse deleteOne(ApiRequest request) throws ErrorResponseException {
        return deleted(List.of(found(request)));
    }

    private SandboxResponse deleteFitting(ApiRequest request) throws ErrorResponseException {
        InboxQuery filter = request.parameters().filter();
        return deleted(messages.fitting(filter));
    }

    private SandboxResponse deleteSome(ApiRequest request) throws ErrorResponseException {
        JsonFields fields = request.body(IDS, Set.of("ids"));
        List<String> ids = fields.strings("ids");
        if (ids == null) {
            throw fields.wrong("ids");
        }
        List<KeptMessage> found = new ArrayList<>();
        for (String id : ids) {
            if (!Parameters.isId(id)) {
                throw fields.wrong("ids");
            }
            messages.get(Long.parseLong(id)).ifPresent(found::add);
        }
        return deleted(found);
    }

    private SandboxResponse deleted(List<KeptMessage> found) {
        return SandboxResponse.json(
                200, Map.of("deleted", messages.remove(found).size()));
    }
}
