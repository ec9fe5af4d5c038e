package io.heliograph.androidgateway;

import static io.heliograph.message.ErrorType.AUTHENTICATION;
import static io.heliograph.message.ErrorType.CONFIGURATION;
import static io.heliograph.message.ErrorType.DUPLICATE;
import static io.heliograph.message.ErrorType.INVALID_RECIPIENT;
import static io.heliograph.message.ErrorType.INVALID_REQUEST;
import static io.heliograph.message.ErrorType.OTHER;
import static io.heliograph.message.ErrorType.PERMISSION;
import static io.heliograph.message.ErrorType.PROVIDER_ERROR;
import static io.heliograph.message.ErrorType.RATE_LIMITED;
import static io.heliograph.message.ErrorType.UNSUPPORTED;
import static io.heliograph.message.LimitScope.SENDER;
import static io.heliograph.spi.ErrorRow.status;
import static io.heliograph.spi.ErrorRow.text;

import io.heliograph.http.HttpResponse;
import io.heliograph.json.JsonBinding;
import io.heliograph.spi.ErrorDetails;
import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorErrors;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's error table (server v1.47.1, 2026-08-22; app 1.68). A response has a text and no code, and texts changed
 * from 1.47.0 to 1.47.1, so rows match substrings. The only 5xx is the full queue: after others, messages may be stored.
 */
final class AndroidGatewayErrors {
    static final String NAME = "androidgateway";

    private static final JsonBinding<ErrorReply> ERROR_REPLY = JsonBinding.of(ErrorReply.class);
    private static final String QUEUE_SENTENCE = "failed to enqueue message: queue limits exceeded: ";
    private static final String QUEUE_FULL = "queue_limits_exceeded";

    /** The internal code of a 501; it has a blank, so callers don't see it as the gateway's code. */
    private static final String NOT_OFFERED = "not offered";

    // Server's source (v1.47.1): the server returns this error before it stores the message
    private static final ErrorRow FULL_QUEUE = status(503)
            .withCode(QUEUE_FULL)
            .is(RATE_LIMITED)
            .retryAfter(Duration.ofMinutes(1))
            .say("the phone's queue is full or stuck; nothing was stored");

    /** The server's errors for a send. */
    static final ErrorTable TABLE = table(FULL_QUEUE);

    /** The errors for all requests other than sends; a send never gets a 501 from the gateway itself. */
    private static final ErrorTable QUERIES = table(
            FULL_QUEUE,
            status(501).withCode(NOT_OFFERED).is(UNSUPPORTED).noFailover().say("the gateway doesn't offer this"));

    /**
     * The errors for a send without a pinned phone: the server picks a random one for each (v1.47.1), whose queue is full.
     */
    static final ErrorTable ANY_PHONE = table(FULL_QUEUE.scope(SENDER));

    private static ErrorTable table(ErrorRow... serverErrors) {
        Stream<ErrorRow> refusals = Stream.of(
                status(400)
                        .withText("failed to select device")
                        .is(PROVIDER_ERROR)
                        .say("no phone can take it: none is registered or online, or device-id names none"),
                status(400) // the same from a phone that is asked directly (app 1.68)
                        .withText("invalid device id")
                        .is(PROVIDER_ERROR)
                        .say("device-id names another phone than the one at base-url"),
                status(400).withText("must be unique").is(INVALID_REQUEST).say("the same number is there twice"),
                status(400)
                        .withText("phone number")
                        .is(INVALID_RECIPIENT)
                        .allowFailover() // the server's library says so, and no network
                        .say("by the server's numbering plan it is invalid or not a mobile number"),
                status(400).is(INVALID_REQUEST),
                status(401)
                        .is(AUTHENTICATION)
                        .say("user name or password refused; the server also says this when it can't check them"),
                status(403).is(PERMISSION),
                status(404).is(CONFIGURATION).say("there is no gateway API at base-url; it needs its whole path"),
                status(409).is(DUPLICATE).say("the phone already has a message with this key"));
        return ErrorTable.of(
                Stream.concat(Arrays.stream(serverErrors), refusals).toArray(ErrorRow[]::new));
    }

    /** The errors that only a cancellation gets; an old phone has a 405, and an old server a 404 as for a wrong path. */
    static final ErrorTable CANCEL = ErrorTable.of(
            status(405).is(UNSUPPORTED).say("cancelling needs app 1.67"),
            status(404).is(CONFIGURATION).say("base-url has no gateway API, or a server older than 1.45"),
            status(400) // a server (v1.47.1); a phone has each ID once
                    .withText("multiple messages")
                    .is(INVALID_REQUEST)
                    .say("several phones have a message with this ID, so none was cancelled; it may still wait"),
            status(400).is(INVALID_REQUEST).say("it wasn't cancelled, most likely because it no longer waits"),
            status(409).is(INVALID_REQUEST).say("the message no longer waits, so it can't be cancelled"));

    /** The phone's reasons for a failed message. */
    static final ErrorTable PHONE = ErrorTable.of(
            text("invalid phone number").is(INVALID_RECIPIENT).say("the phone refused the number"),
            text("ttl expired").is(OTHER).say("the phone didn't get to it within its validity"),
            text("no sims found").is(CONFIGURATION).say("the phone has no SIM card"),
            text("sim", "not found").is(CONFIGURATION).say("the phone doesn't have this SIM card"),
            text("result_no_default_sms_app").is(CONFIGURATION).say("the phone has no app for SMS"),
            text("limit_exceeded")
                    .is(RATE_LIMITED)
                    .scope(SENDER)
                    .say("Android refused to send so many SMS in a short time"),
            text("radio_off").is(PROVIDER_ERROR).say("the phone's radio is off"),
            text("no_service").is(PROVIDER_ERROR).say("the phone has no network"));

    private AndroidGatewayErrors() {}

    /**
     * The mapping of the gateway's errors.
     *
     * @param pinned whether a phone is pinned, so that its full queue blocks the whole provider
     */
    static VendorErrors errors(boolean pinned) {
        return VendorErrors.builder(NAME, pinned ? TABLE : ANY_PHONE)
                .queries(QUERIES)
                .details(AndroidGatewayErrors::details)
                .notFoundWithoutBody() // the 404 of a phone has no body
                .build();
    }

    /** Derives codes, as the server has none: the full queue's text has this prefix in each version, and in no proxy's. */
    private static ErrorDetails details(HttpResponse response) {
        ErrorReply error = ERROR_REPLY.read(response.body());
        String text = error == null ? null : error.message;
        boolean isFullQueue = response.status() == 503 && text != null && text.startsWith(QUEUE_SENTENCE);
        String code = response.status() == 501 ? NOT_OFFERED : null;
        return new ErrorDetails(isFullQueue ? QUEUE_FULL : code, text);
    }

    /** The body of an error response. */
    static final class ErrorReply {
        private @Nullable String message;
    }
}
