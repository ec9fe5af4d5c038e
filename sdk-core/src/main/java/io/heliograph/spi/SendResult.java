package io.heliograph.spi;

import io.heliograph.message.Failure;
import io.heliograph.message.Message;

/** What a vendor said to one attempt. */
public sealed interface SendResult {
    /** It took the message; with {@link io.heliograph.message.MessageId#unknown} where a 2xx couldn't be read. */
    record Accepted(Message message) implements SendResult {}

    /** It certainly didn't, and says why. */
    record Rejected(Failure failure) implements SendResult {}

    /**
     * It answered, and the answer doesn't say whether the message was taken.
     *
     * @param reason what came, in words that are safe to log
     */
    record Unknown(String reason) implements SendResult {}
}
