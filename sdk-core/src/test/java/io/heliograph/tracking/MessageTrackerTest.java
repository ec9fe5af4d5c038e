package io.heliograph.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Recipient;
import io.heliograph.message.Status;
import io.heliograph.testing.HandClock;
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

    private final HandClock clock = new HandClock();
    private final MessageTracker tracker = new MessageTracker(new MemoryTimelineStore(2, Duration.ofDays(1), clock));
    private final List<String> heard = new ArrayList<>();

    private Timeline add(MessageId id, Status status) {
        return tracker.add(
                StatusReport.of(id, status, Source.WEBHOOK, clock.instant()).build());
    }

    @Test
    void aChangeIsHeardOnce() {
        tracker.listen((before, after) -> heard.add(before.status() + " " + after.status()));
        add(ID, Status.SENT);
        add(ID, Status.QUEUED);
        add(ID, Status.SENT);
        add(ID, Status.DELIVERED);

        assertThat(heard).containsExactly("UNKNOWN SENT", "SENT DELIVERED");
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        tracker.listen((before, after) -> {
            throw new IllegalStateException("+66812345678");
        });
        tracker.listen((before, after) -> heard.add("heard"));

        assertThat(add(ID, Status.SENT).status()).isEqualTo(Status.SENT);
        assertThat(heard).containsExactly("heard");
    }

    @Test
    void whoIsForgottenHearsNothing() {
        TimelineListener listener = (before, after) -> heard.add("heard");
        tracker.listen(listener);
        tracker.forget(listener);
        add(ID, Status.SENT);

        assertThat(heard).isEmpty();
    }

    @Test
    void theMessageHeardOfLeastLatelyIsForgottenFirst() {
        MessageId second = new MessageId("wavix", "m-2");
        add(ID, Status.SENT);
        add(second, Status.SENT);
        add(ID, Status.DELIVERED);
        add(new MessageId("wavix", "m-3"), Status.SENT);

        assertThat(tracker.find(second)).isEmpty();
        assertThat(tracker.find(ID)).map(Timeline::status).contains(Status.DELIVERED);
    }

    @Test
    void aMessageIsForgottenAfterItsTime() {
        add(ID, Status.SENT);
        clock.passes(Duration.ofHours(23));
        assertThat(tracker.find(ID)).isPresent();
        clock.passes(Duration.ofHours(1));
        assertThat(tracker.find(ID)).isEmpty();
    }

    @Test
    void aMessageWithoutAnIdIsNotKept() {
        add(MessageId.unknown("wavix"), Status.SENT);
        assertThat(tracker.find(MessageId.unknown("wavix"))).isEmpty();
    }

    @Test
    void theRecipientsOfAMessageAreReports() {
        PhoneNumber anna = PhoneNumber.of("+66812345678");
        Message message = Message.builder(ID, Status.QUEUED)
                .recipients(List.of(
                        new Recipient(ID, anna, Status.DELIVERED, "ok", null),
                        new Recipient(ID, null, Status.DELIVERED, "ok", null)))
                .build();

        Timeline timeline = tracker.add(message, Source.POLL, clock.instant());

        assertThat(timeline.recipients()).isEqualTo(Map.of(anna, Status.DELIVERED));
        assertThat(timeline.status()).isEqualTo(Status.SENT);
    }

    @Test
    void anAnswerThatNamesNobodyDoesNotMakeAMessageToTwoOneToOne() {
        PhoneNumber anna = PhoneNumber.of("+66812345678");
        PhoneNumber ben = PhoneNumber.of("+66812345679");
        tracker.add(
                Message.builder(ID, Status.SENT)
                        .recipients(List.of(
                                new Recipient(ID, anna, Status.DELIVERED, "ok", null),
                                new Recipient(ID, ben, Status.QUEUED, "wait", null)))
                        .build(),
                Source.POLL,
                clock.instant());

        Timeline timeline = tracker.add(Message.builder(ID, Status.SENT).build(), Source.POLL, clock.instant());

        assertThat(timeline.status()).isEqualTo(Status.SENT);
    }

    @Test
    void anAnswerThatCanNotBeNotedIsSomebodysAllTheSame() {
        MessageTracker broken = new MessageTracker(new MemoryTimelineStore(), report -> {
            throw new IllegalStateException("the disk is full");
        });
        broken.note(Message.builder(ID, Status.SENT).build(), 0, Source.RECEIPT, clock.instant());

        assertThat(broken.find(ID)).isEmpty();
    }

    @Test
    void manyThreadsMakeOneTimelineAndOneChange() throws Exception {
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
