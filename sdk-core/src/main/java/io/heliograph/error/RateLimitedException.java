package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/** The provider wants requests to come more slowly; see {@link Failure#retryAfter()}. Nothing was sent. */
public final class RateLimitedException extends SmsException {
    RateLimitedException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
