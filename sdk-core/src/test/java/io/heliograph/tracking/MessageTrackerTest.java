package io.heliograph.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Status;
import io.heliograph.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MessageTrackerTest {
    private static final MessageId ID = new MessageId("wavix", "m-1");

    private final ManualClock clock = new ManualClock();
    private final MessageTracker tracker = new MessageTracker(new MemoryTimelineStore(2, Duration.ofDays(1), clock));
    private final List<String> texts = new ArrayList<>();

    private Timeline add(MessageId id, Status status) {
        return tracker.add(StatusReport.of(id, status, ReportSource.WEBHOOK, clock.instant())
                .build());
    }

    @Test
    void a_change_is_published_once() {
        tracker.listen((before, after) -> texts.add(before.status() + " " + after.status()));
        add(ID, Status.SENT);
        add(ID, Status.QUEUED);
        add(ID, Status.SENT);
        add(ID, Status.DELIVERED);

        assertThat(texts).containsExactly("UNKNOWN SENT", "SENT DELIVERED");
    }

    @Test
    void a_listener_that_throws_changes_nothing() {
        tracker.listen((before, after) -> {
            throw new IllegalStateException("+66812345678");
        });
        tracker.listen((before, after) -> texts.add("heard"));

        assertThat(add(ID, Status.SENT).status()).isEqualTo(Status.SENT);
        assertThat(texts).containsExactly("heard");
    }

    @Test
    void a_removed_listener_gets_nothing() {
        TimelineListener listener = (before, after) -> texts.add("heard");
        tracker.listen(listener);
        tracker.forget(listener);
        add(ID, Status.SENT);

        assertThat(texts).isEmpty();
    }

    @Test
    void the_message_with_the_oldest_last_report_is_evicted_first() {
        MessageId second = new MessageId("wavix", "m-2");
        add(ID, Status.SENT);
        add(second, Status.SENT);
        add(ID, Status.DELIVERED);
        add(new MessageId("wavix", "m-3"), Status.SENT);

        assertThat(tracker.find(second)).isEmpty();
        assertThat(tracker.find(ID)).map(Timeline::status).contains(Status.DELIVERED);
    }

    @Test
    void a_message_is_evicted_after_its_time() {
        add(ID, Status.SENT);
        clock.passes(Duration.ofHours(23));
        assertThat(tracker.find(ID)).isPresent();
        clock.passes(Duration.ofHours(1));
        assertThat(tracker.find(ID)).isEmpty();
    }

    @Test
    void a_message_without_an_id_isnt_kept() {
        add(MessageId.unknown("wavix"), Status.SENT);
        assertThat(tracker.find(MessageId.unknown("wavix"))).isEmpty();
    }

    @Test
    void the_recipients_of_a_message_are_reports() {
        PhoneNumber anna = PhoneNumber.of("+66812345678");
        Message message = Message.builder(ID, Status.QUEUED)
                .recipients(List.of(
                        new RecipientStatus(ID, anna, Status.DELIVERED, "ok", null),
                        new RecipientStatus(ID, null, Status.DELIVERED, "ok", null)))
                .build();

        Timeline timeline = tracker.add(message, ReportSource.POLL, clock.instant());

        assertThat(timeline.recipients()).isEqualTo(Map.of(anna, Status.DELIVERED));
        assertThat(timeline.status()).isEqualTo(Status.SENT);
    }

    @Test
    void a_response_without_recipients_doesnt_make_a_message_to_two_one_to_one() {
        PhoneNumber anna = PhoneNumber.of("+66812345678");
        PhoneNumber ben = PhoneNumber.of("+66812345679");
        tracker.add(
                Message.builder(ID, Status.SENT)
                        .recipients(List.of(
                                new RecipientStatus(ID, anna, Status.DELIVERED, "ok", null),
                                new RecipientStatus(ID, ben, Status.QUEUED, "wait", null)))
                        .build(),
                ReportSource.POLL,
                clock.instant());

        Timeline timeline = tracker.add(Message.builder(ID, Status.SENT).build(), ReportSource.POLL, clock.instant());

        assertThat(timeline.status()).isEqualTo(Status.SENT);
    }

    @Test
    void an_answer_that_cant_be_noted_is_somebodys_all_the_same() {
        MessageTracker broken = new MessageTracker(new MemoryTimelineStore(), report -> {
            throw new IllegalStateException("the disk is full");
        });
        broken.record(Message.builder(ID, Status.SENT).build(), 0, ReportSource.RECEIPT, clock.instant());

        assertThat(broken.find(ID)).isEmpty();
    }

    @Test
    void many_threads_make_one_timeline_and_one_change() throws Exception {
        AtomicInteger changes = new AtomicInteger();
        tracker.listen((before, after) -> changes.incrementAndGet());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> {
                    start.await();
                    return add(ID, Status.DELIVERED);
                }));
            }
            start.countDown();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(changes).hasValue(1);
    }
}
