package io.heliograph.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Sender;
import io.heliograph.testing.ManualClock;
import io.heliograph.testing.Property;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which messages are blocked after which STOPs and STARTs at which times. */
class SuppressionListTest {
    private static final PhoneNumber PERSON = PhoneNumber.of("+66812345678");
    private static final Optional<Sender> ACME = Optional.of(Sender.of("ACME"));
    private static final Optional<Sender> OTHER = Optional.of(Sender.of("+66898765432"));
    private static final Optional<Sender> NONE = Optional.empty();

    private final ManualClock clock = new ManualClock();
    private final MemorySuppressionStore store = new MemorySuppressionStore(clock);
    private final SuppressionList global = new SuppressionList(store, SuppressionScope.GLOBAL, clock);
    private final SuppressionList perSender = new SuppressionList(store, SuppressionScope.PER_SENDER, clock);
    private final Instant now = clock.instant();

    private static Instant minutesBefore(Instant time, int minutes) {
        return time.minus(Duration.ofMinutes(minutes));
    }

    @Test
    void who_isnt_on_the_list_is_free() {
        assertThat(global.find(PERSON, ACME)).isEmpty();
        assertThat(perSender.find(PERSON, NONE)).isEmpty();
    }

    @Test
    void globally_a_stop_to_one_sender_holds_for_all() {
        assertThat(global.stop(PERSON, OTHER, "wavix", now)).isTrue();

        assertThat(global.find(PERSON, ACME)).hasValueSatisfying(suppression -> {
            assertThat(suppression.reason()).isEqualTo(SuppressionReason.STOP);
            assertThat(suppression.sender()).isEqualTo(OTHER);
            assertThat(suppression.provider()).isEqualTo("wavix");
        });
        assertThat(global.find(PERSON, NONE)).isPresent();
        assertThat(global.find(PhoneNumber.of("+66812345679"), ACME)).isEmpty();
    }

    @Test
    void per_sender_a_stop_holds_for_that_one_and_for_requests_that_name_none() {
        perSender.stop(PERSON, OTHER, "wavix", now);

        assertThat(perSender.find(PERSON, OTHER)).isPresent();
        assertThat(perSender.find(PERSON, NONE)).isPresent();
        assertThat(perSender.find(PERSON, ACME)).isEmpty();
    }

    @Test
    void a_stop_to_an_unknown_sender_counts_for_all() {
        perSender.stop(PERSON, NONE, "textingline", now);

        assertThat(perSender.find(PERSON, ACME)).isPresent();
    }

    @Test
    void globally_a_start_ends_everything() {
        global.stop(PERSON, OTHER, "wavix", minutesBefore(now, 3));
        global.refused(PERSON, ACME, "thaibulk", minutesBefore(now, 2));
        global.add(PERSON);

        assertThat(global.start(PERSON, NONE, now)).hasSize(3);
        assertThat(global.find(PERSON, ACME)).isEmpty();
    }

    @Test
    void per_sender_a_start_ends_that_senders_only() {
        perSender.stop(PERSON, ACME, "wavix", minutesBefore(now, 3));
        perSender.stop(PERSON, OTHER, "wavix", minutesBefore(now, 3));

        perSender.start(PERSON, OTHER, now);

        assertThat(perSender.find(PERSON, OTHER)).isEmpty();
        assertThat(perSender.find(PERSON, ACME)).isPresent();
        assertThat(perSender.remove(PERSON, ACME)).hasSize(1);
        assertThat(perSender.find(PERSON, ACME)).isEmpty();
    }

    @Test
    void a_late_stop_that_is_older_than_the_start_suppresses_nobody() {
        global.start(PERSON, NONE, minutesBefore(now, 5));

        assertThat(global.stop(PERSON, OTHER, "wavix", minutesBefore(now, 6))).isFalse();
        assertThat(global.find(PERSON, ACME)).isEmpty();
        assertThat(global.stop(PERSON, OTHER, "wavix", minutesBefore(now, 4))).isTrue();
    }

    @Test
    void a_late_start_that_is_older_than_the_stop_changes_nothing() {
        global.stop(PERSON, OTHER, "wavix", minutesBefore(now, 5));

        assertThat(global.start(PERSON, NONE, minutesBefore(now, 6))).isEmpty();
        assertThat(global.find(PERSON, ACME)).isPresent();
    }

    @Test
    void a_clock_that_is_ahead_neither_outlives_a_removal_nor_voids_a_later_stop() {
        global.stop(PERSON, OTHER, "wavix", now.plus(Duration.ofHours(7)));
        clock.passes(Duration.ofSeconds(1));
        assertThat(global.remove(PERSON)).hasSize(1);

        global.start(PERSON, NONE, now.plus(Duration.ofHours(7)));
        clock.passes(Duration.ofSeconds(1));

        assertThat(global.stop(PERSON, OTHER, "wavix", clock.instant())).isTrue();
    }

    @Test
    void a_start_by_a_clock_that_was_ahead_keeps_no_later_stop_out() {
        Duration ahead = Duration.ofDays(3);
        clock.isOff(ahead);
        global.start(PERSON, NONE, clock.instant());
        perSender.start(PERSON, OTHER, clock.instant());
        clock.isOff(Duration.ZERO).passes(Duration.ofMinutes(1));

        assertThat(global.stop(PERSON, OTHER, "wavix", clock.instant())).isTrue();

        assertThat(global.find(PERSON, ACME)).isPresent();
        clock.passes(ahead.multipliedBy(2));
        assertThat(perSender.find(PERSON, OTHER)).isPresent();
    }

    @Test
    void a_removal_by_a_clock_that_was_ahead_keeps_no_later_stop_out() {
        Duration ahead = Duration.ofDays(3);
        clock.isOff(ahead);
        global.remove(PERSON);
        global.remove(PERSON, OTHER);
        clock.isOff(Duration.ZERO);

        assertThat(global.stop(PERSON, OTHER, "wavix", minutesBefore(now, 5))).isTrue();
        assertThat(global.start(PERSON, NONE, now)).hasSize(1);
        assertThat(global.stop(PERSON, OTHER, "wavix", minutesBefore(now, 6)))
                .as("older than the START of the past")
                .isFalse();
    }

    @Test
    void a_providers_opt_out_error_expires_after_a_day() {
        global.refused(PERSON, ACME, "wavix", now);
        clock.passes(Duration.ofHours(24).minusNanos(1));
        assertThat(global.find(PERSON, ACME)).isPresent();
        clock.passes(Duration.ofNanos(1));

        assertThat(global.find(PERSON, ACME)).isEmpty();
        assertThat(global.all()).isEmpty();
        assertThat(global.refused(PERSON, ACME, "wavix", now))
                .as("it has ended")
                .isFalse();
    }

    @Test
    void a_providers_opt_out_error_doesnt_shorten_a_stop() {
        global.stop(PERSON, ACME, "wavix", minutesBefore(now, 5));
        global.refused(PERSON, ACME, "wavix", now);

        assertThat(global.find(PERSON, ACME)).map(Suppression::reason).contains(SuppressionReason.STOP);
        clock.passes(Duration.ofDays(400));
        assertThat(global.find(PERSON, ACME)).isPresent();
    }

    @Test
    void by_hand_the_last_change_counts_also_within_one_tick_of_the_clock() {
        assertThat(global.add(PERSON)).isTrue();
        assertThat(global.add(PERSON)).as("again").isFalse();
        assertThat(global.remove(PERSON)).hasSize(1);
        assertThat(global.find(PERSON, ACME)).isEmpty();
        assertThat(global.add(PERSON, ACME.orElseThrow())).isTrue();
        assertThat(global.find(PERSON, ACME)).isPresent();
    }

    @Test
    void listeners_hear_what_changes_once_and_none_can_break_it() {
        List<String> texts = new ArrayList<>();
        SuppressionListener listener = new SuppressionListener() {
            @Override
            public void added(Suppression suppression) {
                texts.add("added " + suppression.reason());
            }

            @Override
            public void removed(Suppression suppression) {
                texts.add("removed " + suppression.reason());
            }
        };
        global.listen(new SuppressionListener() {
            @Override
            public void added(Suppression suppression) {
                throw new AssertionError("broken");
            }
        });
        global.listen(listener);

        global.stop(PERSON, OTHER, "wavix", minutesBefore(now, 5));
        global.stop(PERSON, OTHER, "wavix", minutesBefore(now, 5));
        global.stop(PERSON, OTHER, "wavix", minutesBefore(now, 6));
        global.start(PERSON, OTHER, now);
        global.start(PERSON, OTHER, now);
        global.forget(listener);
        global.add(PERSON);

        assertThat(texts).containsExactly("added STOP", "removed STOP");
        assertThat(global.find(PERSON, ACME)).isPresent();
    }

    /** A STOP or START by a person to a sender at a minute. */
    private record Word(PhoneNumber person, Optional<Sender> ours, boolean stop, int minute) {}

    @Test
    void any_order_of_stops_and_starts_ends_with_the_latest_of_each_person() {
        AtomicInteger held = new AtomicInteger();
        Property.check(2_000, random -> {
            List<Word> words = words(random);
            Collections.shuffle(words, random);
            SuppressionList list =
                    new SuppressionList(new MemorySuppressionStore(clock), SuppressionScope.GLOBAL, clock);
            say(list, words, random);
            for (PhoneNumber person : people()) {
                boolean stopped = words.stream()
                        .filter(word -> word.person().equals(person))
                        .max((a, b) -> Integer.compare(a.minute(), b.minute()))
                        .map(Word::stop)
                        .orElse(false);
                assertThat(list.find(person, ACME).isPresent()).isEqualTo(stopped);
                held.addAndGet(stopped ? 1 : 0);
            }
        });
        assertThat(held).hasValueBetween(1_000, 5_000);
    }

    @Test
    void any_order_of_stops_and_starts_ends_with_the_latest_of_each_person_and_sender() {
        Property.check(2_000, random -> {
            List<Word> words = words(random);
            Collections.shuffle(words, random);
            SuppressionList list =
                    new SuppressionList(new MemorySuppressionStore(clock), SuppressionScope.PER_SENDER, clock);
            say(list, words, random);
            for (PhoneNumber person : people()) {
                for (Optional<Sender> sender : List.of(ACME, OTHER)) {
                    boolean stopped = words.stream()
                            .filter(word ->
                                    word.person().equals(person) && word.ours().equals(sender))
                            .max((a, b) -> Integer.compare(a.minute(), b.minute()))
                            .map(Word::stop)
                            .orElse(false);
                    assertThat(list.find(person, sender).isPresent()).isEqualTo(stopped);
                }
            }
        });
    }

    private static List<PhoneNumber> people() {
        return List.of(PERSON, PhoneNumber.of("+66812345679"), PhoneNumber.of("+447700900123"));
    }

    private static List<Word> words(Random random) {
        List<Integer> minutes = new ArrayList<>();
        for (int minute = 0; minute < 20; minute++) {
            minutes.add(minute);
        }
        Collections.shuffle(minutes, random);
        List<Word> words = new ArrayList<>();
        for (int minute : minutes.subList(0, random.nextInt(12))) {
            PhoneNumber person = people().get(random.nextInt(3));
            words.add(new Word(person, random.nextBoolean() ? ACME : OTHER, random.nextBoolean(), minute));
        }
        return words;
    }

    /** Adds each once or more often. */
    private void say(SuppressionList list, List<Word> words, Random random) {
        for (Word word : words) {
            Instant at = minutesBefore(now, 60 - word.minute());
            for (int i = random.nextInt(3); i >= 0; i--) {
                if (word.stop()) {
                    list.stop(word.person(), word.ours(), "wavix", at);
                } else {
                    list.start(word.person(), word.ours(), at);
                }
            }
        }
    }
}
