package io.heliograph.sandbox.api;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.JsonFields;
import io.heliograph.sandbox.http.Rfc3339;
import io.heliograph.sandbox.journal.Journal;
import io.heliograph.sandbox.journal.Numbers;
import io.heliograph.sandbox.journal.SendReport;
import io.heliograph.sandbox.server.RequestHandler;
import io.heliograph.sandbox.spi.SandboxResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes and reads the sends that SDKs report. Thread-safe. */
final class SendRoutes {
    private static final String SENDS = "/api/sends";
    private static final String SHAPE =
            "{\"send\",\"key\",\"to\",\"route\",\"traceId\",\"outcome\":\"accepted|rejected|unknown\",\"code\",\"provider\","
                    + "\"segments\",\"messageId\",\"attempts\":[{\"provider\",\"outcome\",\"code\",\"messageId\",\"at\",\"milliseconds\"}]}";
    private static final Set<String> MEMBERS = Set.of(
            "send",
            "key",
            "to",
            "route",
            "traceId",
            "outcome",
            "code",
            "provider",
            "segments",
            "messageId",
            "attempts");
    private static final Set<String> ATTEMPT = Set.of("provider", "outcome", "code", "messageId", "at", "milliseconds");
    private static final Set<String> OUTCOMES = Set.of("accepted", "rejected", "unknown");
    private static final int MAX_ATTEMPTS = 100;

    private final Journal journal;

    SendRoutes(Journal journal) {
        this.journal = journal;
    }

    List<Route> all() {
        return List.of(taking(), Route.get(SENDS, Set.of("key", "to", "before", "limit"), this::list));
    }

    private Route taking() {
        return Route.change("POST", SENDS, this::take);
    }

    /** Takes reports, and nothing else. */
    RequestHandler taker(AccessRules access) {
        return new Router(List.of(taking()), access);
    }

    private SandboxResponse list(ApiRequest request) throws ErrorResponseException {
        String key = request.parameters().text("key");
        String to = request.parameters().text("to");
        Predicate<SendReport> fits =
                report -> (key == null || key.equals(report.key())) && (to == null || Numbers.fits(report.to(), to));
        return RecordRoutes.page(request, "sends", journal.sends().log(), fits, RecordJson::send);
    }

    private SandboxResponse take(ApiRequest request) throws ErrorResponseException {
        JsonFields fields = request.body(SHAPE, MEMBERS);
        List<SendReport.Attempt> attempts = new ArrayList<>();
        List<JsonFields> sent = fields.objects("attempts");
        if (sent != null && sent.size() > MAX_ATTEMPTS) {
            throw fields.wrong("attempts");
        }
        for (JsonFields attempt : sent == null ? List.<JsonFields>of() : sent) {
            attempts.add(attempt(attempt));
        }
        journal.sends()
                .add(new SendReport(
                        journal.sends().log().nextId(),
                        fields.string("send"),
                        fields.string("key"),
                        ApiRequest.required(fields, "to"),
                        fields.string("route"),
                        fields.string("traceId"),
                        outcome(fields),
                        fields.string("code"),
                        fields.string("provider"),
                        fields.integer("segments"),
                        fields.string("messageId"),
                        attempts,
                        journal.clock().instant()));
        return SandboxResponse.empty(204);
    }

    private static SendReport.Attempt attempt(JsonFields fields) throws ErrorResponseException {
        fields.refuseUnknown(ATTEMPT);
        return new SendReport.Attempt(
                ApiRequest.required(fields, "provider"),
                outcome(fields),
                fields.string("code"),
                fields.string("messageId"),
                time(fields),
                fields.integer("milliseconds"));
    }

    private static String outcome(JsonFields fields) throws ErrorResponseException {
        String outcome = ApiRequest.required(fields, "outcome");
        if (!OUTCOMES.contains(outcome)) {
            throw fields.wrong("outcome");
        }
        return outcome;
    }

    private static @Nullable String time(JsonFields fields) throws ErrorResponseException {
        String at = fields.string("at");
        if (at != null && Rfc3339.parse(at) == null) {
            throw fields.wrong("at");
        }
        return at;
    }
}
