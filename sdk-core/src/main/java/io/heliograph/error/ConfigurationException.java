package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Refusal;
import java.util.List;

/** A setting is wrong: base URL, host, provider. Nothing was sent. */
public final class ConfigurationException extends SmsException {
    ConfigurationException(Refusal refusal, List<Attempt> attempts) {
        super(refusal.toString(), refusal, attempts);
    }
}
