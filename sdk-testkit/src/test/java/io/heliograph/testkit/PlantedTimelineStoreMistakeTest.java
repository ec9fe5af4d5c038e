package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.MessageId;
import io.heliograph.tracking.MemoryTimelineStore;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import io.heliograph.tracking.TimelineStore;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Mistakes of a timeline store, each found by its contract method. */
class PlantedTimelineStoreMistakeTest {
    /** Creates the store. */
    @FunctionalInterface
    private interface Making {
        TimelineStore store(TestClock clock);
    }

    /** A contract method, which may throw what its threads throw. */
    @FunctionalInterface
    private interface Clause {
        void accept(TimelineStoreContract contract) throws Exception;
    }

    /** JUnit doesn't run it by itself. */
    private static final class Planted extends TimelineStoreContract {
        private final Making making;

        Planted(Making making) {
            this.making = making;
        }

        @Override
        protected TimelineStore open(TestClock clock) {
            return making.store(clock);
        }
    }

    private static TimelineStore right(Clock clock) {
        return new MemoryTimelineStore(1_000, TimelineStoreContract.KEEP, clock);
    }

    private static void assertBreaks(Making mistake, Clause clause) {
        assertThatCode(() -> run(clause, PlantedTimelineStoreMistakeTest::right))
                .as("the clause with the right store")
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> run(clause, mistake))
                .as("the clause with the planted mistake")
                .isInstanceOf(AssertionError.class);
    }

    private static void run(Clause clause, Making making) throws Exception {
        Planted contract = new Planted(making);
        contract.openStore();
        try {
            clause.accept(contract);
        } finally {
            contract.closeStore();
        }
    }

    /** The correct store, of which a subclass changes something. */
    private static class Wrapped implements TimelineStore {
        final TimelineStore right;

        Wrapped(Clock clock) {
            right = right(clock);
        }

        @Override
        public Update add(StatusReport report) {
            return right.add(report);
        }

        @Override
        public Optional<Timeline> find(MessageId id) {
            return right.find(id);
        }
    }

    /** A map that makes a mistake. */
    private static class Plain implements TimelineStore {
        final Map<MessageId, Timeline> all = new ConcurrentHashMap<>();

        @Override
        public Update add(StatusReport report) {
            Timeline before = all.getOrDefault(report.id(), Timeline.of(report.id()));
            Timeline after = after(before, report);
            all.put(report.id(), after);
            return new Update(before, after);
        }

        Timeline after(Timeline before, StatusReport report) {
            return before.with(report);
        }

        @Override
        public Optional<Timeline> find(MessageId id) {
            return Optional.ofNullable(all.get(id));
        }
    }

    @Test
    void the_last_report_wins() {
        Making mistake = clock -> new Plain() {
            @Override
            Timeline after(Timeline before, StatusReport report) {
                return Timeline.of(report.id()).with(report);
            }
        };

        assertBreaks(mistake, TimelineStoreContract::an_end_is_never_taken_back);
        assertBreaks(mistake, TimelineStoreContract::any_order_and_any_repetition_make_the_same);
        assertBreaks(mistake, TimelineStoreContract::an_update_is_what_was_known_before_and_what_is_known_now);
    }

    @Test
    void messages_are_kept_for_ever() {
        Making mistake = clock -> new Plain();

        assertBreaks(mistake, TimelineStoreContract::a_message_is_kept_for_as_long_as_the_store_promises);
        assertBreaks(mistake, TimelineStoreContract::a_message_that_was_forgotten_begins_anew);
    }

    @Test
    void messages_are_forgotten_too_early() {
        assertBreaks(
                clock -> new MemoryTimelineStore(1_000, TimelineStoreContract.KEEP.minusMillis(1), clock),
                TimelineStoreContract::a_message_is_kept_for_as_long_as_the_store_promises);
    }

    @Test
    void a_report_that_says_nothing_new_begins_no_time() {
        assertBreaks(
                clock -> new Wrapped(clock) {
                    @Override
                    public Update add(StatusReport report) {
                        Timeline there = find(report.id()).orElse(Timeline.of(report.id()));
                        Timeline then = there.with(report);
                        return then.sameStateAs(there) ? new Update(there, then) : super.add(report);
                    }
                },
                TimelineStoreContract::every_report_begins_the_time_again_and_being_asked_does_not);
    }

    @Test
    void all_is_forgotten_with_one() {
        assertBreaks(
                clock -> new Wrapped(clock) {
                    private final Map<MessageId, Boolean> seen = new ConcurrentHashMap<>();
                    private volatile boolean forgotten;

                    @Override
                    public Update add(StatusReport report) {
                        seen.put(report.id(), true);
                        return super.add(report);
                    }

                    @Override
                    public Optional<Timeline> find(MessageId id) {
                        forgotten |= seen.keySet().stream()
                                .anyMatch(each -> super.find(each).isEmpty());
                        return forgotten ? Optional.empty() : super.find(id);
                    }
                },
                TimelineStoreContract::one_message_that_is_forgotten_takes_no_other_with_it);
    }

    @Test
    void ids_in_one_case() {
        assertBreaks(
                clock -> new Wrapped(clock) {
                    private MessageId folded(MessageId id) {
                        return new MessageId(id.provider(), id.value().toLowerCase(Locale.ROOT));
                    }

                    @Override
                    public Update add(StatusReport report) {
                        StatusReport folded = StatusReport.of(
                                        folded(report.id()), report.status(), report.source(), report.receivedAt())
                                .build();
                        return super.add(folded);
                    }

                    @Override
                    public Optional<Timeline> find(MessageId id) {
                        return super.find(folded(id));
                    }
                },
                TimelineStoreContract::messages_are_apart_however_alike_their_ids_are);
    }

    @Test
    void a_field_that_is_not_kept() {
        assertBreaks(
                clock -> new Wrapped(clock) {
                    @Override
                    public Update add(StatusReport report) {
                        return super.add(
                                StatusReport.of(report.id(), report.status(), report.source(), report.receivedAt())
                                        .recipient(report.recipient().orElse(null))
                                        .recipients(report.recipients())
                                        .rawStatus(report.rawStatus())
                                        .failure(report.failure().orElse(null))
                                        .build());
                    }
                },
                TimelineStoreContract::every_field_of_a_report_is_kept);
    }

    /** Two threads read the same state before either writes. */
    private static final class LosesUpdates extends Plain {
        private final CyclicBarrier both = new CyclicBarrier(2);
        private final AtomicInteger adds = new AtomicInteger();

        @Override
        Timeline after(Timeline before, StatusReport report) {
            if (adds.incrementAndGet() <= 2) {
                try {
                    both.await(20, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            return super.after(before, report);
        }
    }

    @Test
    void an_update_that_is_not_atomic() {
        assertBreaks(
                clock -> new LosesUpdates(),
                TimelineStoreContract::of_many_reports_at_once_none_is_lost_and_one_ends_the_message);
        assertBreaks(
                clock -> new LosesUpdates(),
                TimelineStoreContract::of_many_threads_with_the_same_report_one_changes_something);
    }
}
