package io.heliograph.testkit.sms;

import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions about what became of a send; a failed one shows the outcome and every attempt. Not thread-safe. */
public final class SendOutcomeAssert extends AbstractAssert<SendOutcomeAssert, SendOutcome> {
    SendOutcomeAssert(SendOutcome outcome) {
        super(outcome, SendOutcomeAssert.class);
    }

    /** A provider has accepted the message. */
    public SendOutcomeAssert isAccepted() {
        isNotNull();
        return check(actual instanceof SendOutcome.Accepted, "an accepted send");
    }

    /** The message was certainly not sent. */
    public SendOutcomeAssert isRejected() {
        isNotNull();
        return check(actual instanceof SendOutcome.Rejected, "a rejected send");
    }

    /** The message may have been sent. */
    public SendOutcomeAssert isUnknown() {
        isNotNull();
        return check(actual instanceof SendOutcome.Unknown, "a send whose outcome is unknown");
    }

    /** It was rejected for this reason. */
    public SendOutcomeAssert withError(ErrorType type) {
        isRejected();
        return check(failure().type() == type, "the error " + type);
    }

    /** It was rejected with this code of the vendor. */
    public SendOutcomeAssert withCode(String code) {
        isRejected();
        return check(failure().code().filter(code::equals).isPresent(), "the vendor's code " + code);
    }

    /** The last provider that was called is this: the one that accepted or rejected it, or that may have it. */
    public SendOutcomeAssert via(String provider) {
        isNotNull();
        String last = actual.fold(
                accepted -> accepted.message().provider(),
                rejected -> lastAttempt(rejected.attempts()),
                SendOutcome.Unknown::provider);
        return check(last.equals(provider), "a send via " + provider);
    }

    private static String lastAttempt(List<Attempt> attempts) {
        return attempts.isEmpty() ? "" : attempts.get(attempts.size() - 1).provider();
    }

    /** The provider's answer says that it charges so many segments; not every provider's answer does. */
    public SendOutcomeAssert hasSegments(int count) {
        isAccepted();
        OptionalInt segments = ((SendOutcome.Accepted) actual).message().segments();
        if (segments.isEmpty()) {
            throw failure(
                    "%nExpecting %s, but the provider's answer has no number of segments; assert it of the inbox's message"
                            + " instead.%n%s",
                    InboxLines.segments(count), lines(actual));
        }
        return check(segments.getAsInt() == count, InboxLines.segments(count) + " instead of " + segments.getAsInt());
    }

    /** It took so many attempts, at all providers together; 0 if the client rejected it by itself. */
    public SendOutcomeAssert afterAttempts(int count) {
        isNotNull();
        return check(actual.attempts().size() == count, count == 1 ? "1 attempt" : count + " attempts");
    }

    private Failure failure() {
        return ((SendOutcome.Rejected) actual).failure();
    }

    private SendOutcomeAssert check(boolean isMet, String expected) {
        if (!isMet) {
            throw failure("%nExpecting %s, but it is%n%s", expected, lines(actual));
        }
        return this;
    }

    private static String lines(SendOutcome outcome) {
        String end = outcome.fold(
                accepted -> "accepted by " + accepted.message().provider(),
                rejected -> "rejected with " + rejected.failure(),
                unknown -> "unknown at " + unknown.provider() + ": " + unknown.reason());
        return "  " + end + (outcome.replayed() ? " (the outcome of an earlier send)" : "") + ", after "
                + (outcome.attempts().isEmpty()
                        ? "no attempt"
                        : outcome.attempts().stream()
                                .map(SendOutcomeAssert::line)
                                .collect(Collectors.joining("", "the attempts", "")));
    }

    private static String line(Attempt attempt) {
        return "\n  " + attempt.number() + ". " + attempt.provider() + ": " + attempt.result()
                + (attempt.error() == null ? "" : " " + attempt.error())
                + (attempt.code() == null ? "" : " (" + attempt.code() + ")")
                + (attempt.httpStatus() == 0 ? "" : ", status " + attempt.httpStatus())
                + (attempt.note().isEmpty() ? "" : ", " + attempt.note());
    }
}
