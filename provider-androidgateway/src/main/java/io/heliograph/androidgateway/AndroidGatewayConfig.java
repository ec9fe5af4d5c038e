package io.heliograph.androidgateway;

import org.jspecify.annotations.Nullable;

/**
 * How messages are sent, unless they say otherwise themselves.
 *
 * @param deviceId the phone that sends; null to let the server draw one
 * @param skipPhoneValidation whether numbers that the server doesn't believe in are sent to
 * @param deviceActiveWithin only a phone that was seen in this many hours; null for any
 * @param encryption hides content and numbers; null to send them as they are
 * @param phone whether one phone is asked directly, which is where the base URL has no path; a server always has one
 */
record AndroidGatewayConfig(
        @Nullable String deviceId,
        boolean skipPhoneValidation,
        @Nullable Integer deviceActiveWithin,
        @Nullable AndroidGatewayEncryption encryption,
        boolean phone) {}
