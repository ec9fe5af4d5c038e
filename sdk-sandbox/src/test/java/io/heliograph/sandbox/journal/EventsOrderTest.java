package io.heliograph.sandbox.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.TestClock;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.model.SandboxClock;
import io.heliograph.sandbox.spi.MessageTimeline;
import io.heliograph.sandbox.spi.MessageTimeline.Step;
import io.heliograph.sandbox.spi.SimulatedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is published last is true, also when its publication had to wait while something else happened. */
@Timeout(60)
class EventsOrderTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TestClock clock = new TestClock();
    private final Journal journal = new Journal(SandboxClock.of(clock), 10, 10);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final MessageTimeline timeline = new MessageTimeline(List.of(
            new Step(TestClock.START, "accepted"),
            new Step(TestClock.START.plus(SECOND), "sent"),
            new Step(TestClock.START.plus(SECOND).plus(SECOND), "delivered")));

    private KeptMessage keep(String text) {
        KeptMessage kept = journal.keep(SimulatedMessage.builder("wavix", "a", "+66812345678", timeline)
                .text(text)
                .segments(1)
                .build());
        Runnable unused = journal.events().listen(event -> seen.add(seen(event)));
        return kept;
    }

    private String seen(Event event) {
        return event.kind() == Event.Kind.MESSAGE
                ? timeline.at(event.at()).state()
                : event.kind().name();
    }

    /** Starts a publication, and does something else while it waits for its turn. */
    private void whileWaiting(Runnable publication, Runnable other) throws InterruptedException {
        Thread waiting = new Thread(publication);
        synchronized (journal.events()) {
            waiting.start();
            while (waiting.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            other.run();
        }
        waiting.join();
    }

    private void catchUp() {
        journal.transitions().fire(clock.instant());
    }

    @Test
    void a_change_shows_the_state_of_its_turn() throws Exception {
        KeptMessage kept = keep("Hi");

        whileWaiting(() -> journal.messages().changed(kept), () -> {
            clock.advance(SECOND);
            catchUp();
        });

        assertThat(seen).containsExactly("sent", "sent");
    }

    @Test
    void a_state_that_was_replaced_meanwhile_is_not_shown_after_its_successor() throws Exception {
        KeptMessage kept = keep("Hi");
        clock.advance(SECOND);

        whileWaiting(this::catchUp, () -> {
            clock.advance(Duration.ofMillis(1));
            timeline.replaceAfter(clock.instant(), List.of(new Step(clock.instant(), "failed")));
        });

        assertThat(seen).containsExactly("failed");
        assertThat(kept.message().timeline().at(clock.instant()).state()).isEqualTo("failed");
    }

    @Test
    void a_removed_message_does_not_come_back_by_a_change() throws Exception {
        KeptMessage kept = keep("Hi");

        whileWaiting(
                () -> journal.messages().changed(kept), () -> journal.messages().remove(List.of(kept)));

        assertThat(seen).containsExactly("REMOVED");
    }

    @Test
    void a_removed_message_does_not_come_back_by_its_states() throws Exception {
        KeptMessage kept = keep("Hi");
        clock.advance(SECOND);

        whileWaiting(this::catchUp, () -> journal.messages().remove(List.of(kept)));
        clock.advance(SECOND);
        catchUp();

        assertThat(seen).containsExactly("REMOVED");
    }

    @Test
    void a_message_that_has_all_its_states_at_once_loses_and_gets_them_with_the_clock() {
        journal.catchUp();
        Instant later = TestClock.START.plusSeconds(10);
        clock.set(later);
        MessageTimeline atOnce =
                new MessageTimeline(List.of(new Step(later, "accepted"), new Step(later, "delivered")));
        KeptMessage unused = journal.keep(SimulatedMessage.builder("wavix", "a", "+66812345678", atOnce)
                .text("Hi")
                .segments(1)
                .build());
        Runnable end =
                journal.events().listen(event -> seen.add(atOnce.at(event.at()).state()));

        clock.set(later.minusSeconds(5));
        journal.catchUp();
        clock.set(later);
        journal.catchUp();

        end.run();
        assertThat(seen).containsExactly("accepted", "delivered");
    }

    private void report() {
        journal.sends()
                .add(new SendReport(
                        1,
                        null,
                        "order-1",
                        "+66812345678",
                        null,
                        null,
                        "accepted",
                        null,
                        "wavix",
                        1L,
                        "a",
                        List.of(),
                        clock.instant()));
    }

    @Test
    void a_search_that_is_under_way_when_the_report_comes_does_not_hide_its_key() throws Exception {
        KeptMessage kept = keep("x".repeat(20_000_000));
        Thread search =
                new Thread(() -> journal.messages().fitting(InboxQuery.any().search("order-1")));

        search.start();
        while (search.isAlive()
                && Arrays.stream(search.getStackTrace())
                        .noneMatch(frame -> frame.getMethodName().equals("searched"))) {
            Thread.onSpinWait();
        }
        report();
        search.join();

        assertThat(journal.messages().fitting(InboxQuery.any().search("order-1")))
                .containsExactly(kept);
    }
}
