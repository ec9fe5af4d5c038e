package io.heliograph.store.jdbc;

import io.heliograph.message.Attempt;
import io.heliograph.message.Direction;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.store.internal.Document;
import io.heliograph.store.internal.DocumentWriter;
import io.heliograph.store.internal.StoreKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes an outcome for its column and reads it back: everything but {@link Message#text()} and {@link Message#rawJson()},
 * which hold the text. Immutable and thread-safe.
 */
final class OutcomeCodec {
    private final StoreKey key;

    OutcomeCodec(StoreKey key) {
        this.key = key;
    }

    String write(SendOutcome outcome) {
        return DocumentWriter.write(key, out -> {
            out.flag("replayed", outcome.replayed());
            if (outcome instanceof SendOutcome.Accepted accepted) {
                out.object("accepted", message -> write(message, accepted.message()));
            } else if (outcome instanceof SendOutcome.Rejected rejected) {
                out.failure("rejected", rejected.failure());
            } else if (outcome instanceof SendOutcome.Unknown unknown) {
                out.object("unknown", fields -> {
                    fields.plain("provider", unknown.provider());
                    fields.plain("reason", unknown.reason());
                });
            }
            out.list("attempts", outcome.attempts(), OutcomeCodec::write);
        });
    }

    /** Reads the outcome of a key. */
    SendOutcome read(IdempotencyKey of, String json) {
        Document document = Document.read(key, json);
        List<Attempt> attempts = document.list("attempts", OutcomeCodec::attempt);
        boolean replayed = document.flag("replayed");
        Optional<Document> accepted = document.object("accepted");
        if (accepted.isPresent()) {
            return new SendOutcome.Accepted(message(accepted.get()), of, attempts, replayed);
        }
        Optional<Document> unknown = document.object("unknown");
        if (unknown.isPresent()) {
            return new SendOutcome.Unknown(
                    unknown.get().text("provider"), unknown.get().text("reason"), of, attempts, replayed);
        }
        return new SendOutcome.Rejected(
                Objects.requireNonNull(document.failure("rejected"), "rejected"), of, attempts, replayed);
    }

    private static void write(DocumentWriter out, Attempt attempt) throws IOException {
        out.plain("provider", attempt.provider());
        out.number("number", attempt.number());
        out.plain("startedAt", attempt.startedAt());
        out.plain("took", attempt.took());
        out.plain("result", attempt.result());
        out.plain("error", Optional.ofNullable(attempt.error()));
        out.text("code", attempt.code() == null ? "" : attempt.code());
        out.number("httpStatus", attempt.httpStatus());
        out.plain("note", attempt.note());
    }

    private static Attempt attempt(Document in) {
        return new Attempt(
                in.text("provider"),
                in.number("number"),
                in.required("startedAt", Instant::parse),
                in.required("took", Duration::parse),
                in.required("result", Attempt.Result::valueOf),
                in.value("error", ErrorType::valueOf).orElse(null),
                in.textOrNull("code"),
                in.number("httpStatus"),
                in.text("note"));
    }

    private static void write(DocumentWriter out, Message message) throws IOException {
        out.plain("id", message.id());
        out.plain("status", message.status());
        out.text("rawStatus", message.rawStatus());
        out.phone("to", message.to());
        out.sender("from", message.from());
        out.plain(
                "segments",
                message.segments().isPresent() ? Optional.of(message.segments().getAsInt()) : Optional.empty());
        out.money("price", message.price());
        out.money("fees", message.fees());
        out.text("tag", message.tag().orElse(""));
        out.plain("direction", message.direction());
        out.plain("scheduledAt", message.scheduledAt());
        out.plain("submittedAt", message.submittedAt());
        out.plain("sentAt", message.sentAt());
        out.plain("deliveredAt", message.deliveredAt());
        out.failure("failure", message.failure());
        out.list("recipients", message.recipients(), OutcomeCodec::write);
        List<@Nullable String> parts = new ArrayList<>();
        for (int i = 0; i < message.partIds().size(); i++) {
            parts.add(
                    message.rejectedParts().contains(i + 1)
                            ? null
                            : message.partIds().get(i).value());
        }
        out.list("parts", parts, (fields, part) -> {
            fields.flag("accepted", part != null);
            fields.plain("id", part == null ? "" : part);
        });
    }

    private static Message message(Document in) {
        MessageId id = in.required("id", MessageId::parse);
        Status status = in.required("status", Status::valueOf);
        List<@Nullable String> parts = in.list("parts", part -> part.flag("accepted") ? part.text("id") : null);
        Message.Builder message =
                parts.isEmpty() ? Message.builder(id, status) : Message.inParts(id.provider(), parts, status);
        return message.rawStatus(in.text("rawStatus"))
                .to(in.phone("to"))
                .from(in.sender("from").orElse(null))
                .segments(in.value("segments", Integer::valueOf).orElse(null))
                .price(in.money("price"))
                .fees(in.money("fees"))
                .tag(in.textOrNull("tag"))
                .direction(in.required("direction", Direction::valueOf))
                .scheduledAt(in.instant("scheduledAt"))
                .submittedAt(in.instant("submittedAt"))
                .sentAt(in.instant("sentAt"))
                .deliveredAt(in.instant("deliveredAt"))
                .failure(in.failure("failure"))
                .recipients(in.list("recipients", OutcomeCodec::recipient))
                .build();
    }

    private static void write(DocumentWriter out, RecipientStatus recipient) throws IOException {
        out.plain("id", recipient.id());
        out.phone("to", recipient.to());
        out.plain("status", recipient.status());
        out.text("rawStatus", recipient.rawStatus());
        out.failure("failure", recipient.failure());
    }

    private static RecipientStatus recipient(Document in) {
        return new RecipientStatus(
                in.required("id", MessageId::parse),
                in.phone("to"),
                in.required("status", Status::valueOf),
                in.text("rawStatus"),
                in.failure("failure"));
    }
}
