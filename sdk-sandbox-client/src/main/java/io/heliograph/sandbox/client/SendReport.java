package io.heliograph.sandbox.client;

import com.squareup.moshi.JsonWriter;
import io.heliograph.event.SendCompletion;
import io.heliograph.json.JsonBody;
import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The report of a finished send to one message, as {@code POST /api/sends} takes it.
 *
 * @param to the number, or {@link #ALL}
 * @param messageId the vendor's id; empty where there is none
 * @param segments 0 where they aren't known
 */
record SendReport(
        SendRequest request,
        String route,
        SendOutcome outcome,
        Optional<String> traceId,
        String to,
        String messageId,
        int segments)
        implements JsonBody {
    /** Every number with the message's id, as the API writes it. */
    static final String ALL = "*";

    /** A call with more recipients is reported for these only: a sandbox is looked at, not counted with. */
    static final int MAX_RECIPIENTS = 100;

    /** The report of a send to one recipient. */
    static SendReport of(SendCompletion end, SendOutcome outcome, Optional<String> traceId) {
        Message message = messageOf(outcome);
        int segments = message != null && message.segments().isPresent()
                ? message.segments().getAsInt()
                : end.usage().map(SendCompletion.Usage::parts).orElse(0);
        SendRequest request = end.request();
        return new SendReport(
                request, end.route(), outcome, traceId, request.to().e164(), idOf(message), segments);
    }

    /** The reports of a call with several recipients: one for each that has an id of its own, else one for all. */
    static List<SendReport> ofBulk(SendCompletion end, SendOutcome outcome, Optional<String> traceId) {
        Message message = messageOf(outcome);
        List<SendReport> reports = new ArrayList<>();
        if (message != null) {
            for (RecipientStatus each : message.recipients()) {
                if (each.id().isKnown() && !each.id().equals(message.id()) && reports.size() < MAX_RECIPIENTS) {
                    reports.add(of(
                            end,
                            outcome,
                            traceId,
                            each.to().map(PhoneNumber::e164).orElse(ALL),
                            each.id().value()));
                }
            }
        }
        return reports.isEmpty() ? List.of(of(end, outcome, traceId, ALL, idOf(message))) : List.copyOf(reports);
    }

    private static SendReport of(
            SendCompletion end, SendOutcome outcome, Optional<String> traceId, String to, String messageId) {
        return new SendReport(end.request(), end.route(), outcome, traceId, to, messageId, 0);
    }

    private static @Nullable Message messageOf(SendOutcome outcome) {
        return outcome instanceof SendOutcome.Accepted accepted ? accepted.message() : null;
    }

    private static String idOf(@Nullable Message message) {
        return message == null ? "" : message.id().value();
    }

    /** The providers that were called, the last one first: it is the one that answered. */
    List<String> providers() {
        List<String> providers = new ArrayList<>();
        outcome.attempts().forEach(attempt -> providers.add(0, attempt.provider()));
        return providers;
    }

    @Override
    public void writeTo(JsonWriter json) throws IOException {
        json.beginObject();
        json.name("send").value(UUID.randomUUID().toString());
        json.name("key").value(request.key().value());
        json.name("to").value(to);
        json.name("route").value(route);
        json.name("traceId").value(traceId.orElse(null));
        json.name("outcome").value(word());
        json.name("code").value(outcome instanceof SendOutcome.Rejected rejected ? code(rejected.failure()) : null);
        json.name("provider").value(providers().stream().findFirst().orElse(null));
        json.name("segments");
        if (segments > 0) {
            json.value(segments);
        } else {
            json.nullValue();
        }
        json.name("messageId").value(messageId.isEmpty() ? null : messageId);
        json.name("attempts").beginArray();
        for (Attempt attempt : outcome.attempts()) {
            write(json, attempt);
        }
        json.endArray();
        json.endObject();
    }

    private String word() {
        return outcome.fold(accepted -> "accepted", rejected -> "rejected", unknown -> "unknown");
    }

    private void write(JsonWriter json, Attempt attempt) throws IOException {
        boolean isAccepted = attempt.result() == Attempt.Result.ACCEPTED;
        json.beginObject();
        json.name("provider").value(attempt.provider());
        json.name("outcome").value(attempt.result().name().toLowerCase(Locale.ROOT));
        json.name("code").value(code(attempt));
        json.name("messageId").value(isAccepted && !messageId.isEmpty() ? messageId : null);
        json.name("at").value(attempt.startedAt().toString());
        json.name("milliseconds").value(attempt.took().toMillis());
        json.endObject();
    }

    /** The vendor's code, or else ours. */
    private static String code(Failure failure) {
        return failure.code().orElse(failure.type().name());
    }

    private static @Nullable String code(Attempt attempt) {
        return attempt.code() != null || attempt.error() == null
                ? attempt.code()
                : attempt.error().name();
    }

    @Override
    public String toString() {
        return "SendReport[" + request.key() + "]";
    }
}
