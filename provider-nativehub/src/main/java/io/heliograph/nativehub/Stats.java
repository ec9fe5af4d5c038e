package io.heliograph.nativehub;

import org.jspecify.annotations.Nullable;

/**
 * Message counts; null for a count that the vendor omits.
 *
 * @param rawJson the vendor's response
 */
public record Stats(
        @Nullable Long total,
        @Nullable Long delivered,
        @Nullable Long failed,
        @Nullable Long pending,
        @Nullable Long queued,
        String rawJson) {}
