package io.heliograph.outbox;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.VendorOption;
import io.heliograph.store.internal.Bounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The settings of an {@link Outbox}. Immutable and thread-safe. */
public final class OutboxSettings {
    private static final int MAX_THREADS = 512;
    private static final int MIN_MILLIS = 10;

    private final int threads;
    private final boolean orderPerRecipient;
    private final Duration pollInterval;
    private final Duration heartbeat;
    private final Duration deadline;
    private final Duration firstRetry;
    private final Duration maxRetry;
    private final Duration maxAge;
    private final Duration keep;
    private final Duration keepDead;
    private final List<OutboxListener> listeners;
    private final List<VendorOption<?>> options;

    private OutboxSettings(Builder builder) {
        threads = builder.threads;
        orderPerRecipient = builder.orderPerRecipient;
        pollInterval = builder.pollInterval;
        heartbeat = builder.heartbeat;
        deadline = builder.deadline;
        firstRetry = builder.firstRetry;
        maxRetry = builder.maxRetry;
        maxAge = builder.maxAge;
        keep = builder.keep;
        keepDead = builder.keepDead;
        listeners = List.copyOf(builder.listeners);
        options = List.copyOf(builder.options);
    }

    public static OutboxSettings defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public int threads() {
        return threads;
    }

    public boolean orderPerRecipient() {
        return orderPerRecipient;
    }

    public Duration pollInterval() {
        return pollInterval;
    }

    public Duration heartbeat() {
        return heartbeat;
    }

    public Duration deadline() {
        return deadline;
    }

    public Duration firstRetry() {
        return firstRetry;
    }

    public Duration maxRetry() {
        return maxRetry;
    }

    public Duration maxAge() {
        return maxAge;
    }

    public Duration keep() {
        return keep;
    }

    public Duration keepDead() {
        return keepDead;
    }

    public List<OutboxListener> listeners() {
        return listeners;
    }

    public List<VendorOption<?>> options() {
        return options;
    }

    /** Builds the settings; not thread-safe. */
    public static final class Builder {
        private int threads = 8;
        private boolean orderPerRecipient;
        private Duration pollInterval = Duration.ofSeconds(1);
        private Duration heartbeat = Duration.ofSeconds(10);
        private Duration deadline = Duration.ofSeconds(30);
        private Duration firstRetry = Duration.ofSeconds(5);
        private Duration maxRetry = Duration.ofMinutes(15);
        private Duration maxAge = Duration.ofDays(1);
        private Duration keep = Duration.ofDays(7);
        private Duration keepDead = Duration.ofDays(30);
        private final List<OutboxListener> listeners = new ArrayList<>();
        private final List<VendorOption<?>> options = new ArrayList<>();

        private Builder() {}

        /** Sets how many messages this process sends at once, 1 to 512; 8 by default. */
        public Builder threads(int count) {
            if (count < 1 || count > MAX_THREADS) {
                throw new InvalidRequestException("threads", "is " + count + "; it must be 1 to " + MAX_THREADS);
            }
            threads = count;
            return this;
        }

        /**
         * Sets whether a recipient's messages are sent one after the other, in the order in which they were enqueued, where one
         * transaction had committed before the next enqueued; false by default. A message that is due then waits until the earlier
         * ones were sent, dropped or became dead letters: one that stays unknown holds up its recipient.
         */
        public Builder orderPerRecipient(boolean order) {
            orderPerRecipient = order;
            return this;
        }

        /** Sets how often the workers look for messages, 10 ms or more; 1 second by default. */
        public Builder pollInterval(Duration time) {
            pollInterval = Bounds.atLeastMillis(MIN_MILLIS, "pollInterval", time);
            return this;
        }

        /**
         * Sets how often a worker on PostgreSQL shows that it is alive, 10 ms or more; 10 seconds by default. What it was
         * sending is reconciled by another worker when it has missed 6.
         */
        public Builder heartbeat(Duration time) {
            heartbeat = Bounds.atLeastMillis(MIN_MILLIS, "heartbeat", time);
            return this;
        }

        /** Sets the deadline of requests that have none of their own; 30 seconds by default. */
        public Builder deadline(Duration time) {
            deadline = Bounds.atLeastMillis(MIN_MILLIS, "deadline", time);
            return this;
        }

        /**
         * Sets the wait after the first temporary rejection, and before a message of unknown outcome is reconciled again; 5
         * seconds by default. It doubles each time, and each wait is up to a fifth shorter or longer, by chance.
         */
        public Builder firstRetry(Duration time) {
            firstRetry = Bounds.atLeastMillis(MIN_MILLIS, "firstRetry", time);
            return this;
        }

        /** Sets the maximum wait between two attempts, unless the vendor asks for more; 15 minutes by default. */
        public Builder maxRetry(Duration time) {
            maxRetry = Bounds.atLeastMillis(MIN_MILLIS, "maxRetry", time);
            return this;
        }

        /**
         * Sets for how long a message is tried after it became due; 1 day by default. One that is older isn't begun any more,
         * and becomes a dead letter.
         */
        public Builder maxAge(Duration time) {
            maxAge = Bounds.atLeastMillis(MIN_MILLIS, "maxAge", time);
            return this;
        }

        /**
         * Sets for how long a sent message is remembered, without its text, so that enqueuing it again has no effect; 7 days by
         * default.
         */
        public Builder keep(Duration time) {
            keep = Bounds.atLeastMillis(MIN_MILLIS, "keep", time);
            return this;
        }

        /** Sets for how long a dead letter is kept; 30 days by default. */
        public Builder keepDead(Duration time) {
            keepDead = Bounds.atLeastMillis(MIN_MILLIS, "keepDead", time);
            return this;
        }

        /** Adds a listener. */
        public Builder listener(OutboxListener listener) {
            listeners.add(listener);
            return this;
        }

        /** Adds an option that requests may have, of a provider that isn't on the class path as a {@code ProviderFactory}. */
        public Builder option(VendorOption<?> option) {
            options.add(option);
            return this;
        }

        public OutboxSettings build() {
            if (maxRetry.compareTo(firstRetry) < 0) {
                maxRetry = firstRetry;
            }
            return new OutboxSettings(this);
        }
    }
}
