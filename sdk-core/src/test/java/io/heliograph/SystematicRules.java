package io.heliograph;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of a systematic exploration, held against the truth that no process knows. */
final class SystematicRules {
    private SystematicRules() {}

    /** A rule is broken. */
    static final class Broken extends RuntimeException {
        private transient @Nullable SystematicState state;

        Broken(String problem) {
            super(problem);
        }

        Broken in(SystematicState after) {
            state = after;
            return this;
        }

        /** The state in which it is broken. */
        SystematicState state() {
            return Objects.requireNonNull(state, "state");
        }
    }

    private static String name(int provider) {
        return SystematicCase.PROVIDERS.get(provider);
    }

    /** A request goes to a provider. */
    static void posted(SystematicState state, int provider) {
        for (SystematicState.UnknownRequest unknown : state.unknowns) {
            if (unknown.provider() != provider) {
                throw new Broken(name(provider) + " is asked, and what became of it at " + name(unknown.provider())
                        + " isn't reconciled");
            }
        }
        for (int other = 0; other < state.vendors.length; other++) {
            if (other != provider && state.vendors[other].isAnywhere()) {
                throw new Broken(name(provider) + " is asked, and " + name(other) + " has it or will");
            }
        }
    }

    /** A provider has taken one, or will. */
    static void taken(SystematicState state, int process) {
        long claimedAt = state.processes[process].claimedAt();
        if (claimedAt > 0 && claimedAt < state.rejectedAt) {
            throw new Broken("was reported as certainly not sent before it was taken");
        }
    }

    /** A provider has stored one. */
    static void stored(SystematicState state) {
        int sms = 0;
        for (SystematicVendor vendor : state.vendors) {
            sms += vendor.sms();
        }
        if (sms > 1) {
            throw new Broken("two SMS");
        }
    }

    /** What is wrong if "nothing was sent" is reported now; null for nothing. */
    static @Nullable String wrongIfRejected(SystematicState state) {
        if (state.isAnywhere()) {
            return "was reported as certainly not sent, and there is one";
        }
        return state.unknowns.isEmpty()
                ? null
                : "was reported as certainly not sent, and what became of it at "
                        + name(state.unknowns.get(0).provider()) + " isn't reconciled";
    }

    static void accepted(SystematicState state, Message message) {
        int provider = SystematicCase.PROVIDERS.indexOf(message.provider());
        SystematicVendor vendor = state.vendors[provider];
        if (vendor.goodId() == 0 || !message.id().value().equals(String.valueOf(vendor.goodId()))) {
            throw new Broken("was reported as accepted by " + message.id() + ", who has it not");
        }
    }

    /** A call has ended. */
    static void ended(SystematicState state, int process, @Nullable Object end) {
        if (end instanceof SendOutcome.Accepted accepted) {
            accepted(state, accepted.message());
        } else if (end instanceof SendOutcome.Rejected rejected) {
            boolean blind = rejected.failure().reason().startsWith("the idempotency store failed");
            if (!blind) {
                rejected(state, state.processes[process]);
            }
        } else if (end instanceof InvalidRequestException && state.isAnywhere()) {
            throw new Broken("it is forgotten, and there is one");
        }
    }

    private static void rejected(SystematicState state, SystematicState.Caller process) {
        String wrong = process.sealed() ? process.wrongIfRejected() : wrongIfRejected(state);
        if (wrong != null) {
            throw new Broken(wrong);
        }
        state.rejectedAt = state.tick();
    }
}
