package io.heliograph.message;

import java.util.List;
import java.util.Objects;

/**
 * The outcome of one call of a bulk send. Its recipients share the outcome and its message's id, except those that
 * {@link Message#recipients()} names.
 *
 * @param recipients the recipients of the call
 * @param outcome their common outcome
 */
public record BulkCallResult(List<PhoneNumber> recipients, SendOutcome outcome) {
    public BulkCallResult {
        recipients = recipients instanceof PhoneNumberList ? recipients : List.copyOf(recipients);
        Objects.requireNonNull(outcome, "outcome");
    }

    /** The number of recipients that the vendor rejected in a response that accepted the others. */
    public int rejectedCount() {
        return outcome instanceof SendOutcome.Accepted accepted
                ? (int) accepted.message().recipients().stream()
                        .filter(recipient -> recipient.status().isFailure())
                        .count()
                : 0;
    }

    /**
     * The number of recipients whose outcome is unknown in a response that accepted the others: an SMS may have been
     * sent to them.
     */
    public int unknownCount() {
        return outcome instanceof SendOutcome.Accepted accepted
                ? (int) accepted.message().recipients().stream()
                        .filter(recipient -> recipient.status() == Status.UNKNOWN)
                        .count()
                : 0;
    }
}
