package io.heliograph;

import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.SendScope;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.Answer;
import io.heliograph.spi.SmsProvider;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one attempt at one provider, and turns whatever happens into an answer. Thread-safe. */
final class AttemptRunner {
    private static final Logger LOG = LoggerFactory.getLogger(SmsClient.class);

    private final Clock clock;

    AttemptRunner(Clock clock) {
        this.clock = clock;
    }

    record Result(Answer answer, Attempt attempt) {}

    Result run(SmsProvider provider, SendRequest request, Deadline deadline, int number) {
        SendScope scope = new SendScope(deadline);
        Instant startedAt = clock.instant();
        long begin = System.nanoTime();
        Answer answer = answer(provider, request, scope);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        Attempt attempt = describe(provider.name(), number, startedAt, took, answer, scope.httpStatus());
        LOG.debug(
                "attempt {}: {} {} after {} ms: {}",
                number,
                provider.name(),
                attempt.result(),
                took.toMillis(),
                attempt.note());
        return new Result(answer, attempt);
    }

    private static Answer answer(SmsProvider provider, SendRequest request, SendScope scope) {
        try {
            return withoutFailure(provider.send(request, scope));
        } catch (HttpException e) {
            return scope.mayHaveBeenSent()
                    ? new Answer.Unclear(e.reason())
                    : new Answer.Refused(Refusal.of(e.type(), e.reason()));
        } catch (RuntimeException e) {
            return afterBug(e, scope);
        }
    }

    /** A message that was taken and has failed at once was not sent, whatever the provider's code made of it. */
    private static Answer withoutFailure(Answer answer) {
        if (answer instanceof Answer.Accepted accepted
                && accepted.message().status().isFailure()) {
            Message message = accepted.message();
            return new Answer.Refused(message.failure()
                    .orElseGet(() ->
                            Refusal.of(ErrorType.OTHER, "the provider took it and answered " + message.status())));
        }
        return answer;
    }

    /** A provider's bug must not be read as a no once bytes are out. Its message may hold anything, so it isn't repeated. */
    private static Answer afterBug(RuntimeException e, SendScope scope) {
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
