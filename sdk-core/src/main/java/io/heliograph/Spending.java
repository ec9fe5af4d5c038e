package io.heliograph;

import io.heliograph.message.Message;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.spi.SmsProvider;
import org.jspecify.annotations.Nullable;

/** The money of one send: taken before a provider's first attempt, kept if it may be owed, given back if it isn't. */
interface Spending {
    /** Nothing is limited. */
    Spending NONE = new Spending() {
        @Override
        public @Nullable Refusal take(SmsProvider provider) {
            return null;
        }

        @Override
        public void accepted(Message message) {}

        @Override
        public void refused() {}

        @Override
        public void unknown() {}

        @Override
        public void settled(SendOutcome outcome) {}
    };

    /** Takes what an attempt may cost, unless that is taken already; why it mustn't be made, or null if it may. */
    @Nullable
    Refusal take(SmsProvider provider);

    /** The provider has it: what was taken is spent. */
    void accepted(Message message);

    /** The provider certainly doesn't have it: what was taken is given back. */
    void refused();

    /** The provider may have it, and may be owed for it: what was taken is spent until {@link #settled} says otherwise. */
    void unknown();

    /** What became of a send that ended as unknown; only the first word counts, which may come on another thread. */
    void settled(SendOutcome outcome);
}
