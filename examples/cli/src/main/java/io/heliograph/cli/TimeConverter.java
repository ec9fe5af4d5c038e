package io.heliograph.cli;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.settings.Settings;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Reads the duration of an option as settings have it; {@code UsageErrors} has the words for what is none. */
final class TimeConverter implements ITypeConverter<Duration> {
    /** More is a slip of the keys, and still more nanoseconds than a long has. */
    private static final Duration MAX = Duration.ofDays(365);

    @Override
    public Duration convert(String value) {
        Duration time = Settings.parseDuration(value);
        if (time.isNegative()) {
            throw new InvalidRequestException("duration", "is negative; it must be 0s to 8760h");
        }
        if (time.compareTo(MAX) > 0) {
            throw new InvalidRequestException("duration", "is more than 365 days; it must be 0s to 8760h");
        }
        return time;
    }
}
