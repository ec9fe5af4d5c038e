package io.heliograph.nativehub;

import static io.heliograph.message.ErrorType.ACCOUNT;
import static io.heliograph.message.ErrorType.AUTHENTICATION;
import static io.heliograph.message.ErrorType.INSUFFICIENT_CREDIT;
import static io.heliograph.message.ErrorType.INVALID_RECIPIENT;
import static io.heliograph.message.ErrorType.INVALID_REQUEST;
import static io.heliograph.message.ErrorType.OPTED_OUT;
import static io.heliograph.message.ErrorType.OTHER;
import static io.heliograph.message.ErrorType.PERMISSION;
import static io.heliograph.message.ErrorType.RATE_LIMITED;
import static io.heliograph.message.LimitScope.RECIPIENT;
import static io.heliograph.spi.ErrorRow.code;
import static io.heliograph.spi.ErrorRow.status;
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
 * NativeHub's error table (developers.nativehub.live, "Error handling", 2026-02). An error response holds one text
 * under {@code error} and no code. The text's case differs from page to page, so rows match substrings. Only a
 * message that failed inside a 2xx has a code, from one of two vocabularies.
 */
final class NativeHubErrors {
    static final String NAME = "nativehub";

    /** The vendor's rate limit window is one minute: a longer wait means a wrong clock. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    /** The vendor doesn't document an HTTP status for each text; a 5xx or a 408 matches none of them. */
    static final ErrorTable TABLE = ErrorTable.of(
            text("from, and body are required").is(INVALID_REQUEST).say("a number, a sender and a text are required"),
            text("invalid phone number").is(INVALID_RECIPIENT).say("the number isn't one that NativeHub takes"),
            text("invalid username or password").is(AUTHENTICATION).say("user name or password refused"),
            text("account is not active").is(ACCOUNT).say("the account isn't active at NativeHub"),
            text("insufficient balance").is(INSUFFICIENT_CREDIT).say("the account has not enough money"),
            text("rate limit exceeded").is(RATE_LIMITED).say("more requests a minute than the account may make"),
            // The vendor doesn't document the text for a number on the do-not-contact list, so these rows are broad.
            // A blank matches a hyphen too: the guide has "DNC (Do-Not-Call)", and the reference "do-not-contact
            // list"
            text("dnc").is(OPTED_OUT).say("the number is on the account's do-not-contact list"),
            text("do not contact").is(OPTED_OUT).say("the number is on the account's do-not-contact list"),
            text("do not call").is(OPTED_OUT).say("the number is on the account's do-not-contact list"),
            text("opted out").is(OPTED_OUT).say("the recipient has opted out"),
            // The routing of one destination may be missing; if billing is, the next message is rejected too
            text("pipeline processing failed")
                    .is(ACCOUNT)
                    .scope(RECIPIENT)
                    .say("routing or billing of the account isn't set up at NativeHub"),
            // The reference has one text for both: "Account suspended or insufficient permissions"
            status(403).is(PERMISSION).say("the account is suspended at NativeHub, or lacks the permission for this"),
            // Words from the page on errors, numbers from the page on webhooks
            code("INVALID_NUMBER").is(INVALID_RECIPIENT).say("the number isn't valid"),
            code("1").is(INVALID_RECIPIENT).say("the number isn't valid"),
            code("2").is(OTHER).say("the recipient can't be reached"),
            code("3").is(INSUFFICIENT_CREDIT).say("the account has not enough money"),
            code("4").is(OTHER).say("NativeHub or the carrier rejected it"));

    private NativeHubErrors() {}

    /**
     * How error responses are read. The vendor sends no {@code Retry-After}, but the epoch second at which its window
     * ends.
     */
    static VendorErrors errors(Clock clock) {
        return VendorErrors.builder(NAME, TABLE)
                .fields(null, "error")
                .notFoundWithoutBody()
                .rateLimitReset(clock, MAX_WAIT)
                .build();
    }

    /** The failure of a message that the vendor had accepted. */
    static Failure failure(
            HttpResponse response, @Nullable String code, @Nullable String text, List<String> sensitiveValues) {
        return TABLE.failure(response, code == null || code.isEmpty() ? null : code, text, sensitiveValues);
    }

    /** The failure in a delivery report, which has only a code. */
    static Failure reported(@Nullable String code) {
        return TABLE.reported(code == null || code.isEmpty() ? null : code, null);
    }
}
