package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/** Thrown if the deadline passed before anything was sent. */
public final class DeadlineException extends SmsException {
    DeadlineException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
