package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Refusal;
import java.util.List;

/** No provider can do what the request needs. Nothing was sent. */
public final class UnsupportedException extends SmsException {
    UnsupportedException(Refusal refusal, List<Attempt> attempts) {
        super(refusal.toString(), refusal, attempts);
    }
}
