package io.heliograph.sandbox.journal;

import io.heliograph.sandbox.model.WebhookDelivery;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to send a webhook. Immutable and thread-safe.
 *
 * @param message the message that it reports; null for none
 */
public record WebhookRecord(
        long id, WebhookDelivery delivery, @Nullable KeptMessage message) implements Entry {}
