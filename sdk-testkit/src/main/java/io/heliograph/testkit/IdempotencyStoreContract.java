package io.heliograph.testkit;

import static io.heliograph.testkit.OutcomeContent.assertOutcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link IdempotencyStore} does. Extend it in the test of a store:
 *
 * <pre>{@code
 * class MyStoreTest extends IdempotencyStoreContract {
 *     @Override
 *     protected IdempotencyStore open(TestClock clock) {
 *         return new MyStore(…, KEEP, clock);
 *     }
 * }
 * }</pre>
 */
@Timeout(120)
public abstract class IdempotencyStoreContract {
    /** How long the tested store remembers a completed send. */
    protected static final Duration KEEP = Duration.ofHours(1);

    private static final int THREADS = 32;
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final IdempotencyKey KEY = IdempotencyKey.of("order-42");
    private static final IdempotencyKey OTHER_KEY = IdempotencyKey.of("order-43");
    private static final Fingerprint PRINT = print("Your code is 482910");
    private static final SendOutcome ACCEPTED = new SendOutcome.Accepted(
            Message.builder(new MessageId("first", "m-1"), Status.QUEUED).build(), KEY, List.of());
    private static final SendOutcome REJECTED =
            new SendOutcome.Rejected(Failure.of(ErrorType.OPTED_OUT, "unsubscribed"), KEY, List.of());
    private static final SendOutcome UNKNOWN = new SendOutcome.Unknown("first", "silence", KEY, List.of());

    private final TestClock clock = new TestClock();
    private @Nullable IdempotencyStore opened;

    protected IdempotencyStoreContract() {}

    /** An empty store by this clock and its nanoseconds; it keeps at least 1,000 sends for {@link #KEEP}. */
    protected abstract IdempotencyStore open(TestClock clock);

    @BeforeEach
    final void openStore() {
        opened = open(clock);
    }

    @AfterEach
    final void closeStore() {
        store().close();
    }

    private IdempotencyStore store() {
        return Objects.requireNonNull(opened, "opened");
    }

    private static Fingerprint print(String text) {
        return Fingerprint.of(SendRequest.to("+66812345678").text(text).build());
    }

    private Claim claim(String owner) {
        return store().claim(KEY, PRINT, owner, LEASE);
    }

    private Claim found() {
        return store().find(KEY).orElseThrow();
    }

    @Test
    void a_key_that_nobody_claimed_is_free() {
        assertThat(store().find(KEY)).isEmpty();

        Claim claim = claim("a");

        assertThat(claim.key()).isEqualTo(KEY);
        assertThat(claim.fingerprint()).isEqualTo(PRINT);
        assertThat(claim.owner()).isEqualTo("a");
        assertThat(claim.leaseEnds()).isEqualTo(clock.instant().plus(LEASE));
        assertThat(claim.attempts()).isZero();
        assertThat(claim.provider()).isEmpty();
        assertThat(claim.outcome()).isEmpty();
    }

    @Test
    void a_claimed_key_stays_with_its_owner() {
        claim("a");

        Claim seen = store().claim(KEY, print("another text"), "b", Duration.ofDays(1));

        assertThat(seen.owner()).isEqualTo("a");
        assertThat(seen.fingerprint()).isEqualTo(PRINT);
        assertThat(seen.leaseEnds()).isEqualTo(clock.instant().plus(LEASE));
    }

    @Test
    void an_expired_lease_gives_the_key_to_nobody() {
        claim("a");
        clock.passes(LEASE.multipliedBy(2));

        assertThat(claim("b").owner()).isEqualTo("a");
    }

    @Test
    void keys_are_apart() {
        claim("a");

        assertThat(store().claim(OTHER_KEY, PRINT, "b", LEASE).owner()).isEqualTo("b");
        assertThat(store().release(found())).isTrue();
        assertThat(store().find(OTHER_KEY)).isPresent();
    }

    @Test
    void an_attempt_is_noted_with_its_provider() {
        Claim once = store().attempt(claim("a"), "first").orElseThrow();
        Claim twice = store().attempt(once, "second").orElseThrow();

        assertThat(twice.attempts()).isEqualTo(2);
        assertThat(found().attempts()).isEqualTo(2);
        assertThat(found().provider()).contains("second");
        assertThat(claim("b").attempts()).isEqualTo(2);
    }

    @Test
    void an_attempt_of_a_changed_claim_is_rejected() {
        Claim claim = claim("a");
        assertThat(store().attempt(claim, "first")).isPresent();

        assertThat(store().attempt(claim, "second")).isEmpty();
        assertThat(found().provider()).contains("first");
    }

    @Test
    void an_attempt_of_another_owner_or_of_an_unclaimed_key_is_rejected() {
        Claim others = Claim.first(KEY, PRINT, "b", clock.instant(), LEASE);
        assertThat(store().attempt(others, "first")).isEmpty();
        claim("a");

        assertThat(store().attempt(others, "first")).isEmpty();
        assertThat(store().finish(others, ACCEPTED)).isFalse();
        assertThat(store().release(others)).isFalse();
        assertThat(found().attempts()).isZero();
    }

    @Test
    void nothing_is_attempted_after_the_end() {
        for (SendOutcome end : List.of(ACCEPTED, REJECTED, UNKNOWN)) {
            try (IdempotencyStore idempotencyStore = open(clock)) {
                Claim claim = idempotencyStore.claim(IdempotencyKey.random(), PRINT, "a", LEASE);
                assertThat(idempotencyStore.finish(claim, end)).isTrue();

                assertThat(idempotencyStore.attempt(claim, "first")).isEmpty();
            }
        }
    }

    @Test
    void an_outcome_is_remembered() {
        Claim claim = store().attempt(claim("a"), "first").orElseThrow();

        assertThat(store().finish(claim, ACCEPTED)).isTrue();

        assertOutcome(found(), ACCEPTED);
        assertOutcome(claim("b"), ACCEPTED);
    }

    @Test
    void a_final_outcome_stays() {
        Claim claim = claim("a");
        assertThat(store().finish(claim, REJECTED)).isTrue();

        assertThat(store().finish(claim, ACCEPTED)).isFalse();
        assertThat(store().finish(found(), UNKNOWN)).isFalse();
        assertOutcome(found(), REJECTED);
    }

    @Test
    void an_unknown_outcome_can_be_reconciled_once() {
        Claim claim = claim("a");
        assertThat(store().finish(claim, UNKNOWN)).isTrue();

        assertThat(store().finish(found(), ACCEPTED)).isTrue();
        assertThat(store().finish(found(), REJECTED)).isFalse();
        assertOutcome(found(), ACCEPTED);
    }

    @Test
    void an_outcome_for_a_changed_claim_is_rejected() {
        Claim before = claim("a");
        assertThat(store().attempt(before, "first")).isPresent();

        assertThat(store().finish(before, REJECTED)).isFalse();
        assertThat(found().outcome()).isEmpty();
    }

    @Test
    void nothing_is_attempted_after_the_lease() {
        Claim claim = claim("a");
        clock.passes(LEASE);

        assertThat(store().attempt(claim, "first")).isEmpty();
        assertThat(found().attempts()).isZero();
    }

    @Test
    void an_expired_lease_can_be_taken_to_reconcile_the_send() {
        Claim claim = store().attempt(claim("a"), "first").orElseThrow();
        assertThat(store().lease(found(), "b", LEASE)).isEmpty();
        clock.passes(LEASE);
        assertThat(found().isLeased()).isFalse();

        Claim leased = store().lease(found(), "b", LEASE).orElseThrow();

        assertThat(leased.owner()).isEqualTo("b");
        assertThat(leased.attempts()).isOne();
        assertThat(leased.provider()).contains("first");
        assertThat(leased.leaseEnds()).isEqualTo(clock.instant().plus(LEASE));
        assertThat(leased.isLeased()).isTrue();
        assertThat(found().isLeased()).isTrue();
        assertThat(store().attempt(claim, "first")).isEmpty();
        assertThat(store().finish(claim, ACCEPTED)).isFalse();
        assertThat(store().release(claim)).isFalse();
        assertThat(store().attempt(leased, "second")).isPresent();
    }

    @Test
    void an_unknown_outcome_ends_the_lease_and_stays_when_it_is_taken_again() {
        Claim claim = store().attempt(claim("a"), "first").orElseThrow();
        clock.passes(Duration.ofSeconds(1));
        assertThat(store().finish(claim, UNKNOWN)).isTrue();
        assertThat(found().isLeased()).isFalse();
        assertThat(found().leaseEnds()).isEqualTo(clock.instant());

        Claim leased = store().lease(found(), "b", LEASE).orElseThrow();

        assertOutcome(leased, UNKNOWN);
        assertThat(store().lease(found(), "c", LEASE)).isEmpty();
        Claim noted = store().attempt(leased, "first").orElseThrow();
        assertThat(noted.attempts()).isEqualTo(2);
        assertThat(store().release(leased)).isFalse();
        assertThat(store().release(noted)).isTrue();
    }

    @Test
    void the_owner_of_a_lease_can_release_it() {
        assertThat(store().finish(claim("a"), UNKNOWN)).isTrue();
        Claim leased = store().lease(found(), "b", LEASE).orElseThrow();
        clock.passes(Duration.ofSeconds(1));

        assertThat(store().lease(leased, "b", Duration.ZERO)).isPresent();

        assertThat(found().isLeased()).isFalse();
        assertOutcome(found(), UNKNOWN);
        assertThat(store().lease(found(), "c", LEASE)).isPresent();
        assertThat(store().lease(leased, "b", LEASE)).isEmpty();
    }

    @Test
    void a_reconciled_or_absent_send_has_no_lease() {
        Claim claim = claim("a");
        assertThat(store().finish(claim, ACCEPTED)).isTrue();
        assertThat(store().lease(found(), "b", LEASE)).isEmpty();
        Claim other = store().claim(OTHER_KEY, PRINT, "a", LEASE);
        assertThat(store().release(other)).isTrue();

        assertThat(store().lease(other, "a", LEASE)).isEmpty();
        assertThat(store().find(OTHER_KEY)).isEmpty();
    }

    @Test
    void the_age_of_the_last_attempt_is_by_the_stores_clock() {
        Claim claim = store().attempt(claim("a"), "first").orElseThrow();
        assertThat(claim.sinceLastAttempt()).isZero();
        clock.passes(Duration.ofSeconds(10));
        assertThat(store().finish(claim, UNKNOWN)).isTrue();
        clock.passes(Duration.ofSeconds(20));
        assertThat(found().sinceLastAttempt()).isEqualTo(Duration.ofSeconds(20));

        Claim leased = store().lease(found(), "b", LEASE).orElseThrow();
        clock.passes(Duration.ofSeconds(3));
        assertThat(store().lease(leased, "b", Duration.ZERO)).isPresent();
        clock.passes(Duration.ofSeconds(2));

        assertThat(found().sinceLastAttempt()).isEqualTo(Duration.ofSeconds(25));
        assertThat(found().sinceLease()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void of_many_threads_that_take_an_expired_lease_one_gets_it() throws Exception {
        assertThat(store().finish(claim("a"), UNKNOWN)).isTrue();
        Claim seen = found();

        List<Optional<Claim>> leases = ConcurrentRun.of(THREADS, thread -> store().lease(seen, "t" + thread, LEASE));

        assertThat(leases.stream().filter(Optional::isPresent)).hasSize(1);
    }

    @Test
    void a_released_key_is_free() {
        Claim claim = store().attempt(claim("a"), "first").orElseThrow();

        assertThat(store().release(claim)).isTrue();
        assertThat(store().find(KEY)).isEmpty();
        assertThat(store().release(claim)).isFalse();
        assertThat(store().finish(claim, ACCEPTED)).isFalse();
        assertThat(claim("b").owner()).isEqualTo("b");
    }

    @Test
    void a_claim_that_changed_or_ended_is_not_released() {
        Claim before = claim("a");
        Claim after = store().attempt(before, "first").orElseThrow();
        assertThat(store().release(before)).isFalse();
        assertThat(store().finish(after, ACCEPTED)).isTrue();

        assertThat(store().release(after)).isFalse();
        assertOutcome(found(), ACCEPTED);
    }

    @Test
    void an_unknown_send_that_turns_out_not_to_be_sent_is_released() {
        Claim claim = store().attempt(claim("a"), "first").orElseThrow();
        assertThat(store().finish(claim, UNKNOWN)).isTrue();

        assertThat(store().release(claim)).isTrue();
        assertThat(store().find(KEY)).isEmpty();
    }

    @Test
    void a_completed_send_is_forgotten_after_its_time_and_not_before() {
        assertThat(store().finish(claim("a"), ACCEPTED)).isTrue();
        clock.passes(KEEP.minusSeconds(1));
        assertOutcome(claim("b"), ACCEPTED);
        clock.passes(Duration.ofSeconds(2));

        assertThat(claim("c").owner()).isEqualTo("c");
    }

    @Test
    void a_send_in_progress_is_never_forgotten() {
        Claim longOne = store().claim(KEY, PRINT, "a", KEEP.multipliedBy(3));
        clock.passes(KEEP.multipliedBy(2));
        for (int i = 0; i < 500; i++) {
            IdempotencyKey key = IdempotencyKey.of("other-" + i);
            assertThat(store().finish(store().claim(key, PRINT, "b", LEASE), REJECTED))
                    .isTrue();
        }

        assertThat(claim("c").owner()).isEqualTo("a");
        assertThat(store().attempt(longOne, "first")).isPresent();
    }

    @Test
    void of_many_threads_that_claim_a_key_one_gets_it() throws Exception {
        List<Claim> claims = ConcurrentRun.of(THREADS, thread -> claim("thread-" + thread));

        assertThat(claims).extracting(Claim::owner).hasSize(THREADS).containsOnly(found().owner());
    }

    @Test
    void of_many_threads_that_record_an_attempt_of_the_same_claim_one_may() throws Exception {
        Claim claim = claim("a");

        List<Optional<Claim>> attempts = ConcurrentRun.of(THREADS, thread -> store().attempt(claim, "first"));

        assertThat(attempts.stream().filter(Optional::isPresent)).hasSize(1);
        assertThat(found().attempts()).isOne();
    }

    @Test
    void of_many_threads_that_reconcile_one_does() throws Exception {
        Claim claim = claim("a");
        assertThat(store().finish(claim, UNKNOWN)).isTrue();

        List<Boolean> finishes =
                ConcurrentRun.of(THREADS, thread -> store().finish(claim, thread % 2 == 0 ? ACCEPTED : REJECTED));

        assertThat(finishes.stream().filter(noted -> noted)).hasSize(1);
    }
}
