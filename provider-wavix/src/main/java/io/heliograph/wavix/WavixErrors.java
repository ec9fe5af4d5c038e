package io.heliograph.wavix;

import static io.heliograph.message.ErrorType.CONTENT_REJECTED;
import static io.heliograph.message.ErrorType.DUPLICATE;
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
import static io.heliograph.message.LimitScope.RECIPIENT;
import static io.heliograph.message.LimitScope.SENDER;
import static io.heliograph.spi.ErrorRow.text;

import io.heliograph.error.SmsException;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.http.VendorHttp;
import io.heliograph.json.JsonBody;
import io.heliograph.message.Failure;
import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorApi;
import io.heliograph.spi.VendorErrors;
import java.time.Duration;
import java.util.List;

/**
 * Wavix's error catalogue (docs.wavix.com, "Messaging errors", 2025-12). Error responses have no code, only text that
 * follows the titles of those pages, so rows match parts of the titles; the numbers in comments are page numbers.
 */
final class WavixErrors {
    static final String NAME = "wavix";

    static final ErrorTable TABLE = ErrorTable.of(
            // 5, 22
            text("sender id", "not provisioned")
                    .is(INVALID_SENDER)
                    .say("the sender isn't registered for this country at Wavix"),
            text("sender id not found").is(INVALID_SENDER).say("the sender isn't registered at Wavix"),
            // 7, 47: Wavix's limit of one recipient, which no other provider shares
            flooding("sms flooding").say("too many SMS to this number in an hour"),
            flooding("blocked for the next").say("this number is blocked for an hour"),
            // 9
            text("unsubscribed").is(OPTED_OUT).say("the recipient has unsubscribed"),
            // 12
            text("mms can be").is(UNSUPPORTED).say("Wavix sends MMS to the US and Canada only"),
            // 13, 14, 15, 21
            text("media file size").is(UNSUPPORTED).say("a media file is larger than 1 MB"),
            text("unsupported media").is(UNSUPPORTED).say("a media file has a type that Wavix doesn't take"),
            text("publicly accessible").is(INVALID_REQUEST).say("a media URL isn't public"),
            text("attachments per mms").is(UNSUPPORTED).say("there are more than 5 media files"),
            // 17, 19
            text("destination forbidden").is(RECIPIENT_BLOCKED).say("this destination is forbidden at Wavix"),
            text("destination blocked").is(RECIPIENT_BLOCKED).say("this number is blocked at Wavix"),
            // 18, 29, 31, 44
            text("not mobile phone number").is(INVALID_RECIPIENT).say("the number is invalid or not a mobile number"),
            text("not supported by the destination").is(INVALID_RECIPIENT).say("the carrier or handset can't get SMS"),
            text("number is inactive").is(INVALID_RECIPIENT).say("the number is inactive, without credit or opted out"),
            text("no longer active")
                    .is(INVALID_RECIPIENT)
                    .say("the number is no longer in use; remove it from your lists"),
            // 23, 24, 45
            text("far-end carrier").is(OTHER).say("the recipient's carrier refused it"),
            text("gateway rejected").is(PROVIDER_ERROR).say("a gateway of Wavix's refused it for now"),
            text("unsupported carrier").is(NO_ROUTE).say("Wavix has no route to the recipient's carrier"),
            // 25, 41
            text("callback url").is(INVALID_REQUEST).say("the callback URL isn't one that Wavix takes"),
            text("too long").is(UNSUPPORTED).say("the text is longer than 10 segments"),
            // 26: limit of the account; 38: limit of one brand at one carrier
            text("sms per second").is(RATE_LIMITED).say("more SMS a second than the account may send"),
            text("sending limit reached")
                    .is(RATE_LIMITED)
                    .retryAfter(Duration.ofMinutes(1))
                    .scope(SENDER)
                    .say("AT&T's limit of a minute is reached"),
            // 33, 37, 43, 46
            text("rejected as spam").is(CONTENT_REJECTED).say("refused as spam, or the 10DLC campaign is inactive"),
            text("spam message").is(CONTENT_REJECTED).say("refused as spam by AT&T"),
            text("content filtering").is(CONTENT_REJECTED).say("refused by Verizon's content filter"),
            text("non-compliant content").is(CONTENT_REJECTED).say("refused for its content or a link in it"),
            // 34, 36: limits of one brand or campaign
            text("messaging limit exceeded")
                    .is(QUOTA_EXCEEDED)
                    .scope(SENDER)
                    .say("the brand's 10DLC limit of the day is used up"),
            text("daily quota").is(QUOTA_EXCEEDED).scope(SENDER).say("T-Mobile's quota of the day is used up"),
            // 55
            text("idempotency violation")
                    .is(DUPLICATE)
                    .say("taken earlier with this key, so an earlier attempt may have been sent"),
            // Not documented: the vendor publishes no code and no status for an empty account
            text("balance").is(INSUFFICIENT_CREDIT).say("the account has not enough money"),
            text("funds").is(INSUFFICIENT_CREDIT).say("the account has not enough money"),
            text("insufficient", "credits").is(INSUFFICIENT_CREDIT).say("the account has not enough money"),
            text("insufficient", "credit").is(INSUFFICIENT_CREDIT).say("the account has not enough money"),
            text("not enough", "credits").is(INSUFFICIENT_CREDIT).say("the account has not enough money"),
            text("not enough", "credit").is(INSUFFICIENT_CREDIT).say("the account has not enough money"));

    /** The parser of error responses. */
    static final VendorErrors ERRORS =
            VendorErrors.builder(NAME, TABLE).fields(null, "message").build();

    private WavixErrors() {}

    private static ErrorRow flooding(String title) {
        Duration hour = Duration.ofHours(1);
        return text(title).is(RATE_LIMITED).retryAfter(hour).scope(RECIPIENT);
    }

    /** Changes a resource by its id. A 404 with Wavix's own text is about the id, and not about the base URL. */
    static HttpResponse change(VendorApi api, VendorHttp.Method method, ResourcePath target, JsonBody body) {
        HttpResponse response = api.tryChange(method, target, body);
        if (api.isNotFound(response)) {
            String reason = "HTTP 404: Wavix has nothing with this id";
            throw SmsException.of(Failure.of(INVALID_REQUEST, reason), List.of());
        }
        return api.require2xx(response);
    }
}
