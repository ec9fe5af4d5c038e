package io.heliograph.cli;

import io.heliograph.settings.Settings;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Reads the duration of an option as settings have it; {@code UsageErrors} has the words for what is none. */
final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
        return Settings.parseDuration(value);
    }
}
