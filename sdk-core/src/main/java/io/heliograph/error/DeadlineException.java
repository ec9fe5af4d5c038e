package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Refusal;
import java.util.List;

/** The time that the caller gave ran out before anything was sent. */
public final class DeadlineException extends SmsException {
    DeadlineException(Refusal refusal, List<Attempt> attempts) {
        super(refusal.toString(), refusal, attempts);
    }
}
