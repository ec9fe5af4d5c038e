package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/**
 * Thrown if the account is suspended, out of credit or over its quota, or the client's spend limit is reached. Nothing
 * was sent.
 */
public final class AccountException extends SmsException {
    AccountException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
