package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/** Thrown if the credentials are wrong, or lack the permission for this call. Nothing was sent. */
public final class CredentialsException extends SmsException {
    CredentialsException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
