package io.heliograph.thaibulk;

import static io.heliograph.message.ErrorType.AUTHENTICATION;
import static io.heliograph.message.ErrorType.CONFIGURATION;
import static io.heliograph.message.ErrorType.INSUFFICIENT_CREDIT;
import static io.heliograph.message.ErrorType.INVALID_RECIPIENT;
import static io.heliograph.message.ErrorType.INVALID_REQUEST;
import static io.heliograph.message.ErrorType.OTHER;
import static io.heliograph.message.ErrorType.PERMISSION;
import static io.heliograph.message.ErrorType.RATE_LIMITED;
import static io.heliograph.message.ErrorType.RECIPIENT_BLOCKED;
import static io.heliograph.spi.ErrorRow.code;
import static io.heliograph.spi.ErrorRow.status;
import static io.heliograph.thaibulk.ThaiBulkWire.first;

import io.heliograph.spi.ErrorDetails;
import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorErrors;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Me SMS's errors (me-sms.com/en/api-docs, 2026-11-20). The code decides, but only some endpoints return one; otherwise
 * the HTTP status decides. The vendor publishes four codes, and nothing about 5xx.
 */
final class ThaiBulkErrors {
    static final String NAME = "thaibulk";

    static final String ALREADY_CANCELLED = "ALREADY_CANCELLED";

    private static final List<ErrorRow> ROWS = List.of(
            code("INSUFFICIENT_CREDITS").is(INSUFFICIENT_CREDIT).say("the account has not enough credits"),
            status(401).is(AUTHENTICATION).say("the API key is missing or wrong"),
            status(402).is(INSUFFICIENT_CREDIT).say("the account has not enough credits"),
            status(403).is(PERMISSION).say("the API key lacks the scope sms:send, or this belongs to another account"),
            status(404).is(CONFIGURATION).say("Me SMS has nothing at this path, or no such group or template"),
            status(429).is(RATE_LIMITED).say("more requests than the account may make"));

    /** Errors of a send. A 409 isn't documented for one, so it proves nothing. */
    static final ErrorTable TABLE = ErrorTable.of(ROWS.toArray(ErrorRow[]::new));

    /** Errors of a query or a cancellation. */
    static final ErrorTable QUESTION = ErrorTable.of(Stream.concat(
                    Stream.of(
                            // The three codes of a cancellation come with 400 or 409
                            code("NOT_SCHEDULED")
                                    .is(INVALID_REQUEST)
                                    .say("it wasn't scheduled, so it can't be cancelled"),
                            code(ALREADY_CANCELLED).is(INVALID_REQUEST).say("it is cancelled already"),
                            code("ALREADY_PROCESSING")
                                    .is(INVALID_REQUEST)
                                    .say("it is too late to cancel: it is being sent"),
                            status(409).is(INVALID_REQUEST).say("what was asked for doesn't fit the message's state")),
                    ROWS.stream())
            .toArray(ErrorRow[]::new));

    /** The failures of a recipient's final statuses. */
    static final ErrorTable RECIPIENT = ErrorTable.of(
            code("invalid").is(INVALID_RECIPIENT).say("the number is invalid"),
            code("blocked").is(RECIPIENT_BLOCKED).say("the number is on the vendor's blocklist"),
            code("failed").is(OTHER).say("the carrier couldn't deliver it: the phone is off or without signal"),
            code("expired").is(OTHER).say("the time to try ran out"));

    /** The parser of error responses. */
    static final VendorErrors ERRORS = VendorErrors.builder(NAME, TABLE)
            .queries(QUESTION)
            .body(ErrorReply.class, ErrorReply::details)
            .build();

    private ThaiBulkErrors() {}

    /** The envelope of every error, possibly wrapped as in the vendor's version 1. */
    static final class ErrorReply {
        private @Nullable String error;
        private @Nullable String code;
        private @Nullable ErrorReply data;
        private @Nullable ErrorReply result;

        private ErrorDetails details() {
            ErrorReply inner = data != null ? data : result != null ? result : this;
            return new ErrorDetails(first(code, inner.code), first(error, inner.error));
        }
    }
}
