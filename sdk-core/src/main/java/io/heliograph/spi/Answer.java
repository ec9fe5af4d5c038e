package io.heliograph.spi;

import io.heliograph.message.Message;
import io.heliograph.message.Refusal;

/** What a vendor said to one attempt. */
public sealed interface Answer {
    /** It took the message; with {@link io.heliograph.message.MessageId#unknown} where a 2xx couldn't be read. */
    record Accepted(Message message) implements Answer {}

    /** It certainly didn't, and says why. */
    record Refused(Refusal refusal) implements Answer {}

    /**
     * It answered, and the answer doesn't say whether the message was taken.
     *
     * @param reason what came, in words that are safe to log
     */
    record Unclear(String reason) implements Answer {}
}
