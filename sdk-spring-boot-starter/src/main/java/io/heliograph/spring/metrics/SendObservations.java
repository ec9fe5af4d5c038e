package io.heliograph.spring.metrics;

import io.heliograph.error.SmsException;
import io.heliograph.error.UnknownOutcomeException;
import io.heliograph.event.SendCompletion;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.Attempt;
import io.heliograph.message.BulkReport;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One observation {@code sms.send} for each send, or {@code sms.bulk} for each bulk send, and in it one {@code sms.attempt}
 * for each request to a provider, with the tags of an {@link SmsObservationConvention}: never a number, a text or a key. A send
 * that isn't accepted is an error, with the exception that {@link io.heliograph.SmsClient#send} throws. Thread-safe.
 */
public final class SendObservations implements SmsEventListener {
    private static final String NONE = SmsObservationContext.NONE;

    private final ObservationRegistry registry;
    private final List<SmsObservationConvention> conventions;

    /** The open observations of a thread, the innermost first: an attempt, its send, and sends around it whose listener sent. */
    private final ThreadLocal<Deque<Open>> open = ThreadLocal.withInitial(ArrayDeque::new);

    private record Open(Observation observation, Observation.Scope scope, SmsObservationContext context) {
        boolean isSend() {
            return context.kind() != SmsObservationContext.Kind.ATTEMPT;
        }
    }

    /**
     * Observes with a registry.
     *
     * @param conventions the first that supports a context is used; if none does, a global one of the registry or the default
     */
    public SendObservations(ObservationRegistry registry, Collection<? extends SmsObservationConvention> conventions) {
        this.registry = registry;
        this.conventions = List.copyOf(conventions);
    }

    /** A convention with the default name where it has none of its own. */
    private record Named(SmsObservationConvention convention, String defaultName) implements SmsObservationConvention {
        @Override
        public String getName() {
            String name = convention.getName();
            return name == null ? defaultName : name;
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return convention.supportsContext(context);
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(SmsObservationContext context) {
            return convention.getLowCardinalityKeyValues(context);
        }

        @Override
        public KeyValues getHighCardinalityKeyValues(SmsObservationContext context) {
            return convention.getHighCardinalityKeyValues(context);
        }

        @Override
        public String getContextualName(SmsObservationContext context) {
            return convention.getContextualName(context);
        }
    }

    private static final class Default implements SmsObservationConvention {}

    @Override
    public void sendStarted(IdempotencyKey key) {
        begin(new SmsObservationContext(SmsObservationContext.Kind.SEND, key, NONE));
    }

    @Override
    public void bulkStarted(IdempotencyKey key) {
        begin(new SmsObservationContext(SmsObservationContext.Kind.BULK, key, NONE));
    }

    @Override
    public void attemptStarted(IdempotencyKey key, String provider, int number) {
        begin(new SmsObservationContext(SmsObservationContext.Kind.ATTEMPT, key, provider));
    }

    @Override
    public void attemptEnded(IdempotencyKey key, Attempt attempt) {
        Open innermost = open.get().peek();
        if (innermost != null && !innermost.isSend()) {
            String outcome = attempt.result().name().toLowerCase(Locale.ROOT);
            end(attempt.provider(), outcome, attempt.error(), exception(key, attempt));
        }
    }

    @Override
    public void bulkEnded(IdempotencyKey key, @Nullable BulkReport report) {
        if (endAttempts()) {
            end(NONE, report == null ? "failed" : "finished", null, null);
        }
    }

    @Override
    public void sendEnded(SendCompletion completion) {
        if (!endAttempts()) {
            return;
        }
        SendOutcome outcome = completion.outcome().orElse(null);
        if (outcome == null) {
            end(NONE, "failed", null, null);
        } else if (outcome.replayed()) {
            end(provider(outcome), "replayed", null, null);
        } else {
            ErrorType error = outcome instanceof SendOutcome.Rejected rejected ? rejected.errorType() : null;
            end(provider(outcome), name(outcome), error, exception(outcome));
        }
    }

    /** Ends attempts that an {@link Error} left open; returns whether a send is open then. */
    private boolean endAttempts() {
        Open innermost = open.get().peek();
        while (innermost != null && !innermost.isSend()) {
            end(NONE, "failed", null, null);
            innermost = open.get().peek();
        }
        return innermost != null;
    }

    /** All tags are set at the start, because all observations of a name must have the same ones. */
    private void begin(SmsObservationContext context) {
        String name = context.kind().observationName();
        SmsObservationConvention custom = conventions.stream()
                .filter(convention -> convention.supportsContext(context))
                .findFirst()
                .map(convention -> new Named(convention, name))
                .orElse(null);
        Observation observation = Observation.createNotStarted(
                        custom, new Named(new Default(), name), () -> context, registry)
                .start();
        open.get().push(new Open(observation, observation.openScope(), context));
    }

    private void end(String provider, String outcome, @Nullable ErrorType error, @Nullable Throwable exception) {
        Deque<Open> all = open.get();
        Open innermost = all.pop();
        if (all.isEmpty()) {
            open.remove();
        }
        innermost.scope().close();
        innermost.context().end(provider, outcome, error);
        if (exception != null) {
            innermost.observation().error(exception);
        }
        innermost.observation().stop();
    }

    private static @Nullable Throwable exception(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Rejected rejected) {
            return SmsException.of(rejected.failure(), rejected.attempts());
        }
        return outcome instanceof SendOutcome.Unknown unknown ? new UnknownOutcomeException(unknown) : null;
    }

    private static @Nullable Throwable exception(IdempotencyKey key, Attempt attempt) {
        ErrorType error = attempt.error();
        return switch (attempt.result()) {
            case ACCEPTED -> null;
            case REJECTED ->
                SmsException.of(Failure.of(error == null ? ErrorType.OTHER : error, attempt.note()), List.of(attempt));
            case UNKNOWN ->
                new UnknownOutcomeException(
                        new SendOutcome.Unknown(attempt.provider(), attempt.note(), key, List.of(attempt)));
        };
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
