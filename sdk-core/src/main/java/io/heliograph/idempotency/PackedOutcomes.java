package io.heliograph.idempotency;

import io.heliograph.internal.base.PackedReader;
import io.heliograph.internal.base.PackedWriter;
import io.heliograph.internal.outcome.PackedMessages;
import io.heliograph.internal.outcome.PackedValues;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Packs the outcomes of sends into few bytes. All fields are read as they were written, but the raw JSON of messages, which is
 * left out. Thread-safe.
 */
final class PackedOutcomes {
    private static final Attempt.Result[] RESULTS = Attempt.Result.values();

    /** The lowest two bits are the kind. */
    private static final int ACCEPTED = 0;

    private static final int REJECTED = 1;
    private static final int UNKNOWN = 2;
    private static final int KIND = 3;
    private static final int REPLAYED = 1 << 2;
    private static final int OWN_KEY = 1 << 3;

    private PackedOutcomes() {}

    /** Writes an outcome; its key only if it isn't that of its claim. */
    static void write(PackedWriter to, SendOutcome outcome, IdempotencyKey key) {
        boolean ownKey = !outcome.key().equals(key);
        to.number(kind(outcome) | (outcome.replayed() ? REPLAYED : 0) | (ownKey ? OWN_KEY : 0));
        if (ownKey) {
            to.text(outcome.key().value());
        }
        if (outcome instanceof SendOutcome.Accepted accepted) {
            PackedMessages.write(to, accepted.message());
        } else if (outcome instanceof SendOutcome.Rejected rejected) {
            PackedValues.write(to, rejected.failure());
        } else if (outcome instanceof SendOutcome.Unknown unknown) {
            to.word(unknown.provider());
            to.word(unknown.reason());
        }
        int count = outcome.attempts().size();
        to.number(count);
        for (int at = 0; at < count; at++) {
            write(to, outcome.attempts().get(at));
        }
    }

    private static int kind(SendOutcome outcome) {
        return outcome instanceof SendOutcome.Accepted
                ? ACCEPTED
                : outcome instanceof SendOutcome.Rejected ? REJECTED : UNKNOWN;
    }

    /** Reads an outcome of a claim with this key. */
    static SendOutcome read(PackedReader from, IdempotencyKey claimed) {
        int flags = from.count();
        IdempotencyKey key = (flags & OWN_KEY) == 0 ? claimed : IdempotencyKey.of(from.text());
        boolean replayed = (flags & REPLAYED) != 0;
        return switch (flags & KIND) {
            case ACCEPTED -> new SendOutcome.Accepted(PackedMessages.read(from), key, readAttempts(from), replayed);
            case REJECTED ->
                new SendOutcome.Rejected(PackedValues.readFailure(from), key, readAttempts(from), replayed);
            default -> new SendOutcome.Unknown(from.text(), from.text(), key, readAttempts(from), replayed);
        };
    }

    private static void write(PackedWriter to, Attempt attempt) {
        to.word(attempt.provider());
        to.signed(attempt.number());
        to.instant(attempt.startedAt());
        to.duration(attempt.took());
        to.constant(attempt.result());
        ErrorType error = attempt.error();
        String code = attempt.code();
        to.number((error == null ? 0 : 1) | (code == null ? 0 : 2));
        if (error != null) {
            PackedValues.write(to, error);
        }
        if (code != null) {
            to.word(code);
        }
        to.signed(attempt.httpStatus());
        to.word(attempt.note());
    }

    private static List<Attempt> readAttempts(PackedReader from) {
        int count = from.count();
        List<Attempt> attempts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attempts.add(readAttempt(from));
        }
        return attempts;
    }

    private static Attempt readAttempt(PackedReader from) {
        String provider = from.text();
        int number = Math.toIntExact(from.signed());
        Instant startedAt = from.instant();
        Duration took = from.duration();
        Attempt.Result result = from.constant(RESULTS);
        int flags = from.count();
        ErrorType error = (flags & 1) == 0 ? null : PackedValues.readErrorType(from);
        @Nullable String code = (flags & 2) == 0 ? null : from.text();
        int httpStatus = Math.toIntExact(from.signed());
        return new Attempt(provider, number, startedAt, took, result, error, code, httpStatus, from.text());
    }
}
