package io.heliograph.sandbox.vendor.androidgateway;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SandboxResponse;
import io.heliograph.sandbox.vendor.Refusal;
import io.heliograph.sandbox.vendor.RefusalTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The errors of Android SMS Gateway: the texts of the server (v1.47.1, 2026-08-22) and the reasons of the phone (app 1.68.0,
 * 2026-07-14). A {@code RESULT_…} has the number 999100 plus its value in Android's {@code SmsManager}, a TP-Status of the
 * delivery report 999200 plus its value (3GPP TS 23.040, 9.2.3.15). What begins with {@code phone-} only a phone that is
 * asked directly answers.
 */
final class AndroidFaults {
    /** What a server that has no such route answers, and one older than 1.45 to a cancellation. */
    static final String OLD_SERVER = "cancel-old-server";

    private static final String QUEUE = "failed to enqueue message: queue limits exceeded: ";
    private static final String SENT = "Sent";
    private static final String PROCESSED = "Processed";
    private static final String CANCEL = "failed to cancel message: ";

    static final RefusalTable REFUSALS = new RefusalTable(List.of(
            Refusal.ofSend("parse-body", "999400", 400, "failed to parse body: unexpected end of JSON input"),
            Refusal.ofSend("validate", "999410", 400, "failed to validate: scheduleAt must be in the future"),
            Refusal.ofSend("invalid-number", "999411", 400, "invalid phone number"),
            Refusal.ofSend("not-mobile", "999412", 400, "not mobile phone number"),
            Refusal.ofSend("parse-number", "999413", 400, "failed to parse phone number: the number is too long"),
            Refusal.ofSend("not-unique", "999414", 400, "phone numbers must be unique"),
            Refusal.ofSend(
                    "schedule-after-validity", "999415", 400, "scheduleAt must be less than or equal to validUntil"),
            Refusal.ofSend("no-device", "999416", 400, "failed to select device: record not found"),
            Refusal.ofSend("phone-device", "999417", 400, "Invalid device ID"),
            Refusal.ofSend("http-401", "999401", 401, "Unauthorized"),
            Refusal.ofSend("http-403", "999403", 403, "scope required: messages:send"),
            Refusal.ofSend("http-404", "999404", 404, "Not Found"),
            Refusal.ofSend("duplicate-id", "999409", 409, "message with the same ID already exists"),
            Refusal.ofSend("http-500", "999500", 500, "failed to handle request"),
            Refusal.ofSend("queue-pending", "999503", 503, QUEUE + "too many pending messages: 100 / 100"),
            Refusal.ofSend("queue-old", "999513", 503, QUEUE + "too old pending message: 2026-11-01T00:00:00Z"),
            Refusal.ofSend("queue-failed", "999523", 503, QUEUE + "too many failed messages"),
            ofCancel("cancel-multiple", 400, CANCEL + "multiple messages found"),
            ofCancel("cancel-not-found", 404, CANCEL + "message not found"),
            ofCancel("cancel-not-pending", 409, CANCEL + "message is not pending"),
            ofCancel("cancel-500", 500, CANCEL + "failed to handle request"),
            ofCancel(OLD_SERVER, 404, "Not Found"),
            ofCancel("phone-cancel-not-pending", 400, "Message not pending"),
            ofCancel("phone-cancel-old-app", 405, "Method Not Allowed"),
            Refusal.of("read-multiple", Effect.REFUSES_READ, "", 500, "failed to get message state")));

    // The refusals that come as plain text: there is no such route.
    private static final Set<String> PLAIN_TEXT = Set.of("http-404", OLD_SERVER, "phone-cancel-old-app");

    private static final String NO_SIMS = "Can't send message: No SIMs found";
    // By their value in Android's SmsManager, from 1 on.
    private static final List<String> RESULTS = List.of(
            "ERROR_GENERIC_FAILURE",
            "ERROR_RADIO_OFF",
            "ERROR_NULL_PDU",
            "ERROR_NO_SERVICE",
            "ERROR_LIMIT_EXCEEDED",
            "ERROR_FDN_CHECK_FAILURE",
            "ERROR_SHORT_CODE_NOT_ALLOWED",
            "ERROR_SHORT_CODE_NEVER_ALLOWED",
            "RADIO_NOT_AVAILABLE",
            "NETWORK_REJECT",
            "INVALID_ARGUMENTS",
            "INVALID_STATE",
            "NO_MEMORY",
            "INVALID_SMS_FORMAT",
            "SYSTEM_ERROR",
            "MODEM_ERROR",
            "NETWORK_ERROR",
            "ENCODING_ERROR",
            "INVALID_SMSC_ADDRESS",
            "OPERATION_NOT_ALLOWED",
            "INTERNAL_ERROR",
            "NO_RESOURCES",
            "CANCELLED",
            "REQUEST_NOT_SUPPORTED",
            "NO_BLUETOOTH_SERVICE",
            "INVALID_BLUETOOTH_ADDRESS",
            "BLUETOOTH_DISCONNECTED",
            "UNEXPECTED_EVENT_STOP_SENDING",
            "SMS_BLOCKED_DURING_EMERGENCY",
            "SMS_SEND_RETRY_FAILED",
            "REMOTE_EXCEPTION",
            "NO_DEFAULT_SMS_APP",
            "USER_NOT_ALLOWED");
    // 0 to 2 are delivered: received, forwarded without confirmation, replaced; from 64 on it has failed.
    private static final List<Integer> TP_STATUSES = List.of(1, 2, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73);
    private static final int FIRST_FAILED = 64;

    /** How a message ends at the phone. */
    private record Ending(VendorFault fault, String state, String error, boolean afterSending) {}

    private static final Map<String, Ending> ENDINGS = endings();

    private AndroidFaults() {}

    private static Refusal ofCancel(String code, int status, String text) {
        return Refusal.of(code, Effect.REFUSES_CANCEL, "", status, text);
    }

    private static Map<String, Ending> endings() {
        Map<String, Ending> endings = new LinkedHashMap<>();
        failed(endings, "ttl-expired", 1, "TTL expired");
        failed(endings, "invalid-number-at-phone", 2, "sendSMS: Invalid phone number");
        failed(endings, "no-sims", 3, NO_SIMS);
        failed(endings, "sim-not-found", 4, "Can't send message: SIM 3 not found");
        failed(endings, "no-passphrase", 5, "Can't send message: No passphrase set");
        for (int i = 0; i < RESULTS.size(); i++) {
            String result = "RESULT_" + RESULTS.get(i);
            failed(endings, result, 101 + i, "Send result: " + result);
        }
        for (int status : TP_STATUSES) {
            String state = status < FIRST_FAILED ? "Delivered" : "Failed";
            String error = "Delivery result from SC sandbox: " + status;
            add(endings, "tp-status-" + status, 200 + status, state, error, true);
        }
        return endings;
    }

    private static void failed(Map<String, Ending> endings, String code, int number, String error) {
        add(endings, code, number, "Failed", error, false);
    }

    private static void add(
            Map<String, Ending> endings, String code, int number, String state, String error, boolean afterSending) {
        String words =
                String.format(Locale.ROOT, "202; %s after %s with `%s`", state, afterSending ? "D" : "D/2", error);
        VendorFault fault =
                new VendorFault(code, Effect.FAILS_MESSAGE, String.format(Locale.ROOT, "999%03d", number), words);
        endings.put(code, new Ending(fault, state, error, afterSending));
    }

    static List<VendorFault> all() {
        List<VendorFault> all = new ArrayList<>(REFUSALS.faults());
        ENDINGS.values().forEach(ending -> all.add(ending.fault()));
        all.addAll(AndroidHealth.FAULTS);
        return List.copyOf(all);
    }

    /** The response of a fault without the error body, if it is one; the others are in {@link #REFUSALS}. */
    static Optional<SandboxResponse> plain(VendorFault fault) {
        Refusal refusal = REFUSALS.of(fault);
        return PLAIN_TEXT.contains(fault.code())
                ? Optional.of(SandboxResponse.text(refusal.status(), refusal.text()))
                : Optional.empty();
    }

    /** Refuses an ending that is a delivery report, for a message that asked for none. */
    static void requireNoReport(@Nullable String code) {
        if (code == null || ending(code).afterSending()) {
            throw new IllegalArgumentException(
                    "The send asked for no delivery report (withDeliveryReport), so this message stays Sent.");
        }
    }

    /** The steps that end a message now, with those that it skips; what comes before sending can't come after it. */
    static List<Step> endingNow(MessageTimeline timeline, @Nullable String code, Instant at) {
        Ending ending = code == null ? null : ending(code);
        boolean isSent = timeline.entered(SENT, at).isPresent();
        boolean isAfterSending = ending == null || ending.afterSending();
        if (isSent && !isAfterSending) {
            throw new IllegalArgumentException(
                    "A message that the phone has sent fails by its delivery report only, such as tp-status-70.");
        }
        List<Step> steps = new ArrayList<>();
        if (!isSent && timeline.entered(PROCESSED, at).isEmpty()) {
            steps.add(new Step(at, PROCESSED));
        }
        if (!isSent && isAfterSending) {
            steps.add(new Step(at, SENT));
        }
        steps.add(ending == null ? new Step(at, "Delivered") : new Step(at, ending.state(), ending.error()));
        return steps;
    }

    private static Ending ending(String code) {
        return Objects.requireNonNull(ENDINGS.get(code), "every ending is in the table");
    }

    /** The last steps of a message with a fault, after it was processed. */
    static List<Step> ending(VendorFault fault, Instant start, Duration deliverAfter) {
        Ending ending = ending(fault.code());
        Instant half = start.plus(deliverAfter.dividedBy(2));
        return ending.afterSending()
                ? List.of(new Step(half, SENT), new Step(start.plus(deliverAfter), ending.state(), ending.error()))
                : List.of(new Step(half, ending.state(), ending.error()));
    }
}
