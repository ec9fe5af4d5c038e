package io.heliograph.internal.outcome;

import io.heliograph.message.SendOutcome;

/** Marks an outcome as that of an earlier send with the same key. Thread-safe. */
public final class Replay {
    private Replay() {}

    /** Copies an outcome with {@code replayed} set. */
    public static SendOutcome of(SendOutcome first) {
        return first.fold(
                accepted -> new SendOutcome.Accepted(accepted.message(), accepted.key(), accepted.attempts(), true),
                rejected -> new SendOutcome.Rejected(rejected.failure(), rejected.key(), rejected.attempts(), true),
                unknown -> new SendOutcome.Unknown(
                        unknown.provider(), unknown.reason(), unknown.key(), unknown.attempts(), true));
    }
}
