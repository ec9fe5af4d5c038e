package io.heliograph.sandbox.webhook;

import io.heliograph.sandbox.spi.OutgoingWebhook;
import java.time.Duration;

/**
 * One attempt to send a webhook.
 *
 * @param number from 1 on
 */
record WebhookAttempt(OutgoingWebhook webhook, int number) {
    boolean isLast() {
        return number > webhook.retries().size();
    }

    /** How long after this attempt the next one comes. */
    Duration waitAfter() {
        return webhook.retries().get(number - 1);
    }

    WebhookAttempt next() {
        return new WebhookAttempt(webhook, number + 1);
    }
}
