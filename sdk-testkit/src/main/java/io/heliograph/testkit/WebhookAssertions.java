package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.spi.WebhookParser;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRejectedException;
import io.heliograph.webhook.WebhookRejectedException.Reason;
import io.heliograph.webhook.WebhookRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Assertions on the verification of webhooks. */
final class WebhookAssertions {
    private WebhookAssertions() {}

    /** Asserts that a client rejects the request for this reason without an event, and returns the exception. */
    static WebhookRejectedException assertRejected(
            SmsClient client, String provider, WebhookRequest request, Reason reason) {
        List<SmsEvent> read = new ArrayList<>();
        WebhookRejectedException rejected = catchThrowableOfType(
                WebhookRejectedException.class, () -> client.webhooks().receive(provider, request, read::add));

        assertThat(rejected).as("it should be " + reason).isNotNull();
        assertThat(rejected.reason()).isEqualTo(reason);
        assertThat(rejected.httpStatus()).isEqualTo(httpStatus(reason));
        assertThat(rejected).hasMessageStartingWith(provider + ": ").hasNoCause();
        assertThat(read).isEmpty();
        return rejected;
    }

    private static int httpStatus(Reason reason) {
        return switch (reason) {
            case REPLAYED -> 200;
            case IN_PROGRESS -> 503;
            case NOT_SET_UP -> 500;
            case MISSING, INVALID, STALE, ADDRESS -> 401;
            case METHOD -> 405;
            case ENCODED -> 415;
        };
    }

    static void assertRejected(WebhookParser parser, WebhookRequest request, Instant now, Reason reason) {
        WebhookRejectedException rejected = catchThrowableOfType(
                WebhookRejectedException.class, () -> parser.verifier().verify(request, now));
        assertThat(rejected).as("it should be " + reason).isNotNull();
        assertThat(rejected.reason()).isEqualTo(reason);
    }

    /** Asserts that the parser accepts the request, and marks it as handled. */
    static void assertAccepted(WebhookParser parser, WebhookRequest request, Instant now) {
        assertThatCode(() -> parser.verifier().verify(request, now)).doesNotThrowAnyException();
        parser.verifier().handled(request);
    }
}
