package io.heliograph.sandbox.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.sandbox.spi.MessageTimeline.Step;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MessageTimelineTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant AT = START.plusSeconds(9);

    @Test
    void a_state_is_entered_at_its_time_and_not_before() {
        MessageTimeline timeline =
                new MessageTimeline(List.of(new Step(START, "queued"), new Step(START.plusSeconds(1), "sent")));

        assertThat(timeline.at(START.plusMillis(999)).state()).isEqualTo("queued");
        assertThat(timeline.at(START.plusSeconds(1)).state()).isEqualTo("sent");
        assertThat(timeline.entered("sent", START.plusMillis(999))).isEmpty();
        assertThat(timeline.entered("sent", START.plusSeconds(9))).contains(START.plusSeconds(1));
    }

    @Test
    void a_timeline_without_steps_or_order_is_rejected() {
        assertThatThrownBy(() -> new MessageTimeline(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new MessageTimeline(List.of(new Step(START, "sent"), new Step(START.minusMillis(1), "queued"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("queued comes before sent");
    }

    @Test
    void what_has_happened_stays_and_what_is_planned_is_replaced() {
        MessageTimeline timeline = new MessageTimeline(
                List.of(new Step(START, "queued"), new Step(START.plusSeconds(1), "sent"), new Step(AT, "delivered")));

        timeline.replaceAfter(START.plusSeconds(1), List.of(new Step(START.plusSeconds(2), "failed", "busy")));

        assertThat(timeline.steps()).extracting(Step::state).containsExactly("queued", "sent", "failed");
        assertThat(timeline.at(AT).error()).isEqualTo("busy");
        assertThat(timeline.after(START.plusSeconds(1))).extracting(Step::state).containsExactly("failed");
    }

    @Test
    void a_plan_before_what_has_happened_is_rejected() {
        MessageTimeline timeline =
                new MessageTimeline(List.of(new Step(START, "queued"), new Step(START.plusSeconds(1), "sent")));

        assertThatThrownBy(() -> timeline.replaceAfter(AT, List.of(new Step(START, "failed"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(timeline.steps()).extracting(Step::state).containsExactly("queued", "sent");
    }

    @Test
    void a_plan_that_was_made_from_other_steps_changes_nothing() {
        MessageTimeline timeline = new MessageTimeline(List.of(new Step(START, "queued"), new Step(AT, "delivered")));
        List<Step> seen = timeline.steps();
        timeline.replaceAfter(START, List.of(new Step(AT, "failed")));
        List<Step> changed = timeline.steps();

        assertThat(timeline.replaceAfter(START, List.of(new Step(AT, "expired")), seen))
                .isFalse();
        assertThat(timeline.steps()).isEqualTo(changed);
    }

    @Test
    void a_listener_learns_of_each_change() {
        MessageTimeline timeline = new MessageTimeline(List.of(new Step(START, "queued")));
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        timeline.listen(first::incrementAndGet);
        timeline.replaceAfter(START, List.of(new Step(AT, "delivered")));
        timeline.listen(second::incrementAndGet);
        timeline.replaceAfter(START, List.of(new Step(AT, "failed")));

        assertThat(first).hasValue(2);
        assertThat(second).hasValue(1);
    }

    /** Both planned steps of a change have its number, so that a reader who sees half of a change notices. */
    @Test
    void readers_see_whole_changes_in_order_of_time() throws Exception {
        MessageTimeline timeline = new MessageTimeline(List.of(new Step(START, "queued")));
        CyclicBarrier together = new CyclicBarrier(3);
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<Integer>> readers = List.of(
                    threads.submit(() -> wrongReads(timeline, together, done)),
                    threads.submit(() -> wrongReads(timeline, together, done)));
            threads.submit(() -> {
                        together.await();
                        for (int n = 0; n < 20_000; n++) {
                            timeline.replaceAfter(
                                    START,
                                    List.of(
                                            new Step(START.plusSeconds(n + 1), "sent" + n),
                                            new Step(START.plusSeconds(n + 2), "delivered" + n)));
                        }
                        done.set(true);
                        return n(timeline.steps().get(2), "delivered");
                    })
                    .get(30, TimeUnit.SECONDS);

            for (Future<Integer> reader : readers) {
                assertThat(reader.get(30, TimeUnit.SECONDS)).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static int wrongReads(MessageTimeline timeline, CyclicBarrier together, AtomicBoolean done)
            throws Exception {
        int wrong = 0;
        together.await();
        while (!done.get()) {
            List<Step> steps = timeline.steps();
            boolean whole = steps.size() == 1
                    || (steps.size() == 3
                            && n(steps.get(1), "sent") == n(steps.get(2), "delivered")
                            && steps.get(1).at().isBefore(steps.get(2).at()));
            wrong += whole ? 0 : 1;
        }
        return wrong;
    }

    private static int n(Step step, String word) {
        return Integer.parseInt(step.state().substring(word.length()));
    }
}
