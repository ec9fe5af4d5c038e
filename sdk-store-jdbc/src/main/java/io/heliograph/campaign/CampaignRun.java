package io.heliograph.campaign;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.store.internal.Bounds;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** How a campaign is run. Immutable; as thread-safe as the functions that it was given. */
public final class CampaignRun {
    private static final int MAX_CONCURRENCY = 256;

    final int concurrency;
    final int maxBulk;
    final double perSecond;
    final Duration maxAge;
    final boolean evenIfOld;
    final int maxFailures;
    final CampaignListener listener;
    final BooleanSupplier stop;
    final Consumer<SendRequest.Builder> content;

    private CampaignRun(Builder builder) {
        concurrency = builder.concurrency;
        maxBulk = builder.maxBulk;
        perSecond = builder.perSecond;
        maxAge = builder.maxAge;
        evenIfOld = builder.evenIfOld;
        maxFailures = builder.maxFailures;
        listener = builder.listener;
        stop = builder.stop;
        content = builder.content;
    }

    /** The defaults: 8 calls at a time, at most 1,000 recipients each. */
    public static CampaignRun defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Builds the options of a run; not thread-safe. */
    public static final class Builder {
        private int concurrency = 8;
        private int maxBulk = 1_000;
        private double perSecond;
        private Duration maxAge = Duration.ofHours(24);
        private boolean evenIfOld;
        private int maxFailures = 20;
        private CampaignListener listener = progress -> {};
        private BooleanSupplier stop = () -> false;
        private Consumer<SendRequest.Builder> content = request -> {};

        private Builder() {}

        /** How many calls are made at a time, each on a thread; 1 to 256, 8 by default. */
        public Builder concurrency(int calls) {
            concurrency = between("concurrency", calls, 1, MAX_CONCURRENCY);
            return this;
        }

        /**
         * The most recipients of one call to a provider with bulk calls; 1,000 by default. When a process dies during such a call,
         * all its recipients are unknown. 1 sends to each alone.
         */
        public Builder maxBulk(int recipients) {
            maxBulk = between("maxBulk", recipients, 1, 100_000);
            return this;
        }

        /** The most recipients a second; without it as fast as the providers and the client's limits allow. */
        public Builder perSecond(double recipients) {
            if (!(recipients > 0)) {
                throw new InvalidRequestException("perSecond", "must be more than 0");
            }
            perSecond = recipients;
            return this;
        }

        /** A campaign without progress for longer than this doesn't run; 24 hours by default. */
        public Builder maxAge(Duration age) {
            maxAge = Bounds.atLeastMillis(1, "maxAge", age);
            return this;
        }

        /** Runs a campaign however old it is. In a restored copy of the database this sends again what was sent since. */
        public Builder evenIfOld() {
            evenIfOld = true;
            return this;
        }

        /**
         * After so many calls in a row that were rejected for a reason that isn't the recipients', such as no credit, the campaign
         * pauses; 20 by default. Nothing was sent by them, and their recipients stay waiting.
         */
        public Builder maxFailures(int calls) {
            maxFailures = between("maxFailures", calls, 1, 1_000_000);
            return this;
        }

        public Builder listener(CampaignListener receiver) {
            listener = receiver;
            return this;
        }

        /** When this is true, no further call is made, and the run ends when those under way have. It is asked often. */
        public Builder stopWhen(BooleanSupplier stopped) {
            stop = stopped;
            return this;
        }

        /**
         * Sets what the store doesn't keep of the content, such as options of providers; it must be the same for each run of a
         * campaign. Recipient, key and text can't be changed.
         */
        public Builder content(Consumer<SendRequest.Builder> more) {
            content = more;
            return this;
        }

        private static int between(String field, int value, int min, int max) {
            if (value < min || value > max) {
                throw new InvalidRequestException(field, "is " + value + "; it must be " + min + " to " + max);
            }
            return value;
        }

        public CampaignRun build() {
            return new CampaignRun(this);
        }
    }
}
