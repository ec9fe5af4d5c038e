package io.heliograph.internal.key;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.internal.base.ClientLog;
import io.heliograph.internal.base.Timing;
import io.heliograph.internal.guard.ProviderGate;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.LookupTiming;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a provider whether it has a message whose answer was lost. Belongs to one question. */
public final class LostAnswerLookup {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final ProviderGate gate;
    private final SendRequest request;
    private final Timing timing;
    private final LookupTiming times;

    public LostAnswerLookup(ProviderGate gate, SendRequest request, Timing timing) {
        this.gate = gate;
        this.request = request;
        this.timing = timing;
        times = gate.provider().lookupTiming();
    }

    /** Asks from just after the attempt on, as often as makes sense; null where the time ends before that is known. */
    @Nullable
    public SendResult untilFound(Deadline deadline) {
        long attempted = timing.nanoTime(); // a wall clock that steps ahead would prove an absence too early
        Duration wait = times.initialDelay();
        while (wait.compareTo(Duration.ofNanos(deadline.nanosLeft())) < 0) {
            try {
                timing.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
            SendResult result = once(Duration.ofNanos(timing.nanoTime() - attempted), deadline);
            if (result != null) {
                return result;
            }
            wait = times.quietPeriod().compareTo(times.interval()) > 0 ? times.quietPeriod() : times.interval();
        }
        return null;
    }

    /**
     * Asks once, when the provider has been left in quiet for long enough.
     *
     * @param sinceAttempt how long ago the last attempt ended, at least, by now: the message may come while the answer is on
     *     its way
     * @return what became of it; null where that isn't known yet
     */
    @Nullable
    SendResult once(Duration sinceAttempt, Deadline deadline) {
        boolean late = sinceAttempt.compareTo(times.absentAfter()) >= 0;
        Optional<Message> found;
        try {
            found = gate.provider().lookup(request, deadline);
        } catch (HttpException | SmsException e) {
            LOG.debug("{} can't say whether it has {}: {}", gate.name(), request.key(), e.getMessage());
            return null;
        } catch (RuntimeException e) {
            // Its message may hold anything, so it isn't repeated.
            LOG.warn("{}'s lookup failed with {}", gate.name(), e.getClass().getName());
            return null;
        }
        if (found.isPresent() && !hasFailed(found.get())) {
            return new SendResult.Accepted(found.get());
        }
        return late ? new SendResult.Rejected(absent(found)) : null;
    }

    /** A final no that it failed with is the answer: the next provider would be asked to do what this one refused. */
    private static Failure absent(Optional<Message> failed) {
        return failed.flatMap(Message::failure)
                .filter(failure -> failure.type().isProviderIndependent())
                .orElseGet(
                        () -> Failure.of(ErrorType.PROVIDER_ERROR, "it doesn't have the message, and won't any more"));
    }

    /** One that failed is as good as none. It may be of an earlier try, so it doesn't prove that there won't be another. */
    private static boolean hasFailed(Message message) {
        return message.status() == Status.FAILED || message.status() == Status.REJECTED;
    }
}
