package io.heliograph.sandbox.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A send as an SDK reports it. Immutable and thread-safe.
 *
 * @param send the SDK's id of the send
 * @param outcome {@code accepted}, {@code rejected} or {@code unknown}
 * @param provider the provider that the outcome is of
 * @param messageId the vendor's id of the message
 */
public record SendReport(
        long id,
        @Nullable String send,
        @Nullable String key,
        String to,
        @Nullable String route,
        @Nullable String traceId,
        String outcome,
        @Nullable String code,
        @Nullable String provider,
        @Nullable Long segments,
        @Nullable String messageId,
        List<Attempt> attempts,
        Instant at)
        implements Entry {

    /** An attempt at a provider. */
    public record Attempt(
            String provider,
            String outcome,
            @Nullable String code,
            @Nullable String messageId,
            @Nullable String at,
            @Nullable Long milliseconds) {}

    /** A report. */
    public SendReport {
        attempts = List.copyOf(attempts);
    }

    /** Shows the outcome only: the rest has numbers. */
    @Override
    public String toString() {
        return "SendReport[id=" + id + ", outcome=" + outcome + "]";
    }
}
