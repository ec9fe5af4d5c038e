package io.heliograph.sandbox.vendor.thaibulk;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.vendor.Refusal;
import io.heliograph.sandbox.vendor.RefusalTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The HTTP statuses, codes and recipient statuses of Me SMS (API v2, 2026-11-20); 403 and 404 by their meaning only. */
final class ThaiBulkFaults {
    private static final String PROCESSING = "Message is already processing";

    static final RefusalTable REFUSALS = new RefusalTable(List.of(
            Refusal.ofSend("http-400", "999400", 400, "Invalid parameters"),
            Refusal.ofSend("http-401", "999401", 401, "Invalid API key"),
            Refusal.ofSend("INSUFFICIENT_CREDITS", "999402", 402, "Insufficient credits")
                    .with(Map.of("code", "INSUFFICIENT_CREDITS")),
            Refusal.ofSend("http-402", "999412", 402, "Insufficient credits"),
            Refusal.ofSend("http-403", "999403", 403, "Missing scope sms:send"),
            Refusal.ofSend("http-404", "999404", 404, "Not found"),
            Refusal.ofSend("http-429", "999429", 429, "Too many requests"),
            ofCancel("NOT_SCHEDULED", 400, "Message is not scheduled").with(Map.of("code", "NOT_SCHEDULED")),
            ofCancel("ALREADY_CANCELLED", 400, "Message is already cancelled")
                    .with(Map.of("code", "ALREADY_CANCELLED")),
            ofCancel("ALREADY_PROCESSING", 400, PROCESSING).with(Map.of("code", "ALREADY_PROCESSING")),
            ofCancel("http-409", 409, PROCESSING)));

    private static final List<VendorFault> STATUSES = List.of(
            ofRecipient("invalid", "999001", "at once"),
            ofRecipient("blocked", "999002", "at once"),
            ofRecipient("failed", "999003", "after D"),
            ofRecipient("expired", "999004", "after D"),
            ofRecipient("timeout", "999005", "after 4 D"));

    private ThaiBulkFaults() {}

    private static Refusal ofCancel(String code, int status, String text) {
        return Refusal.of(code, Effect.REFUSES_CANCEL, "", status, text);
    }

    private static VendorFault ofRecipient(String status, String lastDigits, String when) {
        return new VendorFault(
                status, Effect.FAILS_MESSAGE, lastDigits, "200; the recipient is " + status + " " + when);
    }

    static List<VendorFault> all() {
        return Stream.concat(REFUSALS.faults().stream(), STATUSES.stream()).toList();
    }

    /** The last step of a recipient with a fault. */
    static Step ending(VendorFault fault, Instant start, Duration deliverAfter) {
        Instant at = switch (fault.code()) {
            case "invalid", "blocked" -> start;
            case "timeout" -> start.plus(deliverAfter.multipliedBy(4));
            default -> start.plus(deliverAfter);
        };
        return new Step(at, fault.code());
    }
}
