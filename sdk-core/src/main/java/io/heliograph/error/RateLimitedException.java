package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Refusal;
import java.util.List;

/** The provider wants requests to come more slowly; see {@link Refusal#retryAfter()}. Nothing was sent. */
public final class RateLimitedException extends SmsException {
    RateLimitedException(Refusal refusal, List<Attempt> attempts) {
        super(refusal.toString(), refusal, attempts);
    }
}
