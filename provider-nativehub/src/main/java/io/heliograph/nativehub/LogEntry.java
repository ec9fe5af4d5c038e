package io.heliograph.nativehub;

import io.heliograph.message.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a message's log; a field that the vendor omits is empty.
 *
 * @param id the vendor's id of the entry
 * @param rawStatus the vendor's own status word
 * @param route NativeHub's upstream provider for the message
 * @param connectionId the vendor's id of its connection to that provider
 * @param dlrStatus the carrier's DLR status
 * @param networkCode the recipient's network
 * @param errorMessage the vendor's free text, which may contain a number or a message text; not in {@code toString}
 * @param at the time of the entry; null where the vendor doesn't say
 * @param rawJson the vendor's JSON for the entry
 */
public record LogEntry(
        String id,
        Status status,
        String rawStatus,
        String route,
        String connectionId,
        String dlrStatus,
        String networkCode,
        String errorCode,
        String errorMessage,
        @Nullable Instant at,
        String rawJson) {
    @Override
    public String toString() {
        return "LogEntry[" + status + (errorCode.isEmpty() ? "" : " " + errorCode) + " at " + at + "]";
    }
}
