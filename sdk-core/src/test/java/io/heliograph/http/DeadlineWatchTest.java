package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.DeadlineWatch.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The watch with a clock and a thread of the test's: the thread looks when it's due or woken, and never otherwise. */
class DeadlineWatchTest {
    private static final long SECOND = 1_000_000_000L;

    private final FakeThread thread = new FakeThread();
    private long now;
    private DeadlineWatch watch = new DeadlineWatch(() -> now, thread);

    @BeforeEach
    void the_clock_is_about_to_overflow() {
        now = Long.MAX_VALUE - 5 * SECOND; // as System.nanoTime may
        watch = new DeadlineWatch(() -> now, thread);
    }

    /** Stands for the thread. */
    private static final class FakeThread implements DeadlineWatch.Worker {
        private int starts;
        private int wakes;
        private boolean isDue;
        private boolean isFailing;

        @Override
        public void start(DeadlineWatch started) {
            if (isFailing) {
                throw new OutOfMemoryError("no thread");
            }
            starts++;
            isDue = true;
        }

        @Override
        public void wake() {
            wakes++;
            isDue = true;
        }
    }

    private final class Call extends Watched {
        private long deadline;
        private long due;
        private long expiredAt = Long.MIN_VALUE;
        private boolean isRunning;

        private Call begin(long nanos) {
            deadline = now + nanos;
            due = deadline;
            watch.begin(this, nanos);
            isRunning = true;
            return this;
        }

        private Call endWithin(long nanos) {
            boolean accepted = watch.endWithin(this, nanos);
            assertThat(accepted).isEqualTo(!hasExpired());
            due = accepted ? now + nanos : due;
            isRunning |= accepted;
            return this;
        }

        private void endEarlier(Random random) {
            long left = deadline - now;
            endWithin(left <= 0 ? 0 : random.nextLong(left));
        }

        private Call extend() {
            assertThat(watch.extend(this)).isEqualTo(!hasExpired());
            due = hasExpired() ? due : deadline;
            return this;
        }

        private void leave() {
            watch.leave(this);
            isRunning = false;
        }

        private boolean hasExpired() {
            return expiredAt != Long.MIN_VALUE;
        }

        @Override
        void expire() {
            assertThat(isRunning).as("a call that has left").isTrue();
            assertThat(hasExpired()).as("expired before").isFalse();
            expiredAt = now;
        }
    }

    /** Lets the time pass; the thread looks as often as it has asked for. */
    private void pass(long nanos) {
        long end = now + nanos;
        settle();
        while (nextLook - end <= 0 && isAlive) {
            now = nextLook;
            thread.isDue = true;
            settle();
        }
        now = end;
    }

    private long nextLook;
    private boolean isAlive;
    private int looks;

    private void settle() {
        while (thread.isDue) {
            thread.isDue = false;
            looks++;
            long sleep = watch.look();
            isAlive = sleep != DeadlineWatch.END;
            nextLook = now + sleep;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void each_call_that_has_not_left_ends_at_its_deadline_and_no_other_one(int seed) {
        Random random = new Random(seed);
        List<Call> calls = new ArrayList<>();
        for (int step = 0; step < 20_000; step++) {
            switch (random.nextInt(5)) {
                case 0 -> calls.add(new Call().begin(random.nextLong(20 * SECOND)));
                case 1 -> any(calls, random).endEarlier(random);
                case 2 -> any(calls, random).extend();
                case 3 -> any(calls, random).leave();
                default -> pass(random.nextInt(50) == 0 ? 70 * SECOND : random.nextLong(SECOND));
            }
            settle();
            for (Call call : calls) {
                assertThat(call.hasExpired()).isEqualTo(call.isRunning && call.due - now <= 0);
                assertThat(!call.hasExpired() || call.expiredAt == call.due)
                        .as("on time")
                        .isTrue();
            }
            calls.removeIf(call -> call.hasExpired() || (!call.isRunning && random.nextBoolean()));
        }
        assertThat(thread.starts).isGreaterThan(1);
    }

    private Call any(List<Call> calls, Random random) {
        if (calls.isEmpty()) {
            calls.add(new Call().begin(SECOND));
        }
        return calls.get(random.nextInt(calls.size()));
    }

    @Test
    void calls_one_after_the_other_wake_nobody() {
        for (int count = 0; count < 400_000; count++) { // 20 seconds
            Call call = new Call().begin(15 * SECOND).endWithin(5 * SECOND).extend();
            pass(50_000);
            call.leave();
        }

        assertThat(thread.starts).isEqualTo(1);
        assertThat(thread.wakes)
                .as("for the earlier deadline of the first call's set-up")
                .isEqualTo(1);
        assertThat(looks).isLessThan(8);
    }

    @Test
    void a_call_with_an_earlier_deadline_wakes_the_thread() {
        Call late = new Call().begin(10 * SECOND);
        settle();
        Call early = new Call().begin(SECOND);

        assertThat(thread.wakes).isEqualTo(1);
        pass(SECOND);
        assertThat(early.hasExpired()).isTrue();
        assertThat(late.hasExpired()).isFalse();
    }

    @Test
    void a_deadline_that_has_passed_ends_the_call_at_once() {
        Call call = new Call().begin(-1);
        settle();

        assertThat(call.hasExpired()).isTrue();
        assertThat(watch.endWithin(call, SECOND)).as("it has ended").isFalse();
    }

    @Test
    void the_thread_ends_after_a_minute_without_calls_and_starts_again() {
        new Call().begin(SECOND).leave();
        pass(SECOND + DeadlineWatch.IDLE_NANOS - 1);
        assertThat(isAlive).isTrue();
        pass(1);
        assertThat(isAlive).isFalse();

        Call call = new Call().begin(SECOND);
        pass(SECOND);
        assertThat(call.hasExpired()).isTrue();
        assertThat(thread.starts).isEqualTo(2);
    }

    @Test
    void an_error_in_one_call_leaves_the_others_their_deadlines() {
        Call before = new Call().begin(SECOND);
        Watched broken = new Watched() {
            @Override
            void expire() {
                throw new StackOverflowError();
            }
        };
        watch.begin(broken, SECOND);
        Call after = new Call().begin(SECOND);
        Call later = new Call().begin(2 * SECOND);
        pass(2 * SECOND);

        assertThat(List.of(before, after, later)).allMatch(Call::hasExpired);
        watch.leave(broken); // doesn't wait
    }

    @Test
    void a_thread_that_cannot_be_started_fails_the_call_and_not_the_next_one() {
        thread.isFailing = true;
        assertThatThrownBy(() -> new Call().begin(SECOND)).isInstanceOf(OutOfMemoryError.class);

        thread.isFailing = false;
        Call call = new Call().begin(SECOND);
        pass(SECOND);
        assertThat(call.hasExpired()).isTrue();
    }
}
