package io.heliograph.message;

import java.util.List;
import java.util.Objects;

/**
 * What came of one call of a bulk send: its recipients share the outcome, but for those that
 * {@link Message#recipients()} names.
 *
 * @param recipients who it was for
 * @param outcome what came of it
 */
public record BulkCallResult(List<PhoneNumber> recipients, SendOutcome outcome) {
    public BulkCallResult {
        recipients = List.copyOf(recipients);
        Objects.requireNonNull(outcome, "outcome");
    }

    /** How many of the recipients the vendor refused inside an answer that took the others. */
    public int refusedInside() {
        return outcome instanceof SendOutcome.Accepted accepted
                ? (int) accepted.message().recipients().stream()
                        .filter(recipient -> recipient.status().isFailure())
                        .count()
                : 0;
    }

    /** How many of the recipients an answer that took the others leaves open: they may have been sent to. */
    public int unknownInside() {
        return outcome instanceof SendOutcome.Accepted accepted
                ? (int) accepted.message().recipients().stream()
                        .filter(recipient -> recipient.status() == Status.UNKNOWN)
                        .count()
                : 0;
    }
}
