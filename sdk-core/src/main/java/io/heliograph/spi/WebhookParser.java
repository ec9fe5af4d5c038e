package io.heliograph.spi;

import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookResponse;
import io.heliograph.webhook.WebhookVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Reads one vendor's webhooks. Thread-safe. */
public interface WebhookParser {
    /** What proves that a request is the vendor's; always the same one, for it may remember what it took. */
    WebhookVerifier verifier();

    /**
     * The events in a request that is proved.
     *
     * @param receivedAt when it came
     * @return at least one; what can't be read is {@link SmsEvent.Unrecognised}, and nothing is thrown over it
     */
    List<SmsEvent> parse(WebhookRequest request, Instant receivedAt);

    /** The HTTP methods by which the vendor sends; {@code POST} by default, and others are answered with 405. */
    default Set<String> methods() {
        return Set.of("POST");
    }

    /** What a request that was taken is answered with, where the vendor wants more than a 2xx. It costs no time. */
    default WebhookResponse response(WebhookRequest request) {
        return WebhookResponse.NONE;
    }

    /**
     * Whether a delivery is told for each part of a text; the client then counts the parts of what it sends, so that the first
     * report isn't taken for the last.
     */
    default boolean reportsParts() {
        return false;
    }
}
