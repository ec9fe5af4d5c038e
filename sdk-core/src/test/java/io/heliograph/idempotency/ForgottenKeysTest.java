package io.heliograph.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Which keys the memory store forgets first, that it says so, and that no wall clock makes it forget. */
class ForgottenKeysTest {
    private static final Duration KEEP = Duration.ofHours(1);
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final int MAX = 20;

    private final ManualClock clock = new ManualClock();
    private final MemoryIdempotencyStore store = new MemoryIdempotencyStore(MAX, KEEP, clock, clock::nanoTime);
    private final List<Integer> numbers = new ArrayList<>();

    private static SendRequest request() {
        return SendRequest.to("+66812345678").text("Your code is 482910").build();
    }

    private static IdempotencyKey named(int number) {
        return IdempotencyKey.of("order-" + number);
    }

    private Claim claim(IdempotencyKey key) {
        return store.claim(key, Fingerprint.of(request()), "owner", LEASE);
    }

    private IdempotencyKey finish(IdempotencyKey key) {
        SendOutcome end = new SendOutcome.Rejected(Failure.of(ErrorType.OPTED_OUT, "no"), key, List.of());
        assertThat(store.finish(claim(key), end)).isTrue();
        return key;
    }

    private boolean isRemembered(IdempotencyKey key) {
        return store.find(key).isPresent();
    }

    private IdempotencyKey finishGenerated() {
        return finish(request().key());
    }

    @Test
    void keys_of_callers_outlive_generated_ones() {
        store.listen(numbers::add);
        IdempotencyKey order = finish(named(4711));
        for (int i = 0; i < 1_000; i++) {
            finishGenerated();
        }

        assertThat(isRemembered(order)).isTrue();
        assertThat(numbers).isEmpty();
    }

    @Test
    void of_generated_keys_the_newest_are_remembered() {
        List<IdempotencyKey> keys = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            keys.add(finishGenerated());
        }

        assertThat(keys).filteredOn(this::isRemembered).containsExactlyElementsOf(keys.subList(80, 100));
    }

    @Test
    void a_tenth_of_the_places_stays_for_generated_keys() {
        List<IdempotencyKey> keys = List.of(finishGenerated(), finishGenerated(), finishGenerated());
        for (int i = 0; i < 100; i++) {
            finish(named(i));
        }

        assertThat(keys).filteredOn(this::isRemembered).containsExactlyElementsOf(keys.subList(1, 3));
    }

    @Test
    void a_generated_key_that_a_caller_gives_is_the_callers_from_then_on() {
        IdempotencyKey read = IdempotencyKey.of(finishGenerated().value());
        assertThat(claim(read).outcome()).isPresent();
        for (int i = 0; i < 1_000; i++) {
            finishGenerated();
        }

        assertThat(isRemembered(read)).isTrue();
    }

    @Test
    void a_generated_key_that_a_caller_gives_while_it_is_under_way_is_finished_and_released_as_before() {
        Claim first = claim(request().key());
        Claim second = claim(request().key());
        claim(IdempotencyKey.of(first.key().value()));
        claim(IdempotencyKey.of(second.key().value()));

        assertThat(store.finish(store.attempt(first, "first").orElseThrow(), end(first.key())))
                .isTrue();
        assertThat(store.release(second)).isTrue();
        assertThat(isRemembered(first.key())).isTrue();
        assertThat(isRemembered(second.key())).isFalse();
    }

    private static SendOutcome end(IdempotencyKey key) {
        return new SendOutcome.Unknown("first", "silence", key, List.of());
    }

    @Test
    void a_key_of_a_caller_that_is_forgotten_early_is_published() {
        store.listen(numbers::add);
        for (int i = 0; i < MAX + 3; i++) {
            finish(named(i));
        }
        assertThat(isRemembered(named(0))).isFalse();
        assertThat(numbers).containsExactly(1, 1, 1);

        store.forget(numbers::add);
    }

    @Test
    void it_warns_once() {
        Logger logger = (Logger) LoggerFactory.getLogger(MemoryIdempotencyStore.class);
        ListAppender<ILoggingEvent> logs = new ListAppender<>();
        logs.start();
        Level before = logger.getLevel();
        logger.setLevel(Level.WARN);
        logger.addAppender(logs);
        try {
            for (int i = 0; i < MAX; i++) {
                finish(named(i));
            }
            clock.passes(KEEP);
            for (int i = 0; i < MAX + 1; i++) {
                finish(named(i)); // what is too old is no loss
            }
            assertThat(logs.list).isEmpty();
            for (int i = 100; i < 110; i++) {
                finish(named(i));
            }
        } finally {
            logger.detachAppender(logs);
            logger.setLevel(before);
        }

        assertThat(logs.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "more than 20 sends ended within PT1H, so keys that callers gave are forgotten before"
                                + " their time: a send with one of them would be sent again; set heliograph.idempotency.keys higher");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P3D", "-P3D", "P365D"})
    void a_wall_clock_that_steps_makes_it_forget_nothing(Duration step) {
        finish(named(1));
        claim(named(2));
        clock.isOff(step);
        assertThat(isRemembered(named(1))).isTrue();
        assertThat(isRemembered(named(2))).isTrue();
        clock.passes(KEEP);

        assertThat(isRemembered(named(1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P3D", "-P3D"})
    void a_lease_ends_when_its_time_has_passed_whatever_the_wall_clock_says(Duration step) {
        Claim mine = claim(named(1));
        clock.isOff(step).passes(Duration.ofSeconds(39));
        assertThat(store.find(named(1)).orElseThrow().isLeased()).isTrue();
        assertThat(store.lease(mine, "another", Duration.ofSeconds(40))).isEmpty();
        assertThat(store.attempt(mine, "first")).isPresent();
        clock.passes(Duration.ofSeconds(1));

        assertThat(store.find(named(1)).orElseThrow().isLeased()).isFalse();
        assertThat(claim(named(1)).isLeased()).isFalse();
        assertThat(store.lease(store.find(named(1)).orElseThrow(), "another", Duration.ofSeconds(40)))
                .isPresent();
    }
}
