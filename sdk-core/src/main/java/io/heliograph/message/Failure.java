package io.heliograph.message;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certain no: the message was not sent, and why.
 *
 * <p>Immutable and thread-safe. {@link #reason()} and {@code toString} are safe to log; {@link #vendorText()} is what the
 * vendor wrote and may repeat a number or a text.
 */
public final class Failure {
    private final ErrorType type;
    private final String reason;
    private final boolean retryable;
    private final boolean failover;
    private final @Nullable String code;
    private final @Nullable String vendorText;
    private final @Nullable Duration retryAfter;
    private final LimitScope scope;

    private Failure(Builder builder) {
        type = builder.type;
        reason = builder.reason;
        retryable = builder.retryable;
        failover = builder.failover;
        code = builder.code;
        vendorText = builder.vendorText;
        retryAfter = builder.retryAfter;
        scope = builder.scope;
    }

    /** A refusal with the type's own answers to {@link #retryable()} and {@link #failover()}. */
    public static Failure of(ErrorType type, String reason) {
        return builder(type, reason).build();
    }

    /**
     * Begins a refusal.
     *
     * @param reason what was wrong and what would be right; it must hold no number, text or secret
     */
    public static Builder builder(ErrorType type, String reason) {
        return new Builder(type, reason);
    }

    /** The same refusal in other words. */
    public Failure withReason(String newReason) {
        return copy(newReason).build();
    }

    /** The same refusal with a longer wait, if this one is longer; null changes nothing. */
    public Failure waitingAtLeast(@Nullable Duration wait) {
        return copy(reason).waitAtLeast(wait).build();
    }

    /** The same refusal with another answer to {@link #retryable()}. */
    public Failure withRetryable(boolean newRetryable) {
        return copy(reason).retryable(newRetryable).build();
    }

    private Builder copy(String newReason) {
        return builder(type, newReason)
                .retryable(retryable)
                .failover(failover)
                .code(code)
                .vendorText(vendorText)
                .retryAfter(retryAfter)
                .scope(scope);
    }

    public ErrorType type() {
        return type;
    }

    /** What was wrong, in words that are safe to log. */
    public String reason() {
        return reason;
    }

    /** Whether the same send may succeed later at the same provider. */
    public boolean retryable() {
        return retryable;
    }

    /** Whether another provider may be asked. */
    public boolean failover() {
        return failover;
    }

    /** The vendor's own code, where it gave one. */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** The vendor's own words, unchanged: they may hold a number or a piece of the text. */
    public Optional<String> vendorText() {
        return Optional.ofNullable(vendorText);
    }

    /** How long the vendor asks to wait before the next request. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * For whom it holds, where it is of a limit, a quota or the account; {@link LimitScope#ACCOUNT} unless the provider
     * says less. What is of one recipient or sender stops nobody else's messages at this provider.
     */
    public LimitScope scope() {
        return scope;
    }

    @Override
    public String toString() {
        return type + (code == null ? "" : " (" + code + ")") + ": " + reason;
    }

    /** Collects what a refusal says; not thread-safe. */
    public static final class Builder {
        private final ErrorType type;
        private final String reason;
        private boolean retryable;
        private boolean failover;
        private @Nullable String code;
        private @Nullable String vendorText;
        private @Nullable Duration retryAfter;
        private LimitScope scope = LimitScope.ACCOUNT;

        private Builder(ErrorType type, String reason) {
            this.type = Objects.requireNonNull(type, "type");
            this.reason = Objects.requireNonNull(reason, "reason");
            retryable = type.retryable();
            failover = type.failover();
        }

        public Builder retryable(boolean retryable) {
            this.retryable = retryable;
            return this;
        }

        public Builder failover(boolean failover) {
            this.failover = failover;
            return this;
        }

        public Builder code(@Nullable String code) {
            this.code = code;
            return this;
        }

        public Builder vendorText(@Nullable String vendorText) {
            this.vendorText = vendorText;
            return this;
        }

        public Builder retryAfter(@Nullable Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        /** For whom it holds. */
        public Builder scope(LimitScope scope) {
            this.scope = Objects.requireNonNull(scope, "scope");
            return this;
        }

        /** Makes the wait longer, if this one is; null changes nothing. */
        public Builder waitAtLeast(@Nullable Duration wait) {
            if (wait != null && (retryAfter == null || wait.compareTo(retryAfter) > 0)) {
                retryAfter = wait;
            }
            return this;
        }

        public Failure build() {
            return new Failure(this);
        }
    }
}
