package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/** Thrown if a rate limit was exceeded; see {@link Failure#retryAfter()}. Nothing was sent. */
public final class RateLimitedException extends SmsException {
    RateLimitedException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
