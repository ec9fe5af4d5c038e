package io.heliograph.nativehub;

import io.heliograph.message.Status;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The number and percentage of messages in one status.
 *
 * @param rawStatus the vendor's own status word
 * @param percentage of all messages, 0 to 100
 * @param rawJson the vendor's JSON for it
 */
public record StatusShare(
        Status status,
        String rawStatus,
        @Nullable Long count,
        @Nullable BigDecimal percentage,
        String rawJson) {}
