package io.heliograph.sandbox.webhook;

import io.heliograph.sandbox.spi.OutgoingWebhook;
import java.time.Duration;

/**
 * An attempt to send a webhook.
 *
 * @param number the attempt's number, from 1
 */
record WebhookAttempt(OutgoingWebhook webhook, int number) {
    boolean isLast() {
        return number > webhook.retries().size();
    }

    /** The wait from this attempt to the next. */
    Duration waitAfter() {
        return webhook.retries().get(number - 1);
    }

    WebhookAttempt next() {
        return new WebhookAttempt(webhook, number + 1);
    }
}
