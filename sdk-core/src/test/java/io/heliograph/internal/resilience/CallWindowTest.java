package io.heliograph.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.testing.ManualClock;
import io.heliograph.testing.Property;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallWindowTest {
    private static final int MIN_CALLS = 5;

    private record Call(long second, boolean failed) {}

    private final ManualClock clock = new ManualClock();
    private final CallWindow window = new CallWindow(clock::nanoTime);

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            window.add(true);
        }
    }

    @Test
    void half_of_enough_calls_is_failing() {
        fail(4);
        assertThat(window.isFailing(MIN_CALLS)).isFalse();
        for (int i = 0; i < 4; i++) {
            window.add(false);
            assertThat(window.isFailing(MIN_CALLS)).isTrue();
        }
        window.add(false);

        assertThat(window.isFailing(MIN_CALLS)).isFalse();
    }

    @Test
    void what_is_cleared_does_not_count() {
        fail(4);
        window.clear();
        fail(4);

        assertThat(window.isFailing(MIN_CALLS)).isFalse();
    }

    @Test
    void it_judges_by_the_calls_of_the_last_sixty_seconds_whenever_they_come() {
        Property.check(100, random -> {
            ManualClock manualClock = new ManualClock();
            CallWindow judged = new CallWindow(manualClock::nanoTime);
            List<Call> all = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                manualClock.passes(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 90_000 : 9_000)));
                long now = Math.floorDiv(manualClock.nanoTime(), 1_000_000_000L);
                boolean failed = random.nextBoolean();
                judged.add(failed);
                all.add(new Call(now, failed));
                all.removeIf(call -> call.second() <= now - 60);
                long failures = all.stream().filter(Call::failed).count();
                assertThat(judged.isFailing(MIN_CALLS))
                        .isEqualTo(all.size() >= MIN_CALLS && failures * 2 >= all.size());
            }
        });
    }
}
