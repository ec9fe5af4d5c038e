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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt at one provider: everything that happens becomes a result, and nothing is thrown once bytes may have left.
 *
 * <p>The client's pipeline makes its attempts with it, and so do vendor-only operations that send.
 *
 * @param result the result
 * @param attempt the record of it
 */
public record CompletedAttempt(SendResult result, Attempt attempt) {
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    private static final Logger LOG = LoggerFactory.getLogger(CompletedAttempt.class);

    /** A send by one call of {@link io.heliograph.http.VendorHttp#submit} with the given context. */
    @FunctionalInterface
    public interface SendCall {
        SendResult send(AttemptContext context);
    }

    /**
     * Whether the result is about the message under this key, whichever request brought it there: an acceptance is, and a 2xx
     * that says "failed". Any other rejection is about this request only.
     */
    public boolean isAboutMessage() {
        int status = attempt.httpStatus();
        return result instanceof SendResult.Accepted
                || (result instanceof SendResult.Rejected && status >= OK && status < REDIRECT);
    }

    /** Makes a whole send of one attempt, for vendor-only operations: there is no other provider to try. */
    public static SendOutcome send(String provider, IdempotencyKey key, Deadline deadline, SendCall call) {
        CompletedAttempt only = run(provider, 1, key, Clock.systemUTC(), deadline, call);
        List<Attempt> attempts = List.of(only.attempt());
        return only.result()
                .fold(
                        accepted -> new SendOutcome.Accepted(accepted.message(), key, attempts),
                        rejected -> new SendOutcome.Rejected(rejected.failure(), key, attempts),
                        unknown -> new SendOutcome.Unknown(provider, unknown.reason(), key, attempts));
    }

    /** Makes attempt number {@code number} of the send with this key. */
    public static CompletedAttempt run(
            String provider, int number, IdempotencyKey key, Clock clock, Deadline deadline, SendCall call) {
        AttemptContext context = new AttemptContext(deadline);
        Instant startedAt = clock.instant();
        long nanosBefore = deadline.nanosLeft();
        SendResult result = resultOf(provider, key, call, context);
        Duration took = Duration.ofNanos(nanosBefore - deadline.nanosLeft());
        Attempt attempt = describe(provider, number, startedAt, took, result, context.httpStatus());
        if (LOG.isDebugEnabled()) {
            LOG.debug(
                    "attempt {} of {}: {} {} after {} ms: {}",
                    number,
                    key,
                    provider,
                    attempt.result(),
                    took.toMillis(),
                    attempt.note());
        }
        return new CompletedAttempt(result, attempt);
    }

    private static SendResult resultOf(String provider, IdempotencyKey key, SendCall call, AttemptContext context) {
        try {
            return withoutFailure(Objects.requireNonNull(call.send(context), "result"));
        } catch (HttpException e) {
            return context.mayHaveBeenSent() || e.mayHaveBeenSent()
                    ? new SendResult.Unknown(e.reason())
                    : new SendResult.Rejected(Failure.of(e.type(), e.reason()));
        } catch (SmsException e) { // of a call that had to come first, such as a login
            Failure failure = e.failure().orElseGet(() -> Failure.of(ErrorType.OTHER, "a call before it failed"));
            return context.mayHaveBeenSent()
                    ? new SendResult.Unknown(failure.reason())
                    : new SendResult.Rejected(failure);
        } catch (VirtualMachineError e) {
            throw e; // nothing after it can be relied on
        } catch (Throwable e) {
            LOG.warn("{}: its code failed with {} in the send of {}", provider, description(e), key);
            return afterBug(e, context);
        }
    }

    /** A linkage error names a class or method, which is safe to log; other messages aren't. */
    private static String description(Throwable e) {
        return e.getClass().getName() + (e instanceof LinkageError ? " (" + e.getMessage() + ")" : "");
    }

    /** A message that was accepted and failed at once wasn't sent, so its result is a rejection. */
    private static SendResult withoutFailure(SendResult result) {
        if (result instanceof SendResult.Accepted accepted
                && (accepted.message().status() == Status.FAILED
                        || accepted.message().status() == Status.REJECTED)) {
            Message message = accepted.message();
            return new SendResult.Rejected(message.failure()
                    .orElseGet(() ->
                            Failure.of(ErrorType.OTHER, "the provider accepted it and answered " + message.status())));
        }
        return result;
    }

    /** The result of a bug in a provider's code, which isn't a rejection once bytes may have left. */
    private static SendResult afterBug(Throwable e, AttemptContext context) {
        String reason = "the provider's code failed with " + e.getClass().getSimpleName();
        return context.mayHaveBeenSent()
                ? new SendResult.Unknown(reason)
                : new SendResult.Rejected(Failure.of(ErrorType.OTHER, reason + " before anything was sent"));
    }

    private static Attempt describe(
            String provider, int number, Instant startedAt, Duration took, SendResult result, int httpStatus) {
        Attempt.Result kind = Attempt.Result.ACCEPTED;
        Failure failure = null;
        String note;
        if (result instanceof SendResult.Rejected rejected) {
            kind = Attempt.Result.REJECTED;
            failure = rejected.failure();
            note = failure.reason();
        } else if (result instanceof SendResult.Unknown unknown) {
            kind = Attempt.Result.UNKNOWN;
            note = unknown.reason();
        } else {
            Message message = ((SendResult.Accepted) result).message();
            String status = message.status().toString();
            note = message.id().isKnown() ? status : status + ", the answer couldn't be read";
        }
        ErrorType error = failure == null ? null : failure.type();
        String code = failure == null ? null : failure.code().orElse(null);
        return new Attempt(provider, number, startedAt, took, kind, error, code, httpStatus, note);
    }
}
