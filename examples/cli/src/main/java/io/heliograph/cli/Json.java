package io.heliograph.cli;

import com.squareup.moshi.JsonWriter;
import io.heliograph.message.Attempt;
import io.heliograph.message.Message;
import io.heliograph.message.Money;
import io.heliograph.message.SendOutcome;
import io.heliograph.money.CostEstimate;
import io.heliograph.routing.Plan;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okio.Buffer;

/** The commands' output with {@code --json}. Numbers are masked, because output ends up in logs. */
final class Json {
    /** Writes a document, or a part of one. */
    @FunctionalInterface
    interface Body {
        void writeTo(JsonWriter json) throws IOException;
    }

    private Json() {}

    static String document(Body body) {
        Buffer buffer = new Buffer();
        try (JsonWriter json = JsonWriter.of(buffer)) {
            json.setIndent("  ");
            body.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.readUtf8();
    }

    static String outcome(SendOutcome outcome) {
        return document(json -> {
            json.beginObject();
            writeOutcome(json, outcome);
            json.endObject();
        });
    }

    static String outcomes(List<SendOutcome> outcomes) {
        return document(json -> {
            json.beginObject();
            json.name("outcomes").beginArray();
            for (SendOutcome outcome : outcomes) {
                json.beginObject();
                writeOutcome(json, outcome);
                json.endObject();
            }
            json.endArray();
            json.endObject();
        });
    }

    static String timeline(Timeline timeline) {
        return document(json -> {
            json.beginObject();
            json.name("provider").value(timeline.id().provider());
            json.name("id").value(timeline.id().value());
            json.name("status").value(timeline.status().name());
            json.name("final").value(timeline.isFinal());
            json.name("reports").beginArray();
            for (StatusReport report : timeline.reports()) {
                json.beginObject();
                json.name("status").value(report.status().name());
                json.name("source").value(report.source().name());
                json.name("receivedAt").value(report.receivedAt().toString());
                optional(json, "to", report.recipient().map(Object::toString));
                json.endObject();
            }
            json.endArray();
            json.endObject();
        });
    }

    static String message(Message message) {
        return document(json -> writeMessage(json, message));
    }

    static String plan(Plan plan) {
        return document(json -> {
            json.beginObject();
            json.name("rule").value(plan.rule());
            json.name("encoding").value(plan.segments().encoding().toString());
            json.name("segments").value(plan.segments().parts());
            json.name("units").value(plan.segments().units());
            json.name("providers").beginArray();
            for (String provider : plan.providers()) {
                json.value(provider);
            }
            json.endArray();
            json.name("steps").beginArray();
            for (CostEstimate estimate : plan.steps()) {
                writeEstimate(json, estimate);
            }
            json.endArray();
            writeIgnored(json, plan.ignored());
            json.name("leftOut").beginArray();
            for (Plan.Excluded leftOut : plan.excluded()) {
                json.beginObject();
                json.name("provider").value(leftOut.provider());
                json.name("error").value(leftOut.reason().type().name());
                json.name("reason").value(leftOut.reason().reason());
                json.endObject();
            }
            json.endArray();
            json.endObject();
        });
    }

    private static void writeIgnored(JsonWriter json, List<Plan.Ignored> all) throws IOException {
        json.name("ignored").beginArray();
        for (Plan.Ignored ignored : all) {
            json.beginObject();
            json.name("provider").value(ignored.provider());
            json.name("fields").beginArray();
            for (String field : ignored.fields()) {
                json.value(field);
            }
            json.endArray();
            json.endObject();
        }
        json.endArray();
    }

    static void writeEstimate(JsonWriter json, CostEstimate estimate) throws IOException {
        json.beginObject();
        json.name("provider").value(estimate.provider());
        json.name("segments").value(estimate.segments().parts());
        json.name("sendable").value(estimate.segments().sendable());
        json.name("credits").beginObject();
        for (Map.Entry<String, Long> amount : estimate.credits().amounts().entrySet()) {
            json.name(amount.getKey()).value(amount.getValue());
        }
        json.endObject();
        json.name("exact").value(estimate.credits().exact());
        optional(json, "price", estimate.price().map(Money::toString));
        json.endObject();
    }

    static void writeOutcome(JsonWriter json, SendOutcome outcome) throws IOException {
        if (outcome instanceof SendOutcome.Accepted accepted) {
            json.name("outcome").value("accepted");
            json.name("message");
            writeMessage(json, accepted.message());
        } else if (outcome instanceof SendOutcome.Rejected rejected) {
            json.name("outcome").value("rejected");
            json.name("error").value(rejected.errorType().name());
            optional(json, "code", rejected.failure().code());
            json.name("reason").value(rejected.failure().reason());
            json.name("retryable").value(rejected.failure().retryable());
        } else if (outcome instanceof SendOutcome.Unknown unknown) {
            json.name("outcome").value("unknown");
            json.name("provider").value(unknown.provider());
            json.name("reason").value(unknown.reason());
        }
        json.name("key").value(outcome.key().value());
        json.name("replayed").value(outcome.replayed());
        json.name("attempts");
        writeAttempts(json, outcome.attempts());
    }

    private static void writeAttempts(JsonWriter json, List<Attempt> attempts) throws IOException {
        json.beginArray();
        for (Attempt attempt : attempts) {
            json.beginObject();
            json.name("number").value(attempt.number());
            json.name("provider").value(attempt.provider());
            json.name("result").value(attempt.result().name());
            if (attempt.error() != null) {
                json.name("error").value(attempt.error().name());
            }
            optional(json, "code", Optional.ofNullable(attempt.code()));
            if (attempt.httpStatus() != 0) {
                json.name("httpStatus").value(attempt.httpStatus());
            }
            json.name("startedAt").value(attempt.startedAt().toString());
            json.name("tookMillis").value(attempt.took().toMillis());
            json.name("note").value(attempt.note());
            json.endObject();
        }
        json.endArray();
    }

    static void writeMessage(JsonWriter json, Message message) throws IOException {
        json.beginObject();
        json.name("provider").value(message.provider());
        json.name("id").value(message.id().value());
        json.name("status").value(message.status().name());
        json.name("final").value(message.status().isFinal());
        json.name("rawStatus").value(message.rawStatus());
        optional(json, "to", message.to().map(Object::toString));
        optional(json, "from", message.from().map(Object::toString));
        if (message.segments().isPresent()) {
            json.name("segments").value(message.segments().getAsInt());
        }
        optional(json, "price", message.price().map(Money::toString));
        optional(json, "fees", message.fees().map(Money::toString));
        optional(json, "tag", message.tag());
        optional(json, "submittedAt", message.submittedAt().map(Instant::toString));
        optional(json, "sentAt", message.sentAt().map(Instant::toString));
        optional(json, "deliveredAt", message.deliveredAt().map(Instant::toString));
        optional(json, "error", message.failure().map(failure -> failure.type().name()));
        optional(json, "reason", message.failure().map(failure -> failure.reason()));
        json.endObject();
    }

    private static void optional(JsonWriter json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.name(name).value(value.get());
        }
    }
}
