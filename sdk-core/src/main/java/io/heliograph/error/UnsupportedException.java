package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/** No provider can do what the request needs. Nothing was sent. */
public final class UnsupportedException extends SmsException {
    UnsupportedException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
