package io.heliograph.suppression;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.message.Violations;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An entry of the suppression list: a recipient who gets no messages, and why. Immutable, thread-safe and safe to log:
 * {@code toString} masks numbers.
 *
 * @param recipient the recipient; converted to its canonical spelling
 * @param sender the sender, see {@link SuppressionScope}; a number in its canonical spelling; empty for every sender
 * @param provider the provider that reported it, at most 64 characters; empty where none did
 * @param since the time of the opt-out
 * @param until when it expires, after {@code since}; empty where it stays until it is removed
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
     * A suppression.
     *
     * @throws io.heliograph.message.InvalidRequestException if the provider's name is too long, or {@code until} isn't
     *     after {@code since}
     */
    public Suppression {
        recipient = recipient.canonical(); // so that a store can compare numbers as text
        sender = sender.map(Sender::canonical);
        Objects.requireNonNull(reason, "reason");
        Violations violations = new Violations();
        if (provider.length() > MAX_NAME || provider.chars().anyMatch(Character::isISOControl)) {
            violations.add("provider", "must be at most 64 characters without controls");
        }
        if (until.filter(end -> !end.isAfter(since)).isPresent()) {
            violations.add("until", "must be after since");
        }
        violations.throwIfAny();
    }

    /** Whether it hasn't expired at a time. */
    public boolean holdsAt(Instant time) {
        return until.isEmpty() || time.isBefore(until.get());
    }

    /** Whether it replaces another of the same recipient, sender and reason: it is later, or lasts longer. */
    public boolean replaces(Suppression other) {
        int order = since.compareTo(other.since);
        return order != 0 ? order > 0 : end().isAfter(other.end());
    }

    /** The time of expiry, for comparisons. */
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
