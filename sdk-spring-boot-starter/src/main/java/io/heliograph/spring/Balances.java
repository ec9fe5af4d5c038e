package io.heliograph.spring;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.message.Balance;
import io.heliograph.message.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is left in the accounts, asked for now and then: a health endpoint may be asked every second. Asking is free at every
 * vendor. Thread-safe.
 */
final class Balances {
    private final SmsClient client;
    private final Duration interval;
    private final Clock clock;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    private record Asked(Instant at, Optional<String> answer) {}

    Balances(SmsClient client, Duration interval, Clock clock) {
        this.client = client;
        this.interval = interval;
        this.clock = clock;
    }

    /** What is left, for people, or why that isn't known; empty where the vendor never says. */
    Optional<String> of(String provider) {
        Asked its = asked.compute(
                provider, (name, last) -> last != null && isFresh(last) ? last : new Asked(clock.instant(), ask(name)));
        return its.answer();
    }

    private boolean isFresh(Asked last) {
        return clock.instant().isBefore(last.at().plus(interval));
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
                    + e.refusal().map(Refusal::type).map(Enum::name).orElse("no answer"));
        }
    }
}
