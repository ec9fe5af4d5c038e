package io.heliograph.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.PhoneNumber;
import io.heliograph.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the memory store does beyond the contract of all stores. */
class MemorySuppressionStoreTest {
    private final ManualClock clock = new ManualClock();
    private final MemorySuppressionStore store = new MemorySuppressionStore(clock);

    private static PhoneNumber number(int i) {
        return PhoneNumber.of("+6681" + (1_000_000 + i));
    }

    private boolean add(int number, SuppressionReason reason, Optional<Instant> until) {
        Instant now = clock.instant();
        return store.add(new Suppression(number(number), Optional.empty(), reason, "wavix", now, until), now);
    }

    @Test
    void expired_suppressions_are_removed_in_time_and_no_others() {
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        for (int i = 0; i < 9_999; i++) {
            add(i, SuppressionReason.REFUSED, Optional.of(tomorrow));
        }
        add(20_000, SuppressionReason.STOP, Optional.empty());
        add(1, SuppressionReason.STOP, Optional.empty());
        store.remove(number(2), clock.instant());
        clock.passes(Duration.ofDays(2));
        assertThat(store.all()).hasSize(10_000);

        add(30_000, SuppressionReason.REFUSED, Optional.of(tomorrow.plus(Duration.ofDays(2))));

        assertThat(store.all())
                .extracting(Suppression::recipient)
                .containsExactlyInAnyOrder(number(20_000), number(1), number(30_000));
        Suppression old = new Suppression(
                number(2),
                Optional.empty(),
                SuppressionReason.STOP,
                "",
                tomorrow.minus(Duration.ofDays(2)),
                Optional.empty());
        assertThat(store.add(old, clock.instant()))
                .as("older than a removal that is still known")
                .isFalse();
    }

    @Test
    void two_hundred_thousand_are_kept() {
        for (int i = 0; i < 200_000; i++) {
            add(i, SuppressionReason.STOP, Optional.empty());
        }

        assertThat(store.all().count()).isEqualTo(200_000);
        assertThat(store.find(number(0))).hasSize(1);
    }
}
