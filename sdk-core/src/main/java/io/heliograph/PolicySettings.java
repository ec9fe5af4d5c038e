package io.heliograph;

import io.heliograph.message.Fault;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Shape;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.ProviderSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how the client treats its providers. Not thread-safe. */
final class PolicySettings {
    private static final Pattern RATE = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)\\s*(?:/s)?");

    private final ProviderSettings settings;
    private final List<Fault> faults = new ArrayList<>();

    PolicySettings(ProviderSettings settings) {
        this.settings = settings;
    }

    /** What is wrong beyond what the settings note themselves. */
    List<Fault> faults() {
        return faults;
    }

    /** Whether a second call with a key waits for the first. */
    boolean waitsForTwin() {
        boolean[] waits = {true};
        settings.flag("idempotency.wait", value -> waits[0] = value);
        return waits[0];
    }

    /** How many keys are remembered in memory; empty where nothing is said, or not right. */
    OptionalInt rememberedKeys() {
        OptionalInt[] keys = {OptionalInt.empty()};
        settings.number("idempotency.keys", value -> {
            if (value < 1 || value > SmsClientBuilder.MOST_KEYS) {
                faults.add(new Fault("idempotency.keys", "must be 1 to " + SmsClientBuilder.MOST_KEYS));
            } else {
                keys[0] = OptionalInt.of(value);
            }
        });
        return keys[0];
    }

    /** How often a send is tried; empty where that isn't right. */
    Optional<RetryPolicy> retry() {
        RetryPolicy defaults = RetryPolicy.defaults();
        int[] tries = {defaults.triesPerProvider(), defaults.tries()};
        boolean[] settle = {defaults.settle()};
        settings.number("retry.tries-per-provider", value -> tries[0] = value);
        settings.number("retry.tries", value -> tries[1] = value);
        settings.flag("retry.settle", value -> settle[0] = value);
        Duration base = duration("retry.base", defaults.base());
        Duration cap = duration("retry.cap", defaults.cap());
        Duration throttledBase = duration("retry.throttled-base", defaults.throttledBase());
        Duration throttledCap = duration("retry.throttled-cap", defaults.throttledCap());
        Duration timeout = duration("retry.attempt-timeout", defaults.attemptTimeout());
        return made(
                "retry.",
                () -> new RetryPolicy(tries[0], tries[1], base, cap, throttledBase, throttledCap, timeout, settle[0]));
    }

    /** How much a provider is given to do. */
    ProviderLimits limits() {
        ProviderLimits[] limits = {ProviderLimits.defaults()};
        settings.flag("enabled", value -> limits[0] = limits[0].withEnabled(value));
        settings.number("max-concurrent", value -> change(() -> limits[0] = limits[0].withConcurrent(value)));
        settings.text(
                "rate-limit", value -> rate(value, rate -> change(() -> limits[0] = limits[0].withPerSecond(rate))));
        return limits[0];
    }

    private void change(Supplier<ProviderLimits> change) {
        made("", change);
    }

    private void rate(String value, Consumer<Double> setter) {
        Matcher rate = RATE.matcher(value.strip());
        if (rate.matches()) {
            setter.accept(Double.valueOf(rate.group(1)));
        } else {
            faults.add(new Fault(
                    "rate-limit", "is " + Shape.of(value) + "; it must be requests a second, such as 10 or 0.5/s"));
        }
    }

    private Duration duration(String name, Duration fallback) {
        Duration[] found = {fallback};
        settings.text(name, value -> {
            try {
                found[0] = Settings.parseDuration(value);
            } catch (InvalidRequestException e) {
                faults.add(new Fault(name, e.faults().get(0).problem()));
            }
        });
        return found[0];
    }

    private <T> Optional<T> made(String prefix, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (InvalidRequestException e) {
            e.faults().forEach(fault -> faults.add(new Fault(prefix + kebab(fault.field()), fault.problem())));
            return Optional.empty();
        }
    }

    private static String kebab(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
