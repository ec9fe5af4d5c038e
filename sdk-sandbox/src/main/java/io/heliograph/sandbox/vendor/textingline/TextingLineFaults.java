package io.heliograph.sandbox.vendor.textingline;

import io.heliograph.sandbox.model.VendorFault;
import io.heliograph.sandbox.model.VendorFault.Effect;
import io.heliograph.sandbox.vendor.Refusal;
import io.heliograph.sandbox.vendor.RefusalTable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The error codes and error types of TextingLine (docs.smsfactory.com, "Error codes" and "Send a message", 2026-11-20). A
 * code 33nnn has the number 999nnn. Where the pages give no HTTP status, it is 400.
 */
final class TextingLineFaults {
    /** A broadcast that fails as a whole; the vendor's event is {@code messaging.broadcast.failed}. */
    static final String BROADCAST_FAILED = "broadcast_failed";

    private static final int NOT_OPTED_IN = 33028;
    private static final int FIRST_TYPE = 101;
    private static final List<String> ERROR_TYPES = List.of(
            "unknown",
            "platform_error",
            "provider_error",
            "routing_error",
            "geographic_restriction",
            "service_restricted",
            "invalid_sender",
            "invalid_destination",
            "destination_blocked",
            "opted_out",
            "invalid_content");

    static final RefusalTable REFUSALS = new RefusalTable(List.of(
            row(33000, 500, "An unexpected error occurred"),
            row(33001, 401, "Authentication failed"),
            row(33002, 429, "Too many requests"),
            row(33003, 400, "to must be a phone number in E.164 format"),
            row(33004, 403, "From number not assigned to this account"),
            row(33005, 400, "Missing required field: body"),
            row(33007, 500, "Message creation failed"),
            row(33009, 400, "From number not in Active state"),
            row(33010, 403, "The recipient is blocked"),
            row(33011, 403, "The sender is blocked"),
            row(33012, 429, "The daily messaging quota is reached"),
            row(33014, 400, "The media file is larger than 1 MB"),
            row(33015, 400, "Unsupported media type"),
            row(33016, 400, "The body has unsupported characters"),
            row(33017, 400, "Media download failed"),
            row(33018, 400, "The media URL failed the security check"),
            row(33019, 400, "The content violates the compliance rules"),
            row(33020, 403, "Account or sender not fully configured"),
            row(33021, 403, "The user is suspended, deactivated or pending"),
            row(33022, 403, "API access not enabled"),
            row(33023, 400, "The account has insufficient credits"),
            row(33024, 400, "Duplicate numbers in recipients"),
            row(NOT_OPTED_IN, 400, "One or more recipients are not opted in to any group")));

    private TextingLineFaults() {}

    private static Refusal row(int code, int status, String text) {
        String lastDigits = "999" + Integer.toString(code).substring(2);
        return Refusal.ofSend(Integer.toString(code), lastDigits, status, text).with(Map.of("code", code));
    }

    static List<VendorFault> all() {
        Stream<VendorFault> types = IntStream.range(0, ERROR_TYPES.size())
                .mapToObj(i -> new VendorFault(
                        ERROR_TYPES.get(i),
                        Effect.FAILS_MESSAGE,
                        "999" + (FIRST_TYPE + i),
                        "201 with `status` `failed` and this `errorType`; in a broadcast failed at once"));
        VendorFault broadcast = new VendorFault(
                BROADCAST_FAILED,
                Effect.FAILS_MESSAGE,
                "999" + (FIRST_TYPE + ERROR_TYPES.size()),
                "201; a broadcast fails as a whole after D, a single message after D with `provider_error`");
        return Stream.of(REFUSALS.faults().stream(), types, Stream.of(broadcast))
                .flatMap(stream -> stream)
                .toList();
    }

    /** The members of the error body of a fault; 33028 names the recipients. */
    static Map<String, Object> members(Refusal refusal, List<String> notOptedIn) {
        int code = Integer.parseInt(refusal.fault().code());
        return code == NOT_OPTED_IN
                ? Map.of(
                        "code", code, "details", Map.of("notOptedIn", notOptedIn, "totalNotOptedIn", notOptedIn.size()))
                : Map.of("code", code);
    }
}
