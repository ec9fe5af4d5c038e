package io.heliograph.message;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a message was certainly not sent, or wasn't delivered.
 *
 * <p>Immutable and thread-safe. {@link #reason()} and {@code toString} are safe to log; {@link #vendorText()} is the
 * vendor's own text and may contain a number or a message's text.
 */
public final class Failure {
    private static final Pattern CODE = Pattern.compile("(?!.*[0-9]{7})[A-Za-z0-9_.:-]{1,40}");

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

    /** A failure with the type's own values of {@link #retryable()} and {@link #failover()}. */
    public static Failure of(ErrorType type, String reason) {
        return builder(type, reason).build();
    }

    /**
     * Begins a failure.
     *
     * @param reason what was wrong and what would be right, without any number, text or secret
     */
    public static Builder builder(ErrorType type, String reason) {
        return new Builder(type, reason);
    }

    /** A copy with another reason. */
    public Failure withReason(String newReason) {
        return copy(newReason).build();
    }

    /** A copy whose {@link #retryAfter()} is at least this; null changes nothing. */
    public Failure waitingAtLeast(@Nullable Duration wait) {
        return copy(reason).waitAtLeast(wait).build();
    }

    /** A copy with another value of {@link #retryable()}. */
    public Failure withRetryable(boolean newRetryable) {
        return copy(reason).retryable(newRetryable).build();
    }

    /**
     * Whether a vendor's code is one word of at most 40 letters, digits and {@code _ . : -}, without seven digits in a row.
     * Anything else may be a number or a text, and codes are logged.
     */
    public static boolean isCode(String code) {
        return CODE.matcher(code).matches();
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

    /** Whether the next provider of the route may be tried. */
    public boolean failover() {
        return failover;
    }

    /** The vendor's own error code, if it gave one that is a short word; safe to log. */
    public Optional<String> code() {
        return Optional.ofNullable(code);
    }

    /** The vendor's own text, unchanged. It may contain a number or a piece of the message. */
    public Optional<String> vendorText() {
        return Optional.ofNullable(vendorText);
    }

    /** The time that the vendor asks to wait before the next request. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /**
     * The scope of a limit or quota; {@link LimitScope#ACCOUNT} unless the provider narrows it. A limit of one
     * recipient or sender doesn't stop other messages at this provider.
     */
    public LimitScope scope() {
        return scope;
    }

    private List<@Nullable Object> content() {
        return Arrays.asList(type, reason, retryable, failover, code, vendorText, retryAfter, scope);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Failure failure && content().equals(failure.content());
    }

    @Override
    public int hashCode() {
        return content().hashCode();
    }

    @Override
    public String toString() {
        return type + (code == null ? "" : " (" + code + ")") + ": " + reason;
    }

    /** Builds a failure; not thread-safe. */
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

        /** The vendor's error code; dropped if it's none that is {@linkplain Failure#isCode safe to log}. */
        public Builder code(@Nullable String code) {
            this.code = code != null && isCode(code) ? code : null;
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

        /** The scope of the limit; see {@link Failure#scope()}. */
        public Builder scope(LimitScope scope) {
            this.scope = Objects.requireNonNull(scope, "scope");
            return this;
        }

        /** Raises {@link Failure#retryAfter()} to at least this; null changes nothing. */
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
