package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.suppression.SuppressionReason;
import io.heliograph.suppression.SuppressionScope;
import io.heliograph.suppression.SuppressionStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link SuppressionStore} does. Extend it in the test of a store:
 *
 * <pre>{@code
 * class MyStoreTest extends SuppressionStoreContract {
 *     @Override
 *     protected SuppressionStore open() {
 *         return new MyStore(…);
 *     }
 * }
 * }</pre>
 */
@Timeout(120)
public abstract class SuppressionStoreContract {
    private static final int THREADS = 32;
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00.123456Z");
    private static final Instant LATER = NOW.plusSeconds(10_000);
    private static final PhoneNumber PERSON = PhoneNumber.of("+66812345678");
    private static final PhoneNumber OTHER_PERSON = PhoneNumber.of("+66812345679");
    private static final Optional<Sender> ACME = Optional.of(Sender.of("ACME"));
    private static final Optional<Sender> SHORT_CODE = Optional.of(Sender.of("12345"));
    private static final Optional<Sender> EVERY = Optional.empty();

    private @Nullable SuppressionStore opened;

    protected SuppressionStoreContract() {}

    /** An empty store. */
    protected abstract SuppressionStore open();

    @BeforeEach
    final void openStore() {
        opened = open();
    }

    @AfterEach
    final void closeStore() {
        store().close();
    }

    private SuppressionStore store() {
        return Objects.requireNonNull(opened, "opened");
    }

    private static Suppression stop(PhoneNumber recipient, Optional<Sender> sender, int second) {
        return new Suppression(recipient, sender, SuppressionReason.STOP, "first", at(second), Optional.empty());
    }

    private static Suppression refused(int second) {
        return new Suppression(
                PERSON, EVERY, SuppressionReason.REFUSED, "first", at(second), Optional.of(at(second + 1_000)));
    }

    private static Instant at(int second) {
        return NOW.plusSeconds(second);
    }

    private boolean add(Suppression suppression) {
        return store().add(suppression, LATER);
    }

    private List<Suppression> all() {
        try (Stream<Suppression> all = store().all()) {
            return all.toList();
        }
    }

    @Test
    void what_was_added_is_found_as_it_was() {
        assertThat(store().find(PERSON)).isEmpty();
        Suppression hour = refused(0);
        Suppression forGood = stop(PERSON, ACME, 1);

        assertThat(add(hour)).isTrue();
        assertThat(add(forGood)).isTrue();

        assertThat(store().isCertainlyEmpty())
                .as("isEmpty, after which nobody is looked up")
                .isFalse();
        assertThat(store().find(PERSON)).containsExactlyInAnyOrder(hour, forGood);
        assertThat(store().find(OTHER_PERSON)).isEmpty();
        assertThat(all()).containsExactlyInAnyOrder(hour, forGood);
    }

    @Test
    void the_same_again_is_not_added() {
        add(stop(PERSON, ACME, 0));

        assertThat(add(stop(PERSON, ACME, 0))).isFalse();
        assertThat(store().find(PERSON)).hasSize(1);
    }

    @Test
    void a_later_change_replaces_an_earlier_one_and_not_the_reverse() {
        add(stop(PERSON, ACME, 5));

        assertThat(add(stop(PERSON, ACME, 4))).isFalse();
        assertThat(add(stop(PERSON, ACME, 6))).isTrue();
        assertThat(store().find(PERSON)).containsExactly(stop(PERSON, ACME, 6));
    }

    @Test
    void of_two_of_the_same_instant_the_one_that_lasts_longer_is_kept() {
        Suppression shorter = refused(0);
        Suppression forGood =
                new Suppression(PERSON, EVERY, SuppressionReason.REFUSED, "first", shorter.since(), Optional.empty());
        add(shorter);

        assertThat(add(forGood)).isTrue();
        assertThat(add(shorter)).isFalse();
        assertThat(store().find(PERSON)).containsExactly(forGood);
    }

    @Test
    void people_senders_and_reasons_are_apart() {
        List<Suppression> apart = List.of(
                stop(PERSON, ACME, 0),
                stop(PERSON, SHORT_CODE, 1),
                stop(PERSON, EVERY, 2),
                refused(3),
                stop(OTHER_PERSON, ACME, 0));

        assertThat(apart).allMatch(this::add);

        assertThat(all()).containsExactlyInAnyOrderElementsOf(apart);
    }

    @Test
    void a_removal_for_all_removes_everything_up_to_its_time() {
        add(stop(PERSON, ACME, 0));
        add(stop(PERSON, EVERY, 5));
        add(refused(6));
        add(stop(OTHER_PERSON, ACME, 0));

        assertThat(store().remove(PERSON, at(5)))
                .containsExactlyInAnyOrder(stop(PERSON, ACME, 0), stop(PERSON, EVERY, 5));
        assertThat(store().find(PERSON)).containsExactly(refused(6));
        assertThat(store().find(OTHER_PERSON)).hasSize(1);
        assertThat(store().remove(PERSON, at(5))).isEmpty();
    }

    @Test
    void a_removal_for_a_sender_removes_only_that_senders_suppression() {
        add(stop(PERSON, ACME, 0));
        add(stop(PERSON, SHORT_CODE, 0));
        add(stop(PERSON, EVERY, 0));

        assertThat(store().remove(PERSON, ACME, at(1))).containsExactly(stop(PERSON, ACME, 0));
        assertThat(store().remove(PERSON, EVERY, at(1))).containsExactly(stop(PERSON, EVERY, 0));
        assertThat(store().find(PERSON)).containsExactly(stop(PERSON, SHORT_CODE, 0));
    }

    @Test
    void a_suppression_from_before_a_removal_is_not_added_after_it() {
        store().remove(PERSON, at(5));

        assertThat(add(stop(PERSON, ACME, 4))).isFalse();
        assertThat(store().find(PERSON)).isEmpty();
        assertThat(all()).isEmpty();
        assertThat(add(stop(PERSON, ACME, 5)))
                .as("of the same instant, and recorded last")
                .isTrue();
        assertThat(add(stop(OTHER_PERSON, ACME, 4))).isTrue();
    }

    @Test
    void an_earlier_removal_doesnt_replace_a_later_one() {
        store().remove(PERSON, at(5));
        store().remove(PERSON, at(3));

        assertThat(add(stop(PERSON, ACME, 4))).isFalse();
    }

    @Test
    void a_removal_for_a_sender_is_remembered_for_that_sender() {
        store().remove(PERSON, ACME, at(5));
        store().remove(PERSON, EVERY, at(2));

        assertThat(add(stop(PERSON, ACME, 4))).isFalse();
        assertThat(add(stop(PERSON, SHORT_CODE, 4))).isTrue();
        assertThat(add(stop(PERSON, EVERY, 1))).isFalse();
        assertThat(add(stop(PERSON, EVERY, 4))).isTrue();
    }

    @Test
    void a_removal_that_was_noted_while_the_clock_was_ahead_keeps_no_suppression_out() {
        store().remove(PERSON, at(1_000));
        store().remove(PERSON, ACME, at(1_000));
        store().remove(PERSON, SHORT_CODE, at(5));

        assertThat(store().add(stop(PERSON, ACME, 10), at(10))).isTrue();

        assertThat(store().find(PERSON)).containsExactly(stop(PERSON, ACME, 10));
        assertThat(store().add(stop(PERSON, SHORT_CODE, 4), at(10)))
                .as("older than a removal of the past")
                .isFalse();
        assertThat(store().remove(PERSON, ACME, at(20))).containsExactly(stop(PERSON, ACME, 10));
        assertThat(store().add(stop(PERSON, ACME, 19), LATER))
                .as("the removal of the past counts from now on")
                .isFalse();
        assertThat(store().add(stop(PERSON, ACME, 21), LATER))
                .as("that of the future is forgotten")
                .isTrue();
    }

    @Test
    void of_many_threads_that_add_the_same_one_does() throws Exception {
        List<Boolean> added = ConcurrentRun.of(THREADS, thread -> add(stop(PERSON, ACME, 0)));

        assertThat(added.stream().filter(value -> value)).hasSize(1);
    }

    @Test
    void of_many_threads_that_remove_one_does() throws Exception {
        add(stop(PERSON, ACME, 0));

        List<List<Suppression>> removed = ConcurrentRun.of(THREADS, thread -> store().remove(PERSON, at(1)));

        assertThat(removed.stream().filter(suppressions -> !suppressions.isEmpty()))
                .hasSize(1);
    }

    @Test
    void of_many_words_at_once_the_latest_stays() throws Exception {
        ConcurrentRun.of(
                THREADS,
                thread -> thread % 2 == 0
                        ? add(stop(PERSON, ACME, thread))
                        : store().remove(PERSON, at(thread)).isEmpty());
        assertThat(store().find(PERSON)).as("the last was a removal").isEmpty();

        ConcurrentRun.of(
                THREADS,
                thread -> thread % 2 == 1
                        ? add(stop(PERSON, ACME, THREADS + thread))
                        : store().remove(PERSON, at(THREADS + thread)).isEmpty());
        assertThat(store().find(PERSON)).containsExactly(stop(PERSON, ACME, 2 * THREADS - 1));
    }

    /** A STOP or START of a person, at a second, in one of the spellings of the number. */
    private record Change(boolean stop, int second, PhoneNumber spelled) {
        void apply(SuppressionList list) {
            if (stop) {
                list.stop(spelled, EVERY, "first", at(second));
            } else {
                list.start(spelled, EVERY, at(second));
            }
        }
    }

    /** Changes in any order, repeated, or from another provider that spells the number differently. */
    @Test
    void any_order_and_any_spelling_of_stop_and_start_holds_the_same() {
        List<List<String>> people = List.of(
                List.of("+66812345678", "+660812345678", "+6600812345678"),
                List.of("+525512345678", "+5215512345678", "+520445512345678"),
                List.of("+5491123456789", "+541123456789", "+54091123456789"),
                List.of("+5511987654321", "+551187654321", "+55011987654321"),
                List.of("+2290197123456", "+22997123456"),
                List.of("+2250707123456", "+22507123456"));
        for (int run = 0; run < 300; run++) {
            Random random = new Random(run);
            List<String> spellings = people.get(run % people.size());
            List<Change> distinct = new ArrayList<>();
            int count = 1 + random.nextInt(6);
            for (int second = 0; second < count; second++) { // two changes within one second have no order
                PhoneNumber spelled = PhoneNumber.of(spellings.get(random.nextInt(spellings.size())));
                distinct.add(new Change(random.nextBoolean(), second, spelled));
            }
            boolean held = distinct.get(distinct.size() - 1).stop();
            List<Change> changes = new ArrayList<>(distinct);
            changes.add(distinct.get(random.nextInt(distinct.size())));
            Collections.shuffle(changes, random);
            closeStore();
            openStore();
            SuppressionList list =
                    new SuppressionList(store(), SuppressionScope.GLOBAL, Clock.fixed(at(1_000), ZoneOffset.UTC));

            changes.forEach(change -> change.apply(list));

            for (String spelled : spellings) {
                assertThat(list.find(PhoneNumber.of(spelled), EVERY).isPresent())
                        .as("run %d, spelling %d", run, spellings.indexOf(spelled))
                        .isEqualTo(held);
            }
            assertThat(all().stream().map(Suppression::recipient).map(PhoneNumber::e164))
                    .as("run %d", run)
                    .isEqualTo(held ? List.of(spellings.get(0)) : List.of());
        }
    }

    @Test
    void many_people_are_kept_and_read_while_others_are_added() throws Exception {
        ConcurrentRun.of(THREADS, thread -> {
            for (int i = 0; i < 50; i++) {
                add(stop(PhoneNumber.of("+66812" + (100_000 + thread * 50 + i)), EVERY, 0));
            }
            return all().size();
        });

        assertThat(all()).hasSize(THREADS * 50).doesNotHaveDuplicates();
    }
}
