package io.heliograph.sandbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.SandboxClock;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SimulatedMessage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventsOrderTest {
    private static final Duration DELIVERY = Duration.ofMillis(400);

    private final TestClock clock = new TestClock();
    private final Journal journal = new Journal(SandboxClock.of(clock), 10, 10);
    private final List<String> states = new CopyOnWriteArrayList<>();

    @Test
    void a_change_that_had_to_wait_for_its_turn_shows_the_state_of_then() throws Exception {
        MessageTimeline timeline = new MessageTimeline(
                List.of(new Step(TestClock.START, "accepted"), new Step(TestClock.START.plus(DELIVERY), "delivered")));
        KeptMessage kept = journal.keep(SimulatedMessage.builder("wavix", "a", "+66812345678", timeline)
                .text("Hi")
                .segments(1)
                .build());
        Runnable end = journal.events()
                .listen(event -> states.add(timeline.at(event.at()).state()));

        Thread waiting = new Thread(() -> journal.messages().changed(kept));
        synchronized (journal.events()) {
            waiting.start();
            while (waiting.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            clock.advance(DELIVERY);
            journal.transitions().fire(clock.instant());
        }
        waiting.join();

        end.run();
        assertThat(states).containsExactly("delivered", "delivered");
    }
}
