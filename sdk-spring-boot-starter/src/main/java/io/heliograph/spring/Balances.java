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
 * What is left in the accounts, asked for now and then: a health endpoint may be asked every second. Asking is free at every
 * vendor. Thread-safe.
 */
final class Balances {
    private final SmsClient client;
    private final Duration interval;
    private final Clock clock;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    /** What was heard of an account last; only who holds the lock asks, and nobody waits for it. */
    private static final class Account {
        private final ReentrantLock asking = new ReentrantLock();
        private volatile @Nullable Asked last;
    }

    private record Asked(Instant at, Optional<String> answer) {}

    Balances(SmsClient client, Duration interval, Clock clock) {
        this.client = client;
        this.interval = interval;
        this.clock = clock;
    }

    /**
     * What is left, for people, or why that isn't known; empty where the vendor never says. While somebody asks a vendor that
     * is slow, the others get what was heard before.
     */
    Optional<String> of(String provider) {
        Account account = accounts.computeIfAbsent(provider, name -> new Account());
        if (isDue(account.last) && account.asking.tryLock()) {
            try {
                if (isDue(account.last)) { // nobody was faster
                    account.last = new Asked(clock.instant(), ask(provider));
                }
            } finally {
                account.asking.unlock();
            }
        }
        Asked last = account.last;
        return last == null ? Optional.of("not known: it is being asked for") : last.answer();
    }

    private boolean isDue(@Nullable Asked last) {
        return last == null || !clock.instant().isBefore(last.at().plus(interval));
    }

    private Optional<String> ask(String provider) {
        try {
            List<String> all =
                    client.balance(provider).stream().map(Balance::toString).toList();
            return Optional.of(String.join(", ", all));
        } catch (UnsupportedException e) {
            return Optional.empty();
        } catch (SmsException e) {
            return Optional.of("not known: "
                    + e.refusal().map(Failure::type).map(Enum::name).orElse("no answer"));
        }
    }
}
