package io.heliograph.spi;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.SendScope;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at one provider: whatever happens becomes an answer, and nothing is thrown once bytes may be out.
 *
 * <p>The client's pipeline makes its attempts with it, and so do vendor-only operations that send.
 *
 * @param answer what the provider said
 * @param attempt what to tell about it
 */
public record OneAttempt(Answer answer, Attempt attempt) {
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    private static final Logger LOG = LoggerFactory.getLogger(OneAttempt.class);

    /** Something that sends by one call of {@link io.heliograph.http.Http#submit} with the scope that it is given. */
    @FunctionalInterface
    public interface Sending {
        Answer send(SendScope scope);
    }

    /**
     * Whether the answer speaks of the message under this key, whichever request brought it there: a yes does, and a 2xx
     * that says "failed". Any other no is one to this request only.
     */
    public boolean isAboutMessage() {
        int status = attempt.httpStatus();
        return answer instanceof Answer.Accepted
                || (answer instanceof Answer.Refused && status >= OK && status < REDIRECT);
    }

    /** A whole send of one attempt, for vendor-only operations: there is no other provider to go to. */
    public static SendOutcome send(String provider, IdempotencyKey key, Deadline deadline, Sending sending) {
        OneAttempt only = run(provider, 1, Clock.systemUTC(), deadline, sending);
        List<Attempt> attempts = List.of(only.attempt());
        if (only.answer() instanceof Answer.Accepted accepted) {
            return new SendOutcome.Accepted(accepted.message(), key, attempts);
        }
        if (only.answer() instanceof Answer.Refused refused) {
            return new SendOutcome.Rejected(refused.refusal(), key, attempts);
        }
        return new SendOutcome.Unknown(provider, ((Answer.Unclear) only.answer()).reason(), key, attempts);
    }

    /** Makes attempt number {@code number} of a send. */
    public static OneAttempt run(String provider, int number, Clock clock, Deadline deadline, Sending sending) {
        SendScope scope = new SendScope(deadline);
        Instant startedAt = clock.instant();
        long nanosBefore = deadline.nanosLeft();
        Answer answer = answer(sending, scope);
        Duration took = Duration.ofNanos(nanosBefore - deadline.nanosLeft());
        Attempt attempt = describe(provider, number, startedAt, took, answer, scope.httpStatus());
        LOG.debug(
                "attempt {}: {} {} after {} ms: {}",
                number,
                provider,
                attempt.result(),
                took.toMillis(),
                attempt.note());
        return new OneAttempt(answer, attempt);
    }

    private static Answer answer(Sending sending, SendScope scope) {
        try {
            return withoutFailure(Objects.requireNonNull(sending.send(scope), "answer"));
        } catch (HttpException e) {
            return scope.mayHaveBeenSent() || e.mayHaveBeenSent()
                    ? new Answer.Unclear(e.reason())
                    : new Answer.Refused(Refusal.of(e.type(), e.reason()));
        } catch (SmsException e) { // of a call that had to come first, such as a login
            Refusal refusal = e.refusal().orElseGet(() -> Refusal.of(ErrorType.OTHER, "a call before it failed"));
            return scope.mayHaveBeenSent() ? new Answer.Unclear(refusal.reason()) : new Answer.Refused(refusal);
        } catch (VirtualMachineError e) {
            throw e; // nothing that is said after it can be relied on
        } catch (Throwable e) {
            return afterBug(e, scope);
        }
    }

    /** A message that was taken and has failed at once was not sent, whatever the provider's code made of it. */
    private static Answer withoutFailure(Answer answer) {
        if (answer instanceof Answer.Accepted accepted
                && (accepted.message().status() == Status.FAILED
                        || accepted.message().status() == Status.REJECTED)) {
            Message message = accepted.message();
            return new Answer.Refused(message.failure()
                    .orElseGet(() ->
                            Refusal.of(ErrorType.OTHER, "the provider took it and answered " + message.status())));
        }
        return answer;
    }

    /** A provider's bug must not be read as a no once bytes are out. Its message may hold anything, so it isn't repeated. */
    private static Answer afterBug(Throwable e, SendScope scope) {
        String reason = "the provider's code failed with " + e.getClass().getSimpleName();
        return scope.mayHaveBeenSent()
                ? new Answer.Unclear(reason)
                : new Answer.Refused(Refusal.of(ErrorType.OTHER, reason + " before anything was sent"));
    }

    private static Attempt describe(
            String provider, int number, Instant startedAt, Duration took, Answer answer, int httpStatus) {
        Attempt.Result result;
        String note;
        @Nullable ErrorType error = null;
        @Nullable String code = null;
        if (answer instanceof Answer.Accepted accepted) {
            result = Attempt.Result.ACCEPTED;
            note = accepted.message().status()
                    + (accepted.message().id().isKnown() ? "" : ", the answer couldn't be read");
        } else if (answer instanceof Answer.Refused refused) {
            result = Attempt.Result.REJECTED;
            note = refused.refusal().reason();
            error = refused.refusal().type();
            code = refused.refusal().code().orElse(null);
        } else {
            result = Attempt.Result.UNKNOWN;
            note = ((Answer.Unclear) answer).reason();
        }
        return new Attempt(provider, number, startedAt, took, result, error, code, httpStatus, note);
    }
}
