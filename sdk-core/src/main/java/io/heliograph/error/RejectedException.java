package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Refusal;
import java.util.List;

/** The message was refused for what it is: its recipient, its sender, its content. It was not sent. */
public final class RejectedException extends SmsException {
    RejectedException(Refusal refusal, List<Attempt> attempts) {
        super(refusal.toString(), refusal, attempts);
    }
}
