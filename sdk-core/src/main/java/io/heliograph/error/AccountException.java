package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/** The account is suspended, out of credit or over a limit of a day, or a spend limit of the client's is reached. Nothing was sent. */
public final class AccountException extends SmsException {
    AccountException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
