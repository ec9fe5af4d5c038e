package io.heliograph.nativehub;

import io.heliograph.message.PhoneNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A number on the do-not-contact list.
 *
 * @param id empty where the vendor's answer couldn't be read
 * @param reason free text; not in {@code toString}
 */
public record DncEntry(
        String id,
        PhoneNumber phone,
        String reason,
        @Nullable Instant createdAt) {
    @Override
    public String toString() {
        return "DncEntry[" + phone + " since " + createdAt + "]";
    }
}
