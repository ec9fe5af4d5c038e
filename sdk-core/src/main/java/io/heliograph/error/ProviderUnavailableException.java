package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/** Thrown if the provider couldn't be reached, or couldn't handle the request. Nothing was sent. */
public final class ProviderUnavailableException extends SmsException {
    ProviderUnavailableException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
