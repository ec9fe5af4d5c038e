package io.heliograph.error;

import io.heliograph.message.Attempt;
import io.heliograph.message.Failure;
import java.util.List;

/** Thrown if a setting is wrong, such as the base URL. Nothing was sent. */
public final class ConfigurationException extends SmsException {
    ConfigurationException(Failure failure, List<Attempt> attempts) {
        super(failure.toString(), failure, attempts);
    }
}
