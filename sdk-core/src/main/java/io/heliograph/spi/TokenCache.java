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
 * Keeps an access token, and gets a new one when it has run out: once, however many threads ask for it. Thread-safe.
 *
 * <p>Its lock is held while a token is fetched; the other threads wait for that token, no longer than their own deadlines.
 */
public final class TokenCache implements TokenSource {
    /**
     * A token and its companions.
     *
     * @param access what goes with each call
     * @param refresh what gets the next one; null where there is none
     * @param expiresAt from when on {@code access} is of no use
     */
    public record Token(Secret access, @Nullable Secret refresh, Instant expiresAt) {}

    /** A token is renewed this long before its end, so that it doesn't run out on the way. */
    private static final Duration EARLY = Duration.ofSeconds(30);

    /** Nanoseconds in a long reach for 292 years. */
    private static final Duration MAX_LIFE = Duration.ofDays(36_500);

    /** Gets a token from the vendor. */
    @FunctionalInterface
    public interface Fetch {
        /**
         * A new token, in time; what it throws goes to the caller.
         *
         * @param last the one before, which may have a refresh token; null where there is none
         */
        Token fetch(@Nullable Token last, Deadline deadline);
    }

    private final Clock wall;
    private final LongSupplier nanoTime;
    private final Fetch fetch;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Token current;

    /** When {@link #current} is to be renewed, by the nanoseconds; written before it. */
    private volatile long renewal;

    /**
     * An empty cache.
     *
     * @param wall what tokens' ends are told by; once a token is here, its life is counted without it, because it may step
     */
    public TokenCache(Clock wall, Fetch fetch) {
        this(wall, System::nanoTime, fetch);
    }

    /**
     * An empty cache in a time of its own, for tests.
     *
     * @param nanoTime what lives are counted by, as {@link System#nanoTime} is
     */
    public TokenCache(Clock wall, LongSupplier nanoTime, Fetch fetch) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.fetch = fetch;
    }

    /**
     * A token that is good now.
     *
     * @throws SmsException if it takes another thread longer than this deadline to get it
     */
    @Override
    public Secret access(Deadline deadline) {
        Token token = current;
        return isGood(token) && token != null
                ? token.access()
                : renew(token, deadline).access();
    }

    /** Gets a new token after this one was refused, unless another thread has done so already. */
    @Override
    public Secret accessAfter(Secret refused, Deadline deadline) {
        Token token = current;
        if (token != null && !token.access().equals(refused)) {
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
            renewal = nanoTime.getAsLong() + life(fetched).toNanos();
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

    private boolean isGood(@Nullable Token token) {
        return token != null && renewal - nanoTime.getAsLong() > 0;
    }

    private Duration life(Token token) {
        Duration life = Duration.between(wall.instant(), token.expiresAt()).minus(EARLY);
        if (life.isNegative()) {
            return Duration.ZERO; // also for a year 1, which no nanoseconds reach back to
        }
        return life.compareTo(MAX_LIFE) > 0 ? MAX_LIFE : life;
    }
}
