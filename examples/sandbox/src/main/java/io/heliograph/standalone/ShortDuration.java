package io.heliograph.standalone;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations such as {@code 500ms}, {@code 1.5s} and {@code 2m}. */
final class ShortDuration implements ITypeConverter<Duration> {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?)(ms|s|m|h)");

    @Override
    public Duration convert(String value) {
        Matcher matcher = SHAPE.matcher(value);
        if (!matcher.matches()) {
            throw new TypeConversionException("is a number with ms, s, m or h behind it, such as 500ms or 1.5s");
        }
        long milliseconds = switch (matcher.group(2)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            default -> 3_600_000;
        };
        return Duration.ofMillis(new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(milliseconds))
                .longValue());
    }
}
