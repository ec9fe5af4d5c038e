package io.heliograph;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import io.heliograph.spi.LookupTimes;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a provider whether it has a message whose answer was lost. Belongs to one question. */
final class Lookup {
    private static final Logger LOG = LoggerFactory.getLogger(ClientLog.NAME);

    private final Lane lane;
    private final SendRequest request;
    private final World world;
    private final LookupTimes times;

    Lookup(Lane lane, SendRequest request, World world) {
        this.lane = lane;
        this.request = request;
        this.world = world;
        times = lane.provider().lookupTimes();
    }

    /** Asks from just after the attempt on, as often as makes sense; null where the time ends before that is known. */
    @Nullable
    Answer untilFound(Deadline deadline) {
        long attempted = world.nanoTime(); // a wall clock that steps ahead would prove an absence too early
        Duration wait = times.first();
        while (wait.compareTo(Duration.ofNanos(deadline.nanosLeft())) < 0) {
            try {
                world.sleep(wait);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
            Answer answer = once(Duration.ofNanos(world.nanoTime() - attempted), deadline);
            if (answer != null) {
                return answer;
            }
            wait = times.quiet().compareTo(times.again()) > 0 ? times.quiet() : times.again();
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
    Answer once(Duration sinceAttempt, Deadline deadline) {
        boolean late = sinceAttempt.compareTo(times.absent()) >= 0;
        Optional<Message> found;
        try {
            found = lane.provider().lookup(request, deadline);
        } catch (HttpException | SmsException e) {
            LOG.debug("{} can't say whether it has {}: {}", lane.name(), request.key(), e.getMessage());
            return null;
        } catch (RuntimeException e) {
            // Its message may hold anything, so it isn't repeated.
            LOG.warn("{}'s lookup failed with {}", lane.name(), e.getClass().getName());
            return null;
        }
        if (found.isPresent() && !hasFailed(found.get())) {
            return new Answer.Accepted(found.get());
        }
        return late ? new Answer.Refused(absent(found)) : null;
    }

    /** A final no that it failed with is the answer: the next provider would be asked to do what this one refused. */
    private static Refusal absent(Optional<Message> failed) {
        return failed.flatMap(Message::failure)
                .filter(why -> why.type().isProviderIndependent())
                .orElseGet(
                        () -> Refusal.of(ErrorType.PROVIDER_ERROR, "it doesn't have the message, and won't any more"));
    }

    /** One that failed is as good as none. It may be of an earlier try, so it doesn't prove that there won't be another. */
    private static boolean hasFailed(Message message) {
        return message.status() == Status.FAILED || message.status() == Status.REJECTED;
    }
}
