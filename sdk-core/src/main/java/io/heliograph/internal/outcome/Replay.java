package io.heliograph.internal.outcome;

import io.heliograph.message.SendOutcome;

/** Makes an outcome the result of an earlier send. Thread-safe. */
public final class Replay {
    private Replay() {}

    /** The same outcome, as that of an earlier send with the same key. */
    public static SendOutcome of(SendOutcome first) {
        return first.fold(
                accepted -> new SendOutcome.Accepted(accepted.message(), accepted.key(), accepted.attempts(), true),
                rejected -> new SendOutcome.Rejected(rejected.failure(), rejected.key(), rejected.attempts(), true),
                unknown -> new SendOutcome.Unknown(
                        unknown.provider(), unknown.reason(), unknown.key(), unknown.attempts(), true));
    }
}
