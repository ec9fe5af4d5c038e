package io.heliograph.error;

import io.heliograph.http.HttpException;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Base class of the exceptions for a failed call to a provider.
 *
 * <p>Messages and causes never hold a number, a text or a secret. Invalid input, found before any request, is an
 * {@link io.heliograph.message.InvalidRequestException} instead.
 */
public abstract class SmsException extends RuntimeException {
    private final transient @Nullable Failure failure;
    private final transient List<Attempt> attempts;

    SmsException(String message, @Nullable Failure failure, List<Attempt> attempts) {
        super(message);
        this.failure = failure;
        this.attempts = List.copyOf(attempts);
    }

    /** The exception for a failure. */
    public static SmsException of(Failure failure, List<Attempt> attempts) {
        return switch (failure.type()) {
            case AUTHENTICATION, PERMISSION -> new CredentialsException(failure, attempts);
            case ACCOUNT, INSUFFICIENT_CREDIT, QUOTA_EXCEEDED, SPEND_LIMIT -> new AccountException(failure, attempts);
            case RATE_LIMITED -> new RateLimitedException(failure, attempts);
            case UNREACHABLE, NO_ROUTE, PROVIDER_ERROR -> new ProviderUnavailableException(failure, attempts);
            case DEADLINE -> new DeadlineException(failure, attempts);
            case UNSUPPORTED -> new UnsupportedException(failure, attempts);
            case CONFIGURATION -> new ConfigurationException(failure, attempts);
            case INVALID_REQUEST,
                    INVALID_RECIPIENT,
                    INVALID_SENDER,
                    OPTED_OUT,
                    RECIPIENT_BLOCKED,
                    CONTENT_REJECTED,
                    DUPLICATE,
                    OTHER -> new RejectedException(failure, attempts);
        };
    }

    /** The exception for a call to a provider, other than a send, that got no response. */
    public static SmsException of(String provider, HttpException noResponse) {
        return of(Failure.of(noResponse.type(), provider + ": " + noResponse.reason()), List.of());
    }

    /** The reason, the same for every provider. */
    public ErrorType errorType() {
        return failure == null ? ErrorType.OTHER : failure.type();
    }

    /** The failure behind this exception; empty if it isn't known what happened. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether the same call may succeed later, without any risk of a second SMS. */
    public boolean retryable() {
        return failure != null && failure.retryable();
    }

    /** Whether an SMS may have been sent, so that another call may cause a second one. */
    public boolean mayHaveBeenSent() {
        return false;
    }

    /** Every attempt, in order. */
    public List<Attempt> attempts() {
        return attempts;
    }
}
