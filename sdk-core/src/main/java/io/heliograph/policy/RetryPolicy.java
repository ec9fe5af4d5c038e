package io.heliograph.policy;

import io.heliograph.message.Violations;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How often a provider is asked in one send, and how long the send waits before the next attempt. Immutable and thread-safe.
 *
 * <p>A send is tried again only after a certain no that may change, or, where the provider removes duplicates, to find out
 * what became of the first attempt. The wait before attempt <i>n</i> + 1 is random between 0 and
 * {@code initialBackoff · 2ⁿ⁻¹}, at most {@code maxBackoff}; after a "too many requests" the throttled ones take their place;
 * and it is never less than what the provider asked for.
 */
public final class RetryPolicy {
    private static final int MAX_ATTEMPTS = 100;
    private static final RetryPolicy DEFAULTS = builder().build();

    private final int maxAttemptsPerProvider;
    private final int maxAttempts;
    private final Duration initialBackoff;
    private final Duration maxBackoff;
    private final Duration throttledInitialBackoff;
    private final Duration throttledMaxBackoff;
    private final Duration attemptTimeout;
    private final boolean reconcile;

    private RetryPolicy(Builder builder) {
        maxAttemptsPerProvider = builder.maxAttemptsPerProvider;
        maxAttempts = builder.maxAttempts;
        initialBackoff = builder.initialBackoff;
        maxBackoff = builder.maxBackoff;
        throttledInitialBackoff = builder.throttledInitialBackoff;
        throttledMaxBackoff = builder.throttledMaxBackoff;
        attemptTimeout = builder.attemptTimeout;
        reconcile = builder.reconcile;
    }

    /** Begins with the values of {@link #defaults()}. */
    public static Builder builder() {
        return new Builder();
    }

    /** 3 attempts at a provider and 5 in all; waits from 50 ms to 5 s, and from 1 s to 20 s where requests are too many. */
    public static RetryPolicy defaults() {
        return DEFAULTS;
    }

    /** One request to each provider, whatever comes of it. */
    public static RetryPolicy none() {
        return builder()
                .maxAttemptsPerProvider(1)
                .maxAttempts(MAX_ATTEMPTS)
                .reconcile(false)
                .build();
    }

    /** A builder that has everything that this policy has. */
    public Builder toBuilder() {
        return builder()
                .maxAttemptsPerProvider(maxAttemptsPerProvider)
                .maxAttempts(maxAttempts)
                .backoff(initialBackoff, maxBackoff)
                .throttledBackoff(throttledInitialBackoff, throttledMaxBackoff)
                .attemptTimeout(attemptTimeout)
                .reconcile(reconcile);
    }

    /** How often one provider is asked in one send; 1 never asks again. */
    public int maxAttemptsPerProvider() {
        return maxAttemptsPerProvider;
    }

    /** How often any provider is asked in one send, in all. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** The longest first wait. */
    public Duration initialBackoff() {
        return initialBackoff;
    }

    /** The longest wait of all. */
    public Duration maxBackoff() {
        return maxBackoff;
    }

    /** The longest first wait after "too many requests". */
    public Duration throttledInitialBackoff() {
        return throttledInitialBackoff;
    }

    /** The longest wait of all after "too many requests". */
    public Duration throttledMaxBackoff() {
        return throttledMaxBackoff;
    }

    /**
     * How long one attempt may take at a provider that can be asked afterwards what became of it; at others an attempt may take
     * all of the deadline, because giving up early would gain nothing.
     */
    public Duration attemptTimeout() {
        return attemptTimeout;
    }

    /**
     * Whether an unknown outcome is looked into while the deadline lasts: by sending again to a provider that removes
     * duplicates, or by asking one that can be asked.
     */
    public boolean reconcile() {
        return reconcile;
    }

    private List<Object> parts() {
        return List.of(
                maxAttemptsPerProvider,
                maxAttempts,
                initialBackoff,
                maxBackoff,
                throttledInitialBackoff,
                throttledMaxBackoff,
                attemptTimeout,
                reconcile);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RetryPolicy policy && parts().equals(policy.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    @Override
    public String toString() {
        return "RetryPolicy[maxAttemptsPerProvider=" + maxAttemptsPerProvider + ", maxAttempts=" + maxAttempts
                + ", backoff=" + initialBackoff + " to " + maxBackoff + ", throttledBackoff=" + throttledInitialBackoff
                + " to " + throttledMaxBackoff + ", attemptTimeout=" + attemptTimeout + ", reconcile=" + reconcile
                + "]";
    }

    /** Collects a policy's values. Not thread-safe. */
    public static final class Builder {
        private int maxAttemptsPerProvider = 3;
        private int maxAttempts = 5;
        private Duration initialBackoff = Duration.ofMillis(50);
        private Duration maxBackoff = Duration.ofSeconds(5);
        private Duration throttledInitialBackoff = Duration.ofSeconds(1);
        private Duration throttledMaxBackoff = Duration.ofSeconds(20);
        private Duration attemptTimeout = Duration.ofSeconds(10);
        private boolean reconcile = true;

        private Builder() {}

        /** How often one provider is asked in one send, 1 to 100; 1 never asks again. */
        public Builder maxAttemptsPerProvider(int max) {
            maxAttemptsPerProvider = max;
            return this;
        }

        /** How often any provider is asked in one send, in all, 1 to 100. */
        public Builder maxAttempts(int max) {
            maxAttempts = max;
            return this;
        }

        /**
         * The waits before another attempt.
         *
         * @param initial the longest first wait, more than 0
         * @param max the longest of all, at least {@code initial}
         */
        public Builder backoff(Duration initial, Duration max) {
            initialBackoff = Objects.requireNonNull(initial, "initial");
            maxBackoff = Objects.requireNonNull(max, "max");
            return this;
        }

        /** The same after a "too many requests". */
        public Builder throttledBackoff(Duration initial, Duration max) {
            throttledInitialBackoff = Objects.requireNonNull(initial, "initial");
            throttledMaxBackoff = Objects.requireNonNull(max, "max");
            return this;
        }

        /** How long one attempt may take at a provider that can be asked what became of it, more than 0. */
        public Builder attemptTimeout(Duration timeout) {
            attemptTimeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /** Whether an unknown outcome is looked into while the deadline lasts. */
        public Builder reconcile(boolean look) {
            reconcile = look;
            return this;
        }

        /**
         * Makes the policy.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every value that isn't in its range
         */
        public RetryPolicy build() {
            Violations faults = new Violations();
            checkAttempts(faults, "maxAttemptsPerProvider", maxAttemptsPerProvider);
            checkAttempts(faults, "maxAttempts", maxAttempts);
            checkPositive(faults, "initialBackoff", initialBackoff);
            checkMax(faults, "maxBackoff", maxBackoff, initialBackoff);
            checkPositive(faults, "throttledInitialBackoff", throttledInitialBackoff);
            checkMax(faults, "throttledMaxBackoff", throttledMaxBackoff, throttledInitialBackoff);
            checkPositive(faults, "attemptTimeout", attemptTimeout);
            faults.throwIfAny();
            return new RetryPolicy(this);
        }

        private static void checkAttempts(Violations faults, String field, int attempts) {
            if (attempts < 1 || attempts > MAX_ATTEMPTS) {
                faults.add(field, "must be 1 to " + MAX_ATTEMPTS);
            }
        }

        private static void checkPositive(Violations faults, String field, Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                faults.add(field, "must be more than 0");
            }
        }

        private static void checkMax(Violations faults, String field, Duration max, Duration initial) {
            if (max.compareTo(initial) < 0) {
                faults.add(field, "must be at least as long as the first wait");
            }
        }
    }
}
