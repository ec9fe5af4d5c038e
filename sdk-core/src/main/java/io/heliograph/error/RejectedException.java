package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/** The message was refused for what it is: its recipient, its sender, its content. It was not sent. */
public final class RejectedException extends SmsException {
    RejectedException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
