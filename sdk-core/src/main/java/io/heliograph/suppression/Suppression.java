package io.heliograph.suppression;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.Violations;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Somebody who gets no messages, and why. Immutable, thread-safe and safe to log: {@code toString} masks numbers.
 *
 * @param recipient who gets none; in its canonical spelling, however it is given
 * @param sender from whom, see {@link SuppressionScope}; a number in its canonical spelling; empty for every sender
 * @param provider the provider that told it, at most 64 characters; empty where none did
 * @param since when it was said
 * @param until when it ends, after {@code since}; empty where it stays until it is removed
 */
public record Suppression(
        PhoneNumber recipient,
        Optional<Sender> sender,
        SuppressionReason reason,
        String provider,
        Instant since,
        Optional<Instant> until) {
    private static final int MAX_NAME = 64;

    /**
     * Somebody who gets no messages.
     *
     * @throws io.heliograph.message.InvalidRequestException if the provider's name or the time of the end isn't right
     */
    public Suppression {
        recipient = recipient.canonical(); // a store may keep and find it by its text
        sender = sender.map(Sender::canonical);
        Objects.requireNonNull(reason, "reason");
        Violations faults = new Violations();
        if (provider.length() > MAX_NAME || provider.chars().anyMatch(Character::isISOControl)) {
            faults.add("provider", "must be at most 64 characters without controls");
        }
        if (until.filter(end -> !end.isAfter(since)).isPresent()) {
            faults.add("until", "must be after since");
        }
        faults.throwIfAny();
    }

    /** Whether it hasn't ended at a time. */
    public boolean holdsAt(Instant time) {
        return until.isEmpty() || time.isBefore(until.get());
    }

    /** Whether it takes the place of another of the same recipient, sender and reason: it was said later, or lasts longer. */
    public boolean replaces(Suppression other) {
        int order = since.compareTo(other.since);
        return order != 0 ? order > 0 : end().isAfter(other.end());
    }

    /** For comparing. */
    Instant end() {
        return until.orElse(Instant.MAX);
    }

    @Override
    public String toString() {
        return "Suppression[" + recipient + " from "
                + sender.map(Sender::toString).orElse("every sender") + ": " + reason
                + (provider.isEmpty() ? "" : " by " + provider) + " since " + since
                + until.map(end -> " until " + end).orElse("") + "]";
    }
}
