package io.heliograph.internal.guard;

import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.spi.SmsProvider;
import org.jspecify.annotations.Nullable;

/**
 * A check that may stop an attempt of one send before its first byte, and gets the result of the attempt. Belongs to one send.
 *
 * <p>The guards of a send run in order, and the first failure ends that. The last one records the attempt, so every check
 * that may stop it runs before.
 */
public interface AttemptGuard {
    /** Why the attempt mustn't be made; null if it may. Called right before the first byte of each attempt. */
    @Nullable
    Failure before(SmsProvider provider);

    /** The provider has the message. */
    default void accepted(Message message) {}

    /** The provider certainly doesn't have the message, and gets no further attempt. */
    default void rejected() {}

    /** The provider may have the message; it isn't known. */
    default void unknown() {}
}
