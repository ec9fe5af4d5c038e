package io.heliograph.error;

import io.heliograph.message.MessageId;
import java.util.List;

/** The provider doesn't know a message with this id, or no longer. */
public final class MessageNotFoundException extends SmsException {
    public MessageNotFoundException(MessageId id) {
        super(id.provider() + " has no message with this id", null, List.of());
    }
}
