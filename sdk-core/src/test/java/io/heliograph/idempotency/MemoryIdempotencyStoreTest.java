package io.heliograph.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special about the memory store; the rest is the contract of all stores. */
class MemoryIdempotencyStoreTest {
    private static final Duration KEEP = Duration.ofHours(1);
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final Fingerprint PRINT = Fingerprint.of(
            SendRequest.to("+66812345678").text("Your code is 482910").build());

    private final ManualClock clock = new ManualClock();
    private final MemoryIdempotencyStore store = new MemoryIdempotencyStore(3, KEEP, clock, clock::nanoTime);

    private static IdempotencyKey key(int number) {
        return IdempotencyKey.of("order-" + number);
    }

    private Claim claim(int number) {
        return store.claim(key(number), PRINT, "owner-" + number, LEASE);
    }

    private void finish(int number) {
        SendOutcome no = new SendOutcome.Rejected(Failure.of(ErrorType.OPTED_OUT, "no"), key(number), List.of());
        assertThat(store.finish(claim(number), no)).isTrue();
    }

    private List<Integer> remembered(int upTo) {
        return java.util.stream.IntStream.rangeClosed(1, upTo)
                .filter(number -> store.find(key(number)).isPresent())
                .boxed()
                .toList();
    }

    @Test
    void the_oldest_of_too_many_finished_sends_are_forgotten() {
        for (int number = 1; number <= 10; number++) {
            finish(number);
        }

        assertThat(remembered(10)).containsExactly(8, 9, 10);
    }

    @Test
    void sends_under_way_are_never_forgotten_however_many() {
        for (int number = 1; number <= 50; number++) {
            claim(number);
        }

        assertThat(remembered(50)).hasSize(50);
    }

    @Test
    void only_keys_that_were_forgotten_are_published() {
        AtomicInteger published = new AtomicInteger();
        store.listen(published::addAndGet);
        for (int number = 1; number <= 5; number++) {
            SendOutcome unknown = new SendOutcome.Unknown("first", "silence", key(number), List.of());
            Claim claim = claim(number);
            store.finish(claim, unknown);
            assertThat(store.lease(claim, "reconciler", LEASE)).isPresent();
        }
        claim(6);

        assertThat(remembered(6)).hasSize(6);
        assertThat(published).hasValue(0);
    }

    @Test
    void sends_under_way_do_not_push_finished_ones_out() {
        finish(1);
        finish(2);
        for (int number = 3; number <= 20; number++) {
            claim(number);
        }

        assertThat(remembered(20)).contains(1, 2).hasSize(20);
    }

    @Test
    void a_freed_key_leaves_nothing_behind() {
        for (int number = 1; number <= 20; number++) {
            assertThat(store.release(claim(number))).isTrue();
        }
        finish(21);

        assertThat(remembered(21)).containsExactly(21);
    }

    @Test
    void after_everything_was_forgotten_the_bound_is_the_same() {
        for (int number = 1; number <= 10; number++) {
            finish(number);
        }
        clock.passes(KEEP);
        assertThat(remembered(10)).isEmpty();
        for (int number = 11; number <= 20; number++) {
            finish(number);
        }

        assertThat(remembered(20)).containsExactly(18, 19, 20);
    }

    @Test
    void an_unknown_send_that_is_reconciled_counts_once() {
        SendOutcome unknown = new SendOutcome.Unknown("first", "silence", key(1), List.of());
        Claim first = claim(1);
        assertThat(store.finish(first, unknown)).isTrue();
        assertThat(store.finish(first, unknown)).isTrue();
        finish(1_000);
        finish(1_001);

        assertThat(remembered(1)).containsExactly(1);
    }

    @Test
    void a_finished_send_is_forgotten_after_its_time() {
        finish(1);
        clock.passes(KEEP.minusNanos(1));
        assertThat(remembered(1)).containsExactly(1);
        clock.passes(Duration.ofNanos(1));

        assertThat(remembered(1)).isEmpty();
        assertThat(claim(1).outcome()).isEmpty();
    }

    @Test
    void a_send_without_an_end_is_remembered_for_its_time_after_its_lease() {
        claim(1);
        clock.passes(KEEP).passes(LEASE.minusNanos(1));
        assertThat(remembered(1)).containsExactly(1);
        clock.passes(Duration.ofNanos(1));

        assertThat(remembered(1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void a_size_below_one_is_refused(int most) {
        assertThatThrownBy(() -> new MemoryIdempotencyStore(most, KEEP, clock))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("most must be at least 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void a_time_of_nothing_is_refused(int seconds) {
        assertThatThrownBy(() -> new MemoryIdempotencyStore(1, Duration.ofSeconds(seconds), clock))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("keep must be more than 0");
    }

    @Test
    void a_claim_prints_nothing_of_its_content() {
        assertThat(claim(1).withAttempt("first"))
                .hasToString("Claim[order-1, 1 attempts, last at first, not finished]");
    }
}
