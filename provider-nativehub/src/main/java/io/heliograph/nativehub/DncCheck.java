package io.heliograph.nativehub;

import org.jspecify.annotations.Nullable;

/**
 * Whether a number is on the do-not-contact list.
 *
 * @param entry when and why the number was added; null where the vendor doesn't say
 */
public record DncCheck(boolean isBlocked, @Nullable DncEntry entry) {}
