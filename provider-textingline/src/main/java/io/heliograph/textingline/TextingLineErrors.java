package io.heliograph.textingline;

import static io.heliograph.message.ErrorType.ACCOUNT;
import static io.heliograph.message.ErrorType.AUTHENTICATION;
import static io.heliograph.message.ErrorType.CONTENT_REJECTED;
import static io.heliograph.message.ErrorType.INSUFFICIENT_CREDIT;
import static io.heliograph.message.ErrorType.INVALID_RECIPIENT;
import static io.heliograph.message.ErrorType.INVALID_REQUEST;
import static io.heliograph.message.ErrorType.INVALID_SENDER;
import static io.heliograph.message.ErrorType.NO_ROUTE;
import static io.heliograph.message.ErrorType.OPTED_OUT;
import static io.heliograph.message.ErrorType.OTHER;
import static io.heliograph.message.ErrorType.PROVIDER_ERROR;
import static io.heliograph.message.ErrorType.QUOTA_EXCEEDED;
import static io.heliograph.message.ErrorType.RATE_LIMITED;
import static io.heliograph.message.ErrorType.RECIPIENT_BLOCKED;
import static io.heliograph.message.ErrorType.UNSUPPORTED;
import static io.heliograph.message.LimitScope.SENDER;
import static io.heliograph.spi.ErrorRow.code;

import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorErrors;
import java.time.Clock;
import java.time.Duration;

/**
 * TextingLine's error table (docs.smsfactory.com, "Error codes" and "Send a message", 2026-11). A code takes
 * precedence over the HTTP status: 403 and 429 each have several meanings, and for some codes no status is
 * documented.
 *
 * <p>No code makes a 5xx a certain rejection: only 33000 and 33007 are documented with one, and the vendor doesn't
 * say whether the message was created.
 */
final class TextingLineErrors {
    static final String NAME = "textingline";

    /** As for {@code Retry-After}: a wrong value must not stop a provider forever. */
    private static final Duration MAX_WAIT = Duration.ofDays(1);

    /** The codes of rejected requests. */
    static final ErrorTable TABLE = ErrorTable.of(
            code("33001").is(AUTHENTICATION).say("the API key is wrong or revoked, or the account is disabled"),
            code("33002").is(RATE_LIMITED).say("more requests a minute than this API key may make"),
            code("33003").is(INVALID_REQUEST).say("the recipient or the sender is no number in E.164 to TextingLine"),
            code("33004").is(INVALID_SENDER).say("the sender isn't a number of this account"),
            code("33005").is(INVALID_REQUEST).say("a required field is missing"),
            code("33009").is(INVALID_SENDER).say("the sender is suspended or pending"),
            code("33010").is(RECIPIENT_BLOCKED).say("this number is blocked at TextingLine"),
            code("33011").is(INVALID_SENDER).say("the sender is blocked at TextingLine"),
            // Also a 429; the documentation doesn't say when the quota is refilled
            code("33012").is(QUOTA_EXCEEDED).say("the account's quota of the day is used up"),
            code("33014").is(UNSUPPORTED).say("the media file is larger than 1 MB"),
            code("33015").is(UNSUPPORTED).say("the media file has a type that TextingLine doesn't take"),
            code("33016").is(UNSUPPORTED).say("the text has characters that TextingLine doesn't take"),
            code("33017").is(INVALID_REQUEST).say("TextingLine couldn't fetch the media file"),
            code("33018").is(INVALID_REQUEST).say("the media URL isn't public, or not safe to TextingLine"),
            code("33019").is(CONTENT_REJECTED).say("refused for its content by the compliance rules"),
            // May be about one sender only; an account that isn't set up rejects the next message too
            code("33020").is(ACCOUNT).scope(SENDER).say("the account or the sender isn't fully set up"),
            code("33021").is(ACCOUNT).say("the user is suspended, deactivated or pending"),
            code("33022").is(ACCOUNT).say("API access isn't enabled for this account"),
            code("33023").is(INSUFFICIENT_CREDIT).say("the account has not enough credits"),
            code("33024").is(INVALID_REQUEST).say("a number is there twice; the whole broadcast was refused"),
            // Consent to a group of the account is missing, which isn't a STOP: the type mustn't feed the suppression
            // list
            code(ErrorReply.NOT_OPTED_IN)
                    .is(RECIPIENT_BLOCKED)
                    .say("recipients aren't opted in to any group at TextingLine; the whole request was refused"));

    /**
     * The error types of a message that failed inside a 2xx. None is retryable as it is: the same key returns the
     * same failure.
     */
    static final ErrorTable FAILED_MESSAGE = failedMessage(code("service_restricted")
            .is(UNSUPPORTED)
            .noFailover()
            .say("TextingLine has no such service to this number, for example MMS"));

    /** The same for a message with media: another provider may have MMS to this number. */
    static final ErrorTable FAILED_MMS =
            failedMessage(code("service_restricted").is(UNSUPPORTED).say("TextingLine has no MMS to this number"));

    private static ErrorTable failedMessage(ErrorRow serviceRestricted) {
        return ErrorTable.of(
                // Only where a webhook reports them: see TextingLineMessages
                code("unknown").is(OTHER).say("it failed at TextingLine, which doesn't say why"),
                code("provider_error")
                        .is(PROVIDER_ERROR)
                        .noRetry()
                        .noFailover()
                        .say("the provider behind TextingLine failed; it may have been sent"),
                code("platform_error")
                        .is(PROVIDER_ERROR)
                        .noRetry()
                        .say("TextingLine failed; a new try there needs a new key"),
                code("invalid_destination")
                        .is(INVALID_RECIPIENT)
                        .say("the number is invalid, unreachable or not mobile"),
                code("invalid_sender")
                        .is(INVALID_SENDER)
                        .say("the sender isn't valid or not authorised at TextingLine"),
                code("destination_blocked").is(RECIPIENT_BLOCKED).say("this number is blocked from getting messages"),
                code("opted_out").is(OPTED_OUT).noFailover().say("the recipient has opted out"),
                code("invalid_content").is(CONTENT_REJECTED).say("the content is invalid or too long"),
                code("routing_error").is(NO_ROUTE).say("TextingLine has no route to this number"),
                code("geographic_restriction").is(NO_ROUTE).say("TextingLine doesn't send to this country"),
                serviceRestricted);
    }

    private TextingLineErrors() {}

    /** How error responses are read. The wait is the larger of {@code Retry-After} and {@code X-RateLimit-Reset}. */
    static VendorErrors errors(Clock clock) {
        return VendorErrors.builder(NAME, TABLE)
                .details(ErrorReply::details)
                .rateLimitReset(clock, MAX_WAIT)
                .build();
    }
}
