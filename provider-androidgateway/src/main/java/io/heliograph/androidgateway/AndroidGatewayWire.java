package io.heliograph.androidgateway;

import io.heliograph.message.Status;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The gateway's wire format of states and times, as in the server's source (v1.47.1, 2026-08-22). */
final class AndroidGatewayWire {
    private static final Pattern RECEIVED = Pattern.compile("Delivery result from SC .*: 0");

    private AndroidGatewayWire() {}

    /** Truncates a time to whole seconds, which every version accepts. */
    static Instant asSent(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Formats a time, always with a Z: the plus of an offset means a blank in a query. */
    static String time(Instant time) {
        return asSent(time).toString();
    }

    /** Formats an optional time. */
    static @Nullable String timeOrNull(@Nullable Instant time) {
        return time == null ? null : time(time);
    }

    /** The status of a state and its error text; a delivery is certain only if the error text doesn't contradict it. */
    static Status certainStatus(@Nullable String word, @Nullable String error) {
        Status status = status(word);
        return status == Status.DELIVERED && isDoubtful(error) ? Status.UNCONFIRMED : status;
    }

    /**
     * Whether an error text makes a "delivered" uncertain. The app reports it for each TP-Status up to 31, with an error
     * text for all but 0 (app 1.68, 2026-07-14). Only 0 is "received by the SME": 1 is forwarded without confirmation, 2
     * replaced by the service centre, the others are reserved or specific to the centre (3GPP TS 23.040, 9.2.3.15).
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

    /** The gateway's state of a status; null if it has none. */
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
