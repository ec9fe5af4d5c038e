package io.heliograph.androidgateway;

import io.heliograph.message.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The gateway's words for states and times, as in the server's source (v1.47.1, 2026-08-22). */
final class AndroidGatewayWire {
    private static final Pattern RECEIVED = Pattern.compile("Delivery result from SC .*: 0");

    private AndroidGatewayWire() {}

    /** Times go out in whole seconds, which every version reads. */
    static Instant asSent(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Always with a Z: in a query the plus of an offset would read as a blank. */
    static String time(Instant time) {
        return asSent(time).toString();
    }

    /** The same for a time that may be left out. */
    static @Nullable String timeOrNull(@Nullable Instant time) {
        return time == null ? null : time(time);
    }

    /** A word's status, where an error may stand beside it. */
    static Status certainStatus(@Nullable String word, @Nullable String error) {
        Status status = status(word);
        return status == Status.DELIVERED && isDoubtful(error) ? Status.UNCONFIRMED : status;
    }

    /**
     * Whether a "delivered" isn't one. The app says it for each TP-Status up to 31 and shows all but 0 as an error (app 1.68,
     * 2026-07-14); of these only 0 is "received by the SME": 1 is forwarded without confirmation, 2 replaced by the service
     * centre, the others are reserved or the centre's own (3GPP TS 23.040, 9.2.3.15).
     */
    static boolean isDoubtful(@Nullable String error) {
        return error != null
                && !error.isBlank()
                && !RECEIVED.matcher(error.strip()).matches();
    }

    static Status status(@Nullable String word) {
        if (word == null) {
            return Status.UNKNOWN;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "pending" -> Status.QUEUED;
            case "processed" -> Status.SUBMITTED;
            case "sent" -> Status.SENT;
            case "delivered" -> Status.DELIVERED;
            case "failed" -> Status.FAILED;
            case "cancelling" -> Status.CANCELLING;
            case "cancelled" -> Status.CANCELLED;
            default -> Status.UNKNOWN;
        };
    }

    /** The gateway's word for a status; null where it has none. */
    static @Nullable String state(Status status) {
        return switch (status) {
            case QUEUED -> "Pending";
            case SUBMITTED -> "Processed";
            case SENT -> "Sent";
            case DELIVERED -> "Delivered";
            case FAILED -> "Failed";
            case CANCELLING -> "Cancelling";
            case CANCELLED -> "Cancelled";
            case SCHEDULED, UNDELIVERED, REJECTED, EXPIRED, UNCONFIRMED, UNKNOWN -> null;
        };
    }
}
