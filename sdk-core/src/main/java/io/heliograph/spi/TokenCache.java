package io.heliograph.spi;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches an access token and renews it when it has expired: once, however many threads need it. Thread-safe.
 *
 * <p>A lock is held while a token is fetched; the other threads wait for that token, no longer than their own
 * deadlines.
 */
public final class TokenCache implements TokenSource {
    /**
     * An access token with its refresh token and expiry.
     *
     * @param access the access token, which each call carries
     * @param refresh the refresh token; null if there is none
     * @param expiresAt when {@code access} expires
     */
    public record Token(Secret access, @Nullable Secret refresh, Instant expiresAt) {}

    /** A token is renewed this long before its expiry, so that it doesn't expire in transit. */
    private static final Duration EARLY = Duration.ofSeconds(30);

    /** A long holds 292 years in nanoseconds. */
    private static final Duration MAX_LIFETIME = Duration.ofDays(36_500);

    /** Fetches a token from the vendor. */
    @FunctionalInterface
    public interface Fetch {
        /**
         * Fetches a new token within the deadline; its exceptions reach the caller.
         *
         * @param last the previous token, which may have a refresh token; null if there is none
         */
        Token fetch(@Nullable Token last, Deadline deadline);
    }

    private final Clock wall;
    private final LongSupplier nanoTime;
    private final Fetch fetch;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Token current;

    /** When {@link #current} must be renewed, by the nanosecond clock; written before it. */
    private volatile long renewal;

    /**
     * Creates an empty cache.
     *
     * @param wall the clock for tokens' expiry; the lifetime of a cached token is measured by a monotonic clock,
     *     because this one may step
     */
    public TokenCache(Clock wall, Fetch fetch) {
        this(wall, System::nanoTime, fetch);
    }

    /**
     * Creates an empty cache with another monotonic clock, for tests.
     *
     * @param nanoTime a monotonic clock such as {@link System#nanoTime}
     */
    public TokenCache(Clock wall, LongSupplier nanoTime, Fetch fetch) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.fetch = fetch;
    }

    /**
     * A valid token, from the cache or fetched.
     *
     * @throws SmsException if another thread that fetches it takes longer than this deadline
     */
    @Override
    public Secret access(Deadline deadline) {
        Token token = current;
        return isValid(token) && token != null
                ? token.access()
                : renew(token, deadline).access();
    }

    /** Renews the token after the vendor rejected this one, unless another thread has done so already. */
    @Override
    public Secret accessAfter(Secret rejected, Deadline deadline) {
        Token token = current;
        if (token != null && !token.access().equals(rejected)) {
            return access(deadline);
        }
        return renew(token, deadline).access();
    }

    private Token renew(@Nullable Token old, Deadline deadline) {
        if (!awaitTurn(deadline)) {
            String reason = "interrupted, or out of time, while another thread logged in";
            throw SmsException.of(Failure.of(ErrorType.DEADLINE, reason), List.of());
        }
        try {
            Token now = current;
            if (now != null && !now.equals(old)) {
                return now;
            }
            Token fetched = fetch.fetch(old, deadline);
            renewal = nanoTime.getAsLong() + lifetime(fetched).toNanos();
            current = fetched;
            return fetched;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitTurn(Deadline deadline) {
        try {
            return lock.tryLock(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isValid(@Nullable Token token) {
        return token != null && renewal - nanoTime.getAsLong() > 0;
    }

    private Duration lifetime(Token token) {
        Duration lifetime = Duration.between(wall.instant(), token.expiresAt()).minus(EARLY);
        if (lifetime.isNegative()) {
            return Duration.ZERO; // also for a year such as 1, which overflows nanoseconds
        }
        return lifetime.compareTo(MAX_LIFETIME) > 0 ? MAX_LIFETIME : lifetime;
    }
}
