package io.heliograph.policy;

import io.heliograph.message.Violations;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The retry policy of a send: maximum attempts, backoff and attempt timeout. Immutable and thread-safe.
 *
 * <p>A send is retried only after a rejection that is certain and retryable, or, where the provider removes duplicates, to
 * reconcile the first attempt. The wait before attempt <i>n</i> + 1 is random between 0 and
 * {@code initialBackoff · 2ⁿ⁻¹}, at most {@code maxBackoff}; after "too many requests" the throttled backoff applies; and it
 * is never shorter than the provider's Retry-After.
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

    /** 3 attempts at a provider and 5 in all; backoff from 50 ms to 5 s, and from 1 s to 20 s after "too many requests". */
    public static RetryPolicy defaults() {
        return DEFAULTS;
    }

    /** One attempt at each provider, without retries or reconciliation. */
    public static RetryPolicy none() {
        return builder()
                .maxAttemptsPerProvider(1)
                .maxAttempts(MAX_ATTEMPTS)
                .reconcile(false)
                .build();
    }

    /** A builder with this policy's values. */
    public Builder toBuilder() {
        return builder()
                .maxAttemptsPerProvider(maxAttemptsPerProvider)
                .maxAttempts(maxAttempts)
                .backoff(initialBackoff, maxBackoff)
                .throttledBackoff(throttledInitialBackoff, throttledMaxBackoff)
                .attemptTimeout(attemptTimeout)
                .reconcile(reconcile);
    }

    /** The maximum of attempts at one provider in one send; 1 never retries. */
    public int maxAttemptsPerProvider() {
        return maxAttemptsPerProvider;
    }

    /** The maximum of attempts in one send, at all providers. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** The longest first backoff. */
    public Duration initialBackoff() {
        return initialBackoff;
    }

    /** The longest backoff. */
    public Duration maxBackoff() {
        return maxBackoff;
    }

    /** The longest first backoff after "too many requests". */
    public Duration throttledInitialBackoff() {
        return throttledInitialBackoff;
    }

    /** The longest backoff after "too many requests". */
    public Duration throttledMaxBackoff() {
        return throttledMaxBackoff;
    }

    /**
     * How long one attempt may take at a provider whose unknown outcomes can be reconciled; at other providers an attempt may
     * take all of the deadline, because an earlier end would gain nothing.
     */
    public Duration attemptTimeout() {
        return attemptTimeout;
    }

    /**
     * Whether an unknown outcome is reconciled while the deadline lasts: by a repeated send to a provider that removes
     * duplicates, or by a lookup at a provider that supports it.
     */
    public boolean reconcile() {
        return reconcile;
    }

    private List<Object> values() {
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
        return other instanceof RetryPolicy policy && values().equals(policy.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "RetryPolicy[maxAttemptsPerProvider=" + maxAttemptsPerProvider + ", maxAttempts=" + maxAttempts
                + ", backoff=" + initialBackoff + " to " + maxBackoff + ", throttledBackoff=" + throttledInitialBackoff
                + " to " + throttledMaxBackoff + ", attemptTimeout=" + attemptTimeout + ", reconcile=" + reconcile
                + "]";
    }

    /** Builder of a policy. Not thread-safe. */
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

        /** Sets the maximum of attempts at one provider in one send, 1 to 100; 1 never retries. */
        public Builder maxAttemptsPerProvider(int max) {
            maxAttemptsPerProvider = max;
            return this;
        }

        /** Sets the maximum of attempts in one send, at all providers, 1 to 100. */
        public Builder maxAttempts(int max) {
            maxAttempts = max;
            return this;
        }

        /**
         * Sets the backoff before another attempt.
         *
         * @param initial the longest first backoff, more than 0
         * @param max the longest backoff, at least {@code initial}
         */
        public Builder backoff(Duration initial, Duration max) {
            initialBackoff = Objects.requireNonNull(initial, "initial");
            maxBackoff = Objects.requireNonNull(max, "max");
            return this;
        }

        /** Sets the backoff after "too many requests". */
        public Builder throttledBackoff(Duration initial, Duration max) {
            throttledInitialBackoff = Objects.requireNonNull(initial, "initial");
            throttledMaxBackoff = Objects.requireNonNull(max, "max");
            return this;
        }

        /** Sets how long one attempt may take at a provider whose unknown outcomes can be reconciled, more than 0. */
        public Builder attemptTimeout(Duration timeout) {
            attemptTimeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /** Sets whether an unknown outcome is reconciled while the deadline lasts. */
        public Builder reconcile(boolean look) {
            reconcile = look;
            return this;
        }

        /**
         * Builds the policy.
         *
         * @throws io.heliograph.message.InvalidRequestException naming every value that is out of range
         */
        public RetryPolicy build() {
            Violations violations = new Violations();
            checkAttempts(violations, "maxAttemptsPerProvider", maxAttemptsPerProvider);
            checkAttempts(violations, "maxAttempts", maxAttempts);
            checkPositive(violations, "initialBackoff", initialBackoff);
            checkMax(violations, "maxBackoff", maxBackoff, initialBackoff);
            checkPositive(violations, "throttledInitialBackoff", throttledInitialBackoff);
            checkMax(violations, "throttledMaxBackoff", throttledMaxBackoff, throttledInitialBackoff);
            checkPositive(violations, "attemptTimeout", attemptTimeout);
            violations.throwIfAny();
            return new RetryPolicy(this);
        }

        private static void checkAttempts(Violations violations, String field, int attempts) {
            if (attempts < 1 || attempts > MAX_ATTEMPTS) {
                violations.add(field, "must be 1 to " + MAX_ATTEMPTS);
            }
        }

        private static void checkPositive(Violations violations, String field, Duration duration) {
            if (duration.isNegative() || duration.isZero()) {
                violations.add(field, "must be more than 0");
            }
        }

        private static void checkMax(Violations violations, String field, Duration max, Duration initial) {
            if (max.compareTo(initial) < 0) {
                violations.add(field, "must be at least as long as the first wait");
            }
        }
    }
}
