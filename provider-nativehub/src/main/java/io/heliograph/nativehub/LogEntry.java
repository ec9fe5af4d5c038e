package io.heliograph.nativehub;

import io.heliograph.message.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a message's log; what the vendor leaves out is empty.
 *
 * @param rawStatus the vendor's own word
 * @param route NativeHub's provider that had the message
 * @param dlrStatus the carrier's word
 * @param networkCode the recipient's network
 * @param errorMessage the vendor's prose, which may repeat a number or a text; not in {@code toString}
 * @param at when; null where the vendor doesn't say
 */
public record LogEntry(
        Status status,
        String rawStatus,
        String route,
        String dlrStatus,
        String networkCode,
        String errorCode,
        String errorMessage,
        @Nullable Instant at) {
    @Override
    public String toString() {
        return "LogEntry[" + status + (errorCode.isEmpty() ? "" : " " + errorCode) + " at " + at + "]";
    }
}
