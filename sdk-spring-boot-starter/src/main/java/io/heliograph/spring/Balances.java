package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.Balance;
import io.heliograph.message.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the accounts' balances, because a health endpoint may be called every second. The query is free at every vendor.
 * Thread-safe.
 */
final class Balances {
    private final SmsClient client;
    private final Duration interval;
    private final Clock clock;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    /** The last balance of an account; only the holder of the lock queries it, and nobody waits for the lock. */
    private static final class Account {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable Reading last;
    }

    private record Reading(Instant at, Optional<String> text) {}

    Balances(SmsClient client, Duration interval, Clock clock) {
        this.client = client;
        this.interval = interval;
        this.clock = clock;
    }

    /**
     * The balance as text, or why it isn't known; empty where the vendor has no such call. While one thread waits for a slow
     * vendor, the others get the last balance.
     */
    Optional<String> of(String provider) {
        Account account = accounts.computeIfAbsent(provider, name -> new Account());
        if (isDue(account.last) && account.lock.tryLock()) {
            try {
                if (isDue(account.last)) { // no other thread was faster
                    account.last = new Reading(clock.instant(), query(provider));
                }
            } finally {
                account.lock.unlock();
            }
        }
        Reading last = account.last;
        return last == null ? Optional.of("not known: the query is under way") : last.text();
    }

    private boolean isDue(@Nullable Reading last) {
        return last == null || !clock.instant().isBefore(last.at().plus(interval));
    }

    private Optional<String> query(String provider) {
        try {
            List<String> all =
                    client.balance(provider).stream().map(Balance::toString).toList();
            return Optional.of(String.join(", ", all));
        } catch (UnsupportedException e) {
            return Optional.empty();
        } catch (SmsException e) {
            return Optional.of("not known: "
                    + e.failure().map(Failure::type).map(Enum::name).orElse("no response"));
        }
    }
}
