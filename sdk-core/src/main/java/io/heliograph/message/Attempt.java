package io.heliograph.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One call to one provider to send a message. It holds nothing personal and is safe to log.
 *
 * @param provider the provider's name
 * @param number 1 for the first attempt of a send
 * @param startedAt when it began
 * @param took its duration
 * @param result how it ended
 * @param error why it failed; null if it was accepted
 * @param code the vendor's own code; null if it gave none
 * @param httpStatus the HTTP status of the response; 0 if none came
 * @param note what happened, in a few words that are safe to log
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

    /** How an attempt ended. */
    public enum Result {
        /** The provider accepted the message. */
        ACCEPTED,
        /** The provider certainly didn't accept it. */
        REJECTED,
        /** The provider may have accepted it: bytes went out, and no readable response came. */
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
