package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Refusal;
import java.util.List;

/** The credentials are wrong, or not allowed to do this. Nothing was sent. */
public final class CredentialsException extends SmsException {
    CredentialsException(Refusal refusal, List<Attempt> attempts) {
        super(refusal.toString(), refusal, attempts);
    }
}
