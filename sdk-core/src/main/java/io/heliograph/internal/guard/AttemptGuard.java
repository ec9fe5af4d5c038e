package io.heliograph.internal.guard;

import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.spi.SmsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Something that may stop an attempt of one send before its first byte, and is told what came of it. Belongs to one send.
 *
 * <p>The guards of a send are asked in their order, and none behind one that says no. The last one notes the attempt, so that
 * whatever else may stop it is asked before.
 */
public interface AttemptGuard {
    /** Why the provider mustn't be asked now; null if it may. Asked before each attempt, right before its first byte. */
    @Nullable
    Failure before(SmsProvider provider);

    /** The provider has the message. */
    default void accepted(Message message) {}

    /** The provider certainly doesn't have the message, and isn't asked again. */
    default void rejected() {}

    /** The provider may have the message, and nobody knows. */
    default void unknown() {}
}
