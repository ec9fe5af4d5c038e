package io.heliograph.spring.metrics;

import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.micrometer.observation.Observation;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The context of an observation of a send, a bulk send or an attempt, for an {@link SmsObservationConvention}. It holds no number
 * and no text. Provider, outcome and error are known when the observation stops; until then they are {@value #NONE}. It is used
 * by the sending thread.
 */
public final class SmsObservationContext extends Observation.Context {
    /** The value of what isn't known yet, or doesn't apply. */
    public static final String NONE = "none";

    /** What is observed. */
    public enum Kind {
        /** One send to one recipient, with all its attempts. */
        SEND("sms.send"),
        /** One bulk send, with all its requests. */
        BULK("sms.bulk"),
        /** One request to one provider. */
        ATTEMPT("sms.attempt");

        private final String observationName;

        Kind(String observationName) {
            this.observationName = observationName;
        }

        /** The default name of the observation, such as {@code sms.send}. */
        public String observationName() {
            return observationName;
        }
    }

    private final Kind kind;
    private final IdempotencyKey key;
    private String provider;
    private String outcome = NONE;
    private @Nullable ErrorType errorType;

    SmsObservationContext(Kind kind, IdempotencyKey key, String provider) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.key = Objects.requireNonNull(key, "key");
        this.provider = provider;
    }

    void end(String newProvider, String newOutcome, @Nullable ErrorType type) {
        provider = newProvider;
        outcome = newOutcome;
        errorType = type;
    }

    public Kind kind() {
        return kind;
    }

    /** The key of the send. Each send has another, so it is no tag of a metric. */
    public IdempotencyKey key() {
        return key;
    }

    /** The provider of an attempt, or the last one of a send. */
    public String provider() {
        return provider;
    }

    /** {@code accepted}, {@code rejected}, {@code unknown}, {@code replayed}, {@code finished} or {@code failed}. */
    public String outcome() {
        return outcome;
    }

    /** Why it was rejected; empty if it wasn't. */
    public Optional<ErrorType> errorType() {
        return Optional.ofNullable(errorType);
    }
}
