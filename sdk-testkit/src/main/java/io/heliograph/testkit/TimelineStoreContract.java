package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.message.Money;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Status;
import io.heliograph.tracking.MessageTracker;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import io.heliograph.tracking.TimelineStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link TimelineStore} does: it keeps all reports on each message, in any order, for the promised time,
 * and concurrent reports have the same effect as sequential ones. Extend it in the test of a store:
 * <pre>{@code
 * class MyStoreTest extends TimelineStoreContract {
 *     @Override
 *     protected TimelineStore open(TestClock clock) {
 *         return new MyStore(…, KEEP, clock);
 *     }
 * }
 * }</pre>
 */
@Timeout(120)
public abstract class TimelineStoreContract {
    /** How long after the last report the tested store keeps a message. */
    protected static final Duration KEEP = Duration.ofHours(1);

    private static final int THREADS = 32;
    private static final Duration INSTANT = Duration.ofMillis(1);
    private static final MessageId ID = new MessageId("first", "m-1");
    private static final List<ReportSource> SOURCES = List.of(ReportSource.values());
    private static final List<PhoneNumber> PEOPLE =
            List.of(PhoneNumber.of("+66812345678"), PhoneNumber.of("+66812345679"), PhoneNumber.of("+447537151866"));

    private final TestClock clock = new TestClock();
    private @Nullable TimelineStore opened;

    protected TimelineStoreContract() {}

    /** An empty store with this clock, which keeps a message for {@link #KEEP} and holds at least 1,000 of them. */
    protected abstract TimelineStore open(TestClock clock);

    @BeforeEach
    final void openStore() {
        opened = open(clock);
    }

    @AfterEach
    final void closeStore() {
        store().close();
    }

    private TimelineStore store() {
        return Objects.requireNonNull(opened, "opened");
    }

    private StatusReport.Builder report(MessageId id, Status status) {
        return StatusReport.of(id, status, ReportSource.WEBHOOK, clock.instant());
    }

    private StatusReport plain(Status status) {
        return report(ID, status).build();
    }

    private StatusReport part(int part, int parts) {
        return report(ID, Status.DELIVERED).part(part, parts).build();
    }

    private static List<Object> seen(Timeline timeline) {
        return TimelineContent.of(timeline, PEOPLE);
    }

    private void assertKnown(Timeline expected) {
        assertThat(store().find(expected.id()))
                .as("what is found of %s", expected.id())
                .isPresent();
        assertThat(seen(store().find(expected.id()).orElseThrow()))
                .as("what is found of %s", expected.id())
                .isEqualTo(seen(expected));
    }

    @Test
    final void a_message_of_which_nothing_was_reported_is_not_found() {
        store().add(plain(Status.SENT));

        assertThat(store().find(new MessageId("first", "m-2"))).isEmpty();
    }

    @Test
    final void an_update_is_what_was_known_before_and_what_is_known_now() {
        StatusReport sent = plain(Status.SENT);
        StatusReport delivered = plain(Status.DELIVERED);

        TimelineStore.Update first = store().add(sent);
        TimelineStore.Update second = store().add(delivered);

        Timeline afterOne = Timeline.of(ID).with(sent);
        assertThat(seen(first.before())).isEqualTo(seen(Timeline.of(ID)));
        assertThat(seen(first.after())).isEqualTo(seen(afterOne));
        assertThat(seen(second.before())).isEqualTo(seen(afterOne));
        assertThat(seen(second.after())).isEqualTo(seen(afterOne.with(delivered)));
    }

    @Test
    final void every_field_of_a_report_is_kept() {
        Failure failure = Failure.builder(ErrorType.OPTED_OUT, "the vendor reports that it failed")
                .code("E-42")
                .vendorText("รหัส \"unsubscribed\"\n'; --")
                .waitAtLeast(Duration.ofSeconds(90))
                .build();
        Instant micros = Instant.parse("2026-11-20T07:59:58.123456Z");
        List<StatusReport> reports = List.of(
                report(ID, Status.UNDELIVERED)
                        .recipient(PEOPLE.get(0))
                        .recipients(3)
                        .part(2, 3)
                        .rawStatus("Nicht zustellbar ✗")
                        .failure(failure)
                        .occurredAt(micros)
                        .eventId("event-1")
                        .key(IdempotencyKey.of("order-42"))
                        .build(),
                report(ID, Status.DELIVERED)
                        .unnumberedPart()
                        .parts(2)
                        .eventId("event-2")
                        .build(),
                StatusReport.of(ID, Status.SENT, ReportSource.POLL, micros)
                        .recipients(3)
                        .rawStatus("sent")
                        .price(new Money(new BigDecimal("0.0100"), "USD"))
                        .fees(new Money(new BigDecimal("0.003"), "USD"))
                        .tag("Fall sale")
                        .build());
        Timeline expected = Timeline.of(ID);
        for (StatusReport report : reports) {
            store().add(report);
            expected = expected.with(report);
        }

        assertKnown(expected);
    }

    @Test
    final void messages_are_apart_however_alike_their_ids_are() {
        List<MessageId> ids = List.of(
                ID,
                new MessageId("second", "m-1"),
                new MessageId("first", "M-1"),
                new MessageId("first", "m-1 "),
                new MessageId("first", " m-1"),
                new MessageId("first", "m_1"),
                new MessageId("first", "m%"),
                new MessageId("first", "m-1'; --"),
                new MessageId("first", "é"),
                new MessageId("first", "e\u0301"),
                new MessageId("first", "ข้อความ"),
                new MessageId("first", "x".repeat(200)),
                new MessageId("first", "x".repeat(199) + "y"));
        Status[] statuses = Status.values();
        for (int i = 0; i < ids.size(); i++) {
            assertThat(store().add(report(ids.get(i), statuses[i % statuses.length])
                                    .build())
                            .before()
                            .reports())
                    .as("what was known of %s", ids.get(i))
                    .isEmpty();
        }

        for (int i = 0; i < ids.size(); i++) {
            assertKnown(Timeline.of(ids.get(i))
                    .with(report(ids.get(i), statuses[i % statuses.length]).build()));
        }
    }

    @Test
    final void a_report_that_comes_again_changes_nothing() {
        StatusReport first = plain(Status.DELIVERED);
        store().add(first);
        clock.passes(Duration.ofMinutes(1));

        TimelineStore.Update again = store().add(plain(Status.DELIVERED));

        assertThat(again.after().sameStateAs(again.before())).isTrue();
        assertKnown(Timeline.of(ID).with(first));
    }

    @Test
    final void an_end_is_never_taken_back() {
        store().add(plain(Status.DELIVERED));

        for (Status status : Status.values()) {
            store().add(plain(status));

            assertThat(store().find(ID).orElseThrow().status())
                    .as("the status after DELIVERED and %s", status)
                    .isEqualTo(Status.DELIVERED);
        }
    }

    /** A report on the whole message, one recipient, one segment or an unnumbered one. */
    private StatusReport random(Random random, int number) {
        Status[] statuses = Status.values();
        StatusReport.Builder report = StatusReport.of(
                        ID,
                        statuses[random.nextInt(statuses.length)],
                        SOURCES.get(random.nextInt(SOURCES.size())),
                        clock.instant().plusSeconds(number))
                .eventId("event-" + number)
                .recipients(random.nextInt(3) == 0 ? PEOPLE.size() : 0);
        if (random.nextBoolean()) {
            report.recipient(PEOPLE.get(random.nextInt(PEOPLE.size())));
        }
        return switch (random.nextInt(3)) {
            case 0 -> report.part(1 + random.nextInt(3), 3).build();
            case 1 -> report.unnumberedPart().parts(2 + random.nextInt(2)).build();
            default -> report.build();
        };
    }

    @Test
    final void any_order_and_any_repetition_make_the_same() {
        for (int run = 0; run < 100; run++) {
            Random random = new Random(run);
            List<StatusReport> reports = new ArrayList<>();
            for (int i = 0; i < 1 + run % 12; i++) {
                reports.add(random(random, i));
            }
            Timeline expected = Timeline.of(ID);
            for (StatusReport report : reports) {
                expected = expected.with(report);
            }
            List<StatusReport> shuffled = new ArrayList<>(reports);
            shuffled.add(reports.get(random.nextInt(reports.size())));
            Collections.shuffle(shuffled, random);
            closeStore();
            openStore();

            shuffled.forEach(store()::add);

            assertThat(seen(store().find(ID).orElseThrow())).as("run %d", run).isEqualTo(seen(expected));
        }
    }

    @Test
    final void what_many_reports_say_stays_though_the_reports_themselves_are_bounded() {
        Timeline expected = Timeline.of(ID);
        for (int part = 1; part <= 200; part++) {
            StatusReport report = part(part, 200);
            store().add(report);
            expected = expected.with(report);
        }

        assertThat(expected.status()).isEqualTo(Status.DELIVERED);
        assertKnown(expected);
    }

    @Test
    final void a_message_is_kept_for_as_long_as_the_store_promises() {
        store().add(plain(Status.SENT));

        clock.passes(KEEP.minus(INSTANT));
        assertThat(store().find(ID)).as("just before its time is over").isPresent();

        clock.passes(INSTANT);
        assertThat(store().find(ID)).as("when its time is over").isEmpty();
    }

    @Test
    final void every_report_begins_the_time_again_and_being_asked_does_not() {
        store().add(plain(Status.SENT));
        clock.passes(KEEP.minus(INSTANT));
        store().add(plain(Status.SENT));
        clock.passes(KEEP.minus(INSTANT));

        assertThat(store().find(ID)).as("after the same report again").isPresent();

        clock.passes(INSTANT);
        assertThat(store().find(ID)).as("when its time is over").isEmpty();
    }

    @Test
    final void a_message_that_was_forgotten_begins_anew() {
        store().add(plain(Status.DELIVERED));
        clock.passes(KEEP);

        StatusReport late = plain(Status.SENT);
        TimelineStore.Update update = store().add(late);

        assertThat(update.before().reports())
                .as("what is left of what was forgotten")
                .isEmpty();
        assertKnown(Timeline.of(ID).with(late));
    }

    @Test
    final void one_message_that_is_forgotten_takes_no_other_with_it() {
        MessageId other = new MessageId("first", "m-2");
        store().add(plain(Status.SENT));
        clock.passes(KEEP.dividedBy(2));
        StatusReport later = report(other, Status.SENT).build();
        store().add(later);
        clock.passes(KEEP.dividedBy(2));

        assertThat(store().find(ID)).isEmpty();
        assertKnown(Timeline.of(other).with(later));
    }

    @Test
    final void a_report_that_names_no_message_is_nobodys() {
        MessageId unknown = MessageId.unknown("first");
        MessageTracker tracker = new MessageTracker(store());

        tracker.add(report(unknown, Status.DELIVERED).build());
        tracker.add(report(unknown, Status.FAILED).build());

        assertThat(store().find(unknown)).isEmpty();
    }

    @Test
    final void of_many_reports_at_once_none_is_lost_and_one_ends_the_message() throws Exception {
        List<TimelineStore.Update> updates =
                ConcurrentRun.of(THREADS, thread -> store().add(part(thread + 1, THREADS)));

        Timeline known = store().find(ID).orElseThrow();
        assertThat(known.parts(null).keySet())
                .as("the parts of which something was reported")
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, THREADS).boxed().toList());
        assertThat(known.status()).isEqualTo(Status.DELIVERED);
        assertThat(updates)
                .as("the updates by which the message ended")
                .filteredOn(
                        update -> update.after().isFinal() && !update.before().isFinal())
                .hasSize(1);
        assertThat(updates)
                .as("each update is one step")
                .extracting(update -> update.after().reports().size()
                        - update.before().reports().size())
                .containsOnly(1);
    }

    @Test
    final void of_many_threads_with_the_same_report_one_changes_something() throws Exception {
        List<TimelineStore.Update> updates = ConcurrentRun.of(THREADS, thread -> store().add(plain(Status.DELIVERED)));

        assertThat(updates)
                .as("the updates that changed something")
                .filteredOn(update -> !update.after().sameStateAs(update.before()))
                .hasSize(1);
    }

    @Test
    final void messages_at_once_are_not_mixed() throws Exception {
        Map<Integer, Status> statuses = Map.of(0, Status.SENT, 1, Status.FAILED, 2, Status.DELIVERED);
        ConcurrentRun.of(THREADS, thread -> {
            for (int i = 0; i < 20; i++) {
                MessageId id = new MessageId("first", "m-" + thread + "-" + i);
                store().add(report(id, Objects.requireNonNull(statuses.get(thread % 3)))
                        .build());
            }
            return thread;
        });

        for (int thread = 0; thread < THREADS; thread++) {
            for (int i = 0; i < 20; i++) {
                MessageId id = new MessageId("first", "m-" + thread + "-" + i);
                assertKnown(Timeline.of(id)
                        .with(report(id, Objects.requireNonNull(statuses.get(thread % 3)))
                                .build()));
            }
        }
    }
}
