package io.heliograph.settings;

import io.heliograph.message.ValueShape;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.RetryPolicy;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the settings of retries and of each provider's limits. */
final class PolicySettingsReader {
    private static final Pattern RATE = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)\\s*(?:/s)?");

    private PolicySettingsReader() {}

    /** The retry policy; empty where it is invalid. */
    static Optional<RetryPolicy> retry(SettingValues values) {
        RetryPolicy defaults = RetryPolicy.defaults();
        RetryPolicy.Builder retry = RetryPolicy.builder();
        values.number(GeneralSetting.RETRY_MAX_ATTEMPTS_PER_PROVIDER).ifPresent(retry::maxAttemptsPerProvider);
        values.number(GeneralSetting.RETRY_MAX_ATTEMPTS).ifPresent(retry::maxAttempts);
        retry.backoff(
                duration(values, GeneralSetting.RETRY_INITIAL_BACKOFF, defaults.initialBackoff()),
                duration(values, GeneralSetting.RETRY_MAX_BACKOFF, defaults.maxBackoff()));
        retry.throttledBackoff(
                duration(values, GeneralSetting.RETRY_THROTTLED_INITIAL_BACKOFF, defaults.throttledInitialBackoff()),
                duration(values, GeneralSetting.RETRY_THROTTLED_MAX_BACKOFF, defaults.throttledMaxBackoff()));
        values.duration(GeneralSetting.RETRY_ATTEMPT_TIMEOUT).ifPresent(retry::attemptTimeout);
        values.flag(GeneralSetting.RETRY_RECONCILE).ifPresent(retry::reconcile);
        return values.make("retry.", retry::build);
    }

    private static Duration duration(SettingValues values, GeneralSetting setting, Duration fallback) {
        return values.duration(setting).orElse(fallback);
    }

    /** A provider's limits. */
    static ProviderLimits limits(SettingValues values) {
        ProviderLimits limits = ProviderLimits.defaults();
        ProviderLimits enabled =
                values.settings().flag("enabled").map(limits::withEnabled).orElse(limits);
        ProviderLimits concurrent = values.settings().number("max-concurrent").stream()
                .mapToObj(max -> values.make("", () -> enabled.withConcurrent(max)))
                .findFirst()
                .flatMap(value -> value)
                .orElse(enabled);
        return values.settings()
                .text("rate-limit")
                .flatMap(text -> rate(values, text))
                .flatMap(rate -> values.make("", () -> concurrent.withPerSecond(rate)))
                .orElse(concurrent);
    }

    private static Optional<Double> rate(SettingValues values, String text) {
        Matcher rate = RATE.matcher(text.strip());
        if (rate.matches()) {
            return Optional.of(Double.valueOf(rate.group(1)));
        }
        values.violation(
                "rate-limit", "is " + ValueShape.of(text) + "; it must be requests a second, such as 10 or 0.5/s");
        return Optional.empty();
    }
}
