package io.heliograph.policy;

import io.heliograph.message.Violations;

/**
 * The rate limit and concurrency limit of one provider. Immutable and thread-safe.
 *
 * @param enabled whether it is used at all
 * @param perSecond the maximum of requests a second, spread evenly, 0.001 to 100,000; 0 for no limit
 * @param concurrent the maximum of concurrent requests, 1 to 100,000
 */
public record ProviderLimits(boolean enabled, double perSecond, int concurrent) {
    private static final double MIN_RATE = 0.001;
    private static final double MAX_RATE = 100_000;
    private static final int MAX_CONCURRENT = 100_000;

    public ProviderLimits {
        Violations violations = new Violations();
        boolean inRange = perSecond >= MIN_RATE && perSecond <= MAX_RATE;
        if (perSecond != 0 && !inRange) {
            violations.add("rate-limit", "must be 0.001 to 100000 requests a second, or 0 for none");
        }
        if (concurrent < 1 || concurrent > MAX_CONCURRENT) {
            violations.add("max-concurrent", "must be 1 to " + MAX_CONCURRENT);
        }
        violations.throwIfAny();
    }

    /** Enabled, without a rate limit, 64 concurrent requests. */
    public static ProviderLimits defaults() {
        return new ProviderLimits(true, 0, 64);
    }

    public ProviderLimits withEnabled(boolean newEnabled) {
        return new ProviderLimits(newEnabled, perSecond, concurrent);
    }

    public ProviderLimits withPerSecond(double newPerSecond) {
        return new ProviderLimits(enabled, newPerSecond, concurrent);
    }

    public ProviderLimits withConcurrent(int newConcurrent) {
        return new ProviderLimits(enabled, perSecond, newConcurrent);
    }
}
