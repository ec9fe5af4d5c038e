package io.heliograph.policy;

import io.heliograph.message.Violations;

/**
 * How much one provider is given to do. Immutable and thread-safe.
 *
 * @param enabled whether it is used at all
 * @param perSecond the most requests a second, spread evenly; 0 for no limit of ours
 * @param concurrent the most requests under way at the same time, 1 to 100,000
 */
public record ProviderLimits(boolean enabled, double perSecond, int concurrent) {
    private static final double SLOWEST = 0.001;
    private static final double FASTEST = 100_000;
    private static final int MAX_CONCURRENT = 100_000;

    public ProviderLimits {
        Violations faults = new Violations();
        boolean inRange = perSecond >= SLOWEST && perSecond <= FASTEST;
        if (perSecond != 0 && !inRange) {
            faults.add("rate-limit", "must be 0.001 to 100000 requests a second, or 0 for none");
        }
        if (concurrent < 1 || concurrent > MAX_CONCURRENT) {
            faults.add("max-concurrent", "must be 1 to " + MAX_CONCURRENT);
        }
        faults.throwIfAny();
    }

    /** In use, without a rate limit, 64 requests at the same time. */
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
