package io.heliograph.spi;

import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
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
 * @param result what the provider said
 * @param attempt what to tell about it
 */
public record CompletedAttempt(SendResult result, Attempt attempt) {
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    private static final Logger LOG = LoggerFactory.getLogger(CompletedAttempt.class);

    /** Something that sends by one call of {@link io.heliograph.http.VendorHttp#submit} with the scope that it is given. */
    @FunctionalInterface
    public interface SendCall {
        SendResult send(AttemptContext context);
    }

    /**
     * Whether the answer speaks of the message under this key, whichever request brought it there: a yes does, and a 2xx
     * that says "failed". Any other no is one to this request only.
     */
    public boolean isAboutMessage() {
        int status = attempt.httpStatus();
        return result instanceof SendResult.Accepted
                || (result instanceof SendResult.Rejected && status >= OK && status < REDIRECT);
    }

    /** A whole send of one attempt, for vendor-only operations: there is no other provider to go to. */
    public static SendOutcome send(String provider, IdempotencyKey key, Deadline deadline, SendCall sending) {
        CompletedAttempt only = run(provider, 1, Clock.systemUTC(), deadline, sending);
        List<Attempt> attempts = List.of(only.attempt());
        if (only.result() instanceof SendResult.Accepted accepted) {
            return new SendOutcome.Accepted(accepted.message(), key, attempts);
        }
        if (only.result() instanceof SendResult.Rejected refused) {
            return new SendOutcome.Rejected(refused.failure(), key, attempts);
        }
        return new SendOutcome.Unknown(provider, ((SendResult.Unknown) only.result()).reason(), key, attempts);
    }

    /** Makes attempt number {@code number} of a send. */
    public static CompletedAttempt run(String provider, int number, Clock clock, Deadline deadline, SendCall sending) {
        AttemptContext context = new AttemptContext(deadline);
        Instant startedAt = clock.instant();
        long nanosBefore = deadline.nanosLeft();
        SendResult result = answer(sending, context);
        Duration took = Duration.ofNanos(nanosBefore - deadline.nanosLeft());
        Attempt attempt = describe(provider, number, startedAt, took, result, context.httpStatus());
        LOG.debug(
                "attempt {}: {} {} after {} ms: {}",
                number,
                provider,
                attempt.result(),
                took.toMillis(),
                attempt.note());
        return new CompletedAttempt(result, attempt);
    }

    private static SendResult answer(SendCall sending, AttemptContext context) {
        try {
            return withoutFailure(Objects.requireNonNull(sending.send(context), "answer"));
        } catch (HttpException e) {
            return context.mayHaveBeenSent() || e.mayHaveBeenSent()
                    ? new SendResult.Unknown(e.reason())
                    : new SendResult.Rejected(Failure.of(e.type(), e.reason()));
        } catch (SmsException e) { // of a call that had to come first, such as a login
            Failure failure = e.refusal().orElseGet(() -> Failure.of(ErrorType.OTHER, "a call before it failed"));
            return context.mayHaveBeenSent()
                    ? new SendResult.Unknown(failure.reason())
                    : new SendResult.Rejected(failure);
        } catch (VirtualMachineError e) {
            throw e; // nothing that is said after it can be relied on
        } catch (Throwable e) {
            return afterBug(e, context);
        }
    }

    /** A message that was taken and has failed at once was not sent, whatever the provider's code made of it. */
    private static SendResult withoutFailure(SendResult result) {
        if (result instanceof SendResult.Accepted accepted
                && (accepted.message().status() == Status.FAILED
                        || accepted.message().status() == Status.REJECTED)) {
            Message message = accepted.message();
            return new SendResult.Rejected(message.failure()
                    .orElseGet(() ->
                            Failure.of(ErrorType.OTHER, "the provider took it and answered " + message.status())));
        }
        return result;
    }

    /** A provider's bug must not be read as a no once bytes are out. Its message may hold anything, so it isn't repeated. */
    private static SendResult afterBug(Throwable e, AttemptContext context) {
        String reason = "the provider's code failed with " + e.getClass().getSimpleName();
        return context.mayHaveBeenSent()
                ? new SendResult.Unknown(reason)
                : new SendResult.Rejected(Failure.of(ErrorType.OTHER, reason + " before anything was sent"));
    }

    private static Attempt describe(
            String provider, int number, Instant startedAt, Duration took, SendResult answer, int httpStatus) {
        Attempt.Result result;
        String note;
        @Nullable ErrorType error = null;
        @Nullable String code = null;
        if (answer instanceof SendResult.Accepted accepted) {
            result = Attempt.Result.ACCEPTED;
            note = accepted.message().status()
                    + (accepted.message().id().isKnown() ? "" : ", the answer couldn't be read");
        } else if (answer instanceof SendResult.Rejected refused) {
            result = Attempt.Result.REJECTED;
            note = refused.failure().reason();
            error = refused.failure().type();
            code = refused.failure().code().orElse(null);
        } else {
            result = Attempt.Result.UNKNOWN;
            note = ((SendResult.Unknown) answer).reason();
        }
        return new Attempt(provider, number, startedAt, took, result, error, code, httpStatus, note);
    }
}
