package io.heliograph.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One try at one provider. It holds nothing personal and is safe to log.
 *
 * @param provider the provider's name
 * @param number 1 for the first attempt of a send
 * @param startedAt when it began
 * @param took how long it took
 * @param result what came of it
 * @param error why not, unless it was accepted
 * @param code the vendor's own code, where it gave one
 * @param httpStatus the HTTP status of the answer, 0 where none came
 * @param note what happened, in a few words
 */
public record Attempt(
        String provider,
        int number,
        Instant startedAt,
        Duration took,
        Result result,
        @Nullable ErrorType error,
        @Nullable String code,
        int httpStatus,
        String note) {

    /** What came of an attempt. */
    public enum Result {
        /** The provider took the message. */
        ACCEPTED,
        /** The provider certainly didn't take it. */
        REJECTED,
        /** It may have taken it: bytes went out, and no readable answer came. */
        UNKNOWN
    }

    public Attempt {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(took, "took");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(note, "note");
    }
}
