package io.heliograph.nativehub;

import org.jspecify.annotations.Nullable;

/** How many messages there were; null for a number that the vendor leaves out. */
public record Stats(
        @Nullable Long total,
        @Nullable Long delivered,
        @Nullable Long failed,
        @Nullable Long pending,
        @Nullable Long queued) {}
