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

    /** What is open on a thread, the innermost first: an attempt, its send, and whatever sent from a listener. */
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
        Open currentOpen = open.get().peek();
        if (currentOpen != null && !currentOpen.send()) {
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
    public void sendEnded(SendCompletion end) {
        if (!endAttempts()) {
            return;
        }
        SendOutcome outcome = end.outcome().orElse(null);
        if (outcome == null) {
            end(NONE, "failed", null);
        } else if (outcome.replayed()) {
            end(provider(outcome), "replayed", null);
        } else {
            end(provider(outcome), name(outcome), outcome instanceof SendOutcome.Rejected no ? no.errorType() : null);
        }
    }

    /** Ends those in which the virtual machine broke down; whether a send is open then. */
    private boolean endAttempts() {
        Open currentOpen = open.get().peek();
        while (currentOpen != null && !currentOpen.send()) {
            end(NONE, "failed", null);
            currentOpen = open.get().peek();
        }
        return currentOpen != null;
    }

    /** The keys are there from the begin, because all observations of a name must have the same. */
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
        Open currentOpen = all.pop();
        if (all.isEmpty()) {
            open.remove();
        }
        currentOpen.scope().close();
        currentOpen
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
