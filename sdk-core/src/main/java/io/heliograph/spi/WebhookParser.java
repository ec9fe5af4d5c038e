package io.heliograph.spi;

import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookResponse;
import io.heliograph.webhook.WebhookVerifier;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Parses one vendor's webhooks. Thread-safe. */
public interface WebhookParser {
    /** The verifier of the vendor's requests; always the same instance, because it may store handled requests. */
    WebhookVerifier verifier();

    /**
     * Parses the events in a verified request.
     *
     * @param receivedAt when the request was received
     * @return at least one; content that can't be parsed is {@link SmsEvent.Unrecognised} and doesn't throw
     */
    List<SmsEvent> parse(WebhookRequest request, Instant receivedAt);

    /** The HTTP methods that the vendor uses; {@code POST} by default. Others get a 405. */
    default Set<String> methods() {
        return Set.of("POST");
    }

    /** The response to a handled request, for a vendor that requires more than a 2xx. It mustn't block. */
    default WebhookResponse response(WebhookRequest request) {
        return WebhookResponse.NONE;
    }

    /**
     * Whether the vendor sends a delivery report per segment. The client then counts the segments of what it sends, so
     * that the first report doesn't count as the last.
     */
    default boolean reportsParts() {
        return false;
    }
}
