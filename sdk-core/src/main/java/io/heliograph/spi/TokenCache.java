package io.heliograph.spi;

import io.heliograph.message.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an access token, and gets a new one when it has run out: once, however many threads ask for it. Thread-safe.
 *
 * <p>Its lock is held while a token is fetched; the other threads wait for that token.
 */
public final class TokenCache {
    /**
     * A token and its companions.
     *
     * @param access what goes with each call
     * @param refresh what gets the next one; null where there is none
     * @param expiresAt from when on {@code access} is of no use
     */
    public record Token(Secret access, @Nullable Secret refresh, Instant expiresAt) {}

    /** A token is renewed this long before its end, so that it doesn't run out on the way. */
    private static final int EARLY_SECONDS = 30;

    private final Clock clock;
    private final Function<@Nullable Token, Token> fetch;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Token current;

    /**
     * An empty cache.
     *
     * @param fetch gets a token, given the last one, which may have a refresh token; what it throws goes to the caller
     */
    public TokenCache(Clock clock, Function<@Nullable Token, Token> fetch) {
        this.clock = clock;
        this.fetch = fetch;
    }

    /** A token that is good now. */
    public Secret access() {
        Token token = current;
        return isGood(token) && token != null ? token.access() : renew(token).access();
    }

    /** Gets a new token after this one was refused, unless another thread has done so already. */
    public Secret accessAfter(Secret refused) {
        Token token = current;
        if (token != null && !token.access().equals(refused)) {
            return access();
        }
        return renew(token).access();
    }

    private Token renew(@Nullable Token old) {
        lock.lock();
        try {
            Token now = current;
            if (now != null && !now.equals(old)) {
                return now;
            }
            Token fetched = fetch.apply(old);
            current = fetched;
            return fetched;
        } finally {
            lock.unlock();
        }
    }

    private boolean isGood(@Nullable Token token) {
        return token != null && clock.instant().plusSeconds(EARLY_SECONDS).isBefore(token.expiresAt());
    }
}
