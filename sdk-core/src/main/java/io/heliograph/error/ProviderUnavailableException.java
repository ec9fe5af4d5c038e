package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Refusal;
import java.util.List;

/** The provider couldn't be reached or couldn't serve. Nothing was sent. */
public final class ProviderUnavailableException extends SmsException {
    ProviderUnavailableException(Refusal refusal, List<Attempt> attempts) {
        super(refusal.toString(), refusal, attempts);
    }
}
