package io.heliograph.nativehub;

import static io.heliograph.message.ErrorType.ACCOUNT;
import static io.heliograph.message.ErrorType.AUTHENTICATION;
import static io.heliograph.message.ErrorType.INSUFFICIENT_CREDIT;
import static io.heliograph.message.ErrorType.INVALID_RECIPIENT;
import static io.heliograph.message.ErrorType.INVALID_REQUEST;
import static io.heliograph.message.ErrorType.OPTED_OUT;
import static io.heliograph.message.ErrorType.OTHER;
import static io.heliograph.message.ErrorType.RATE_LIMITED;
import static io.heliograph.spi.ErrorRow.code;
import static io.heliograph.spi.ErrorRow.text;

import io.heliograph.http.HttpResponse;
import io.heliograph.message.Failure;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorErrors;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * NativeHub's errors (developers.nativehub.live, "Error handling", 2026-02). An answer holds one text under {@code error}
 * and no code, in a case that differs from page to page, so rows match pieces; only a message that failed inside a 2xx has
 * a code, from one of two vocabularies.
 */
final class NativeHubErrors {
    /** The vendor's window is a minute: a longer wait is a wrong clock. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    /** The vendor doesn't give the HTTP status of each text; in a 5xx or a 408 none of them counts. */
    static final ErrorTable TABLE = ErrorTable.of(
            text("from, and body are required").is(INVALID_REQUEST).say("a number, a sender and a text are required"),
            text("invalid phone number").is(INVALID_RECIPIENT).say("the number isn't one that NativeHub takes"),
            text("invalid username or password").is(AUTHENTICATION).say("user name or password refused"),
            text("account is not active").is(ACCOUNT).say("the account isn't active at NativeHub"),
            text("insufficient balance").is(INSUFFICIENT_CREDIT).say("the account has not enough money"),
            text("rate limit exceeded").is(RATE_LIMITED).say("more requests a minute than the account may make"),
            // Not documented: in which words a number on the do-not-contact list is refused. Who is on it wants
            // nothing.
            // A hyphen is a blank here: the guide has "DNC (Do-Not-Call)", and the reference "do-not-contact list"
            text("dnc").is(OPTED_OUT).say("the number is on the account's do-not-contact list"),
            text("do not contact").is(OPTED_OUT).say("the number is on the account's do-not-contact list"),
            text("do not call").is(OPTED_OUT).say("the number is on the account's do-not-contact list"),
            text("opted out").is(OPTED_OUT).say("the recipient has opted out"),
            text("pipeline processing failed")
                    .is(ACCOUNT)
                    .say("routing or billing of the account isn't set up at NativeHub"),
            // The words of the page on errors, and the numbers of the page on webhooks
            code("INVALID_NUMBER").is(INVALID_RECIPIENT).say("the number isn't valid"),
            code("1").is(INVALID_RECIPIENT).say("the number isn't valid"),
            code("2").is(OTHER).say("the recipient can't be reached"),
            code("3").is(INSUFFICIENT_CREDIT).say("the account has not enough money"),
            code("4").is(OTHER).say("NativeHub or the carrier rejected it"));

    private NativeHubErrors() {}

    /** How a refusal is read. The vendor sends no {@code Retry-After}, but the second in which its window ends. */
    static VendorErrors errors(Clock clock) {
        return VendorErrors.builder(NativeHubProvider.NAME, TABLE)
                .fields(null, "error")
                .notFoundWithoutBody()
                .rateLimitReset(clock, MAX_WAIT)
                .build();
    }

    /** Why a message failed that the vendor had taken. */
    static Failure failure(
            HttpResponse response, @Nullable String code, @Nullable String text, List<String> sensitiveValues) {
        return TABLE.failure(response, code == null || code.isEmpty() ? null : code, text, sensitiveValues);
    }

    /** Why a message failed, as a delivery report says it: by a code alone. */
    static Failure reported(@Nullable String code) {
        return TABLE.reported(code == null || code.isEmpty() ? null : code, null);
    }
}
