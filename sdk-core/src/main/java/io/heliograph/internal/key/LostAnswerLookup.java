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

/** Looks up at a provider a message whose response was lost. Belongs to one lookup. */
public final class LostAnswerLookup {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final ProviderGate gate;
    private final SendRequest request;
    private final Timing timing;
    private final LookupTiming lookupTiming;

    public LostAnswerLookup(ProviderGate gate, SendRequest request, Timing timing) {
        this.gate = gate;
        this.request = request;
        this.timing = timing;
        lookupTiming = gate.provider().lookupTiming();
    }

    /** Repeats the lookup after the attempt until the result is known; null where the deadline passes before. */
    @Nullable
    public SendResult untilFound(Deadline deadline) {
        long attempted = timing.nanoTime(); // a wall clock that jumps ahead would prove an absence too early
        Duration wait = lookupTiming.initialDelay();
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
            wait = lookupTiming.quietPeriod().compareTo(lookupTiming.interval()) > 0
                    ? lookupTiming.quietPeriod()
                    : lookupTiming.interval();
        }
        return null;
    }

    /**
     * Looks up once, after the provider's quiet period.
     *
     * @param sinceAttempt the least time since the last attempt ended, as of now: the message may be stored while the response is on
     *     its way
     * @return the result; null where it isn't known yet
     */
    @Nullable
    SendResult once(Duration sinceAttempt, Deadline deadline) {
        boolean provesAbsence = sinceAttempt.compareTo(lookupTiming.absentAfter()) >= 0;
        Optional<Message> found;
        try {
            found = gate.provider().lookup(request, deadline);
        } catch (HttpException | SmsException e) {
            LOG.debug("{} can't say whether it has {}: {}", gate.name(), request.key(), e.getMessage());
            return null;
        } catch (RuntimeException e) {
            LOG.warn("{}'s lookup failed with {}", gate.name(), e.getClass().getName());
            return null;
        }
        if (found.isPresent() && !hasFailed(found.get())) {
            return new SendResult.Accepted(found.get());
        }
        return provesAbsence ? new SendResult.Rejected(absent(found)) : null;
    }

    /** Keeps a failure that is the same at every provider, so that the next one isn't tried in vain. */
    private static Failure absent(Optional<Message> failed) {
        return failed.flatMap(Message::failure)
                .filter(failure -> failure.type().isProviderIndependent())
                .orElseGet(
                        () -> Failure.of(ErrorType.PROVIDER_ERROR, "it doesn't have the message, and won't any more"));
    }

    /** A failed message counts as absent. It may be of an earlier attempt, so it doesn't prove that no other will come. */
    private static boolean hasFailed(Message message) {
        return message.status() == Status.FAILED || message.status() == Status.REJECTED;
    }
}
