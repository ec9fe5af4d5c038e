package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/** The credentials are wrong, or not allowed to do this. Nothing was sent. */
public final class CredentialsException extends SmsException {
    CredentialsException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
