package io.heliograph.spring;

import io.heliograph.event.SendCompletion;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.Attempt;
import io.heliograph.message.BulkReport;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One observation {@code sms.send} for each send, or {@code sms.bulk} for each bulk send, and in it one {@code sms.attempt}
 * for each request to a provider. They carry the provider, the outcome and the kind of error: never a number, a text or a
 * key. Thread-safe.
 */
final class SendObservations implements SmsEventListener {
    private static final String NONE = "none";

    private final ObservationRegistry registry;

    /** The open observations of a thread, the innermost first: an attempt, its send, and sends around it whose listener sent. */
    private final ThreadLocal<Deque<Open>> open = ThreadLocal.withInitial(ArrayDeque::new);

    private record Open(Observation observation, Observation.Scope scope, boolean send) {}

    SendObservations(ObservationRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void sendStarted(IdempotencyKey key) {
        begin("sms.send", NONE, true);
    }

    @Override
    public void bulkStarted(IdempotencyKey key) {
        begin("sms.bulk", NONE, true);
    }

    @Override
    public void attemptStarted(IdempotencyKey key, String provider, int number) {
        begin("sms.attempt", provider, false);
    }

    @Override
    public void attemptEnded(IdempotencyKey key, Attempt attempt) {
        Open innermost = open.get().peek();
        if (innermost != null && !innermost.send()) {
            end(attempt.provider(), attempt.result().name().toLowerCase(Locale.ROOT), attempt.error());
        }
    }

    @Override
    public void bulkEnded(IdempotencyKey key, @Nullable BulkReport report) {
        if (endAttempts()) {
            end(NONE, report == null ? "failed" : "finished", null);
        }
    }

    @Override
    public void sendEnded(SendCompletion completion) {
        if (!endAttempts()) {
            return;
        }
        SendOutcome outcome = completion.outcome().orElse(null);
        if (outcome == null) {
            end(NONE, "failed", null);
        } else if (outcome.replayed()) {
            end(provider(outcome), "replayed", null);
        } else {
            end(
                    provider(outcome),
                    name(outcome),
                    outcome instanceof SendOutcome.Rejected rejected ? rejected.errorType() : null);
        }
    }

    /** Ends attempts that an {@link Error} left open; returns whether a send is open then. */
    private boolean endAttempts() {
        Open innermost = open.get().peek();
        while (innermost != null && !innermost.send()) {
            end(NONE, "failed", null);
            innermost = open.get().peek();
        }
        return innermost != null;
    }

    /** Sets all tags at the start, because all observations of a name must have the same ones. */
    private void begin(String name, String provider, boolean send) {
        Observation observation = Observation.createNotStarted(name, registry)
                .contextualName(name.replace('.', ' '))
                .lowCardinalityKeyValue("provider", provider)
                .lowCardinalityKeyValue("outcome", NONE)
                .lowCardinalityKeyValue("error", NONE)
                .start();
        open.get().push(new Open(observation, observation.openScope(), send));
    }

    private void end(String provider, String outcome, @Nullable ErrorType error) {
        Deque<Open> all = open.get();
        Open innermost = all.pop();
        if (all.isEmpty()) {
            open.remove();
        }
        innermost.scope().close();
        innermost
                .observation()
                .lowCardinalityKeyValue("provider", provider)
                .lowCardinalityKeyValue("outcome", outcome)
                .lowCardinalityKeyValue(
                        "error", error == null ? NONE : error.name().toLowerCase(Locale.ROOT))
                .stop();
    }

    private static String name(SendOutcome outcome) {
        return outcome.fold(accepted -> "accepted", rejected -> "rejected", unknown -> "unknown");
    }

    private static String provider(SendOutcome outcome) {
        String provider = outcome.fold(
                accepted -> accepted.message().provider(),
                rejected -> rejected.attempts().isEmpty()
                        ? NONE
                        : rejected.attempts()
                                .get(rejected.attempts().size() - 1)
                                .provider(),
                SendOutcome.Unknown::provider);
        return provider.isEmpty() ? NONE : provider;
    }
}
