package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/** Thrown if no provider supports a feature that the request needs. Nothing was sent. */
public final class UnsupportedException extends SmsException {
    UnsupportedException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
