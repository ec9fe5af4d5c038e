package io.heliograph.money;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.PhoneNumber;
import io.heliograph.testing.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecipientRateLimiterTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private static PhoneNumber number(int last) {
        return PhoneNumber.of("+6681" + (1_000_000 + last));
    }

    /** Against a list of all times, whatever comes and goes. */
    @Test
    void it_counts_what_a_list_of_all_times_counts() {
        Property.check(200, random -> {
            RecipientRateLimiter hours = new RecipientRateLimiter(random.nextLong());
            Map<Integer, List<Long>> all = new HashMap<>();
            long now = random.nextLong(); // nanoTime may begin anywhere, and overflow
            for (int step = 0; step < 300; step++) {
                now += random.nextInt(10) * MINUTE;
                int who = random.nextInt(5);
                List<Long> numbers = all.computeIfAbsent(who, key -> new ArrayList<>());
                if (random.nextInt(3) > 0) {
                    hours.add(number(who), now);
                    numbers.add(now);
                } else if (!numbers.isEmpty()) {
                    Long last = numbers.remove(numbers.size() - 1);
                    hours.remove(number(who), last);
                }
                long moment = now;
                int within = (int) numbers.stream()
                        .filter(then -> moment - then < 60 * MINUTE)
                        .count();
                assertThat(hours.count(number(who), now)).isEqualTo(within);
            }
        });
    }

    @Test
    void the_oldest_are_forgotten_where_there_are_too_many() {
        RecipientRateLimiter hours = new RecipientRateLimiter(1, 100);
        for (int who = 0; who < 100; who++) {
            hours.add(number(who), who);
        }
        hours.add(number(0), 100);
        hours.add(number(100), 101);

        assertThat(hours.count(number(0), 101)).isEqualTo(2);
        assertThat(hours.count(number(1), 101)).isZero();
        assertThat(hours.count(number(2), 101)).isOne();
        assertThat(hours.count(number(100), 101)).isOne();
    }
}
