package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/** Thrown if the message was rejected for its recipient, sender or content. It wasn't sent. */
public final class RejectedException extends SmsException {
    RejectedException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
