package io.heliograph.androidgateway;

import org.jspecify.annotations.Nullable;

/**
 * The default options of a send; a message's own options override them.
 *
 * @param deviceId the sending phone; null if the server picks one at random
 * @param skipPhoneValidation whether the server skips its phone number validation
 * @param deviceActiveWithin the maximum hours since the server saw the phone; null for any phone
 * @param simNumber the slot of the sending SIM card; null for the phone's choice
 * @param withDeliveryReport whether the phone requests a delivery report; null for the gateway's default
 * @param priority the priority; null for the gateway's default
 * @param encryption encrypts content and numbers; null for plain values
 * @param phone whether the base URL is a phone's in local mode: it has no path, and a server's always has one
 */
record AndroidGatewayConfig(
        @Nullable String deviceId,
        boolean skipPhoneValidation,
        @Nullable Integer deviceActiveWithin,
        @Nullable Integer simNumber,
        @Nullable Boolean withDeliveryReport,
        @Nullable Integer priority,
        @Nullable AndroidGatewayEncryption encryption,
        boolean phone) {}
