package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
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
 * What every {@link IdempotencyStore} does. Its author extends it in a test:
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
    /** How long the store that is tested remembers what has ended. */
    protected static final Duration KEEP = Duration.ofHours(1);

    private static final int RACERS = 32;
    private static final Duration LEASE = Duration.ofSeconds(40);
    private static final IdempotencyKey KEY = IdempotencyKey.of("order-42");
    private static final IdempotencyKey OTHER_KEY = IdempotencyKey.of("order-43");
    private static final Fingerprint PRINT = print("Your code is 482910");
    private static final SendOutcome ACCEPTED = new SendOutcome.Accepted(
            Message.builder(new MessageId("first", "m-1"), Status.QUEUED).build(), KEY, List.of());
    private static final SendOutcome REJECTED =
            new SendOutcome.Rejected(Refusal.of(ErrorType.OPTED_OUT, "unsubscribed"), KEY, List.of());
    private static final SendOutcome UNKNOWN = new SendOutcome.Unknown("first", "silence", KEY, List.of());

    private final TestClock clock = new TestClock();
    private @Nullable IdempotencyStore opened;

    protected IdempotencyStoreContract() {}

    /** An empty store that goes by this clock and its nanoseconds, remembers for {@link #KEEP}, and has place for 1,000 sends at least. */
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
    void aKeyThatNobodyClaimedIsFree() {
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
    void aClaimedKeyStaysWithItsOwner() {
        claim("a");

        Claim seen = store().claim(KEY, print("another text"), "b", Duration.ofDays(1));

        assertThat(seen.owner()).isEqualTo("a");
        assertThat(seen.fingerprint()).isEqualTo(PRINT);
        assertThat(seen.leaseEnds()).isEqualTo(clock.instant().plus(LEASE));
    }

    @Test
    void anEndedLeaseGivesTheKeyToNobody() {
        claim("a");
        clock.passes(LEASE.multipliedBy(2));

        assertThat(claim("b").owner()).isEqualTo("a");
    }

    @Test
    void keysAreApart() {
        claim("a");

        assertThat(store().claim(OTHER_KEY, PRINT, "b", LEASE).owner()).isEqualTo("b");
        assertThat(store().release(found())).isTrue();
        assertThat(store().find(OTHER_KEY)).isPresent();
    }

    @Test
    void anAttemptIsNotedWithItsProvider() {
        Claim once = store().attempt(claim("a"), "first").orElseThrow();
        Claim twice = store().attempt(once, "second").orElseThrow();

        assertThat(twice.attempts()).isEqualTo(2);
        assertThat(found().attempts()).isEqualTo(2);
        assertThat(found().provider()).contains("second");
        assertThat(claim("b").attempts()).isEqualTo(2);
    }

    @Test
    void anAttemptOfAClaimThatChangedIsRefused() {
        Claim claim = claim("a");
        assertThat(store().attempt(claim, "first")).isPresent();

        assertThat(store().attempt(claim, "second")).isEmpty();
        assertThat(found().provider()).contains("first");
    }

    @Test
    void anAttemptOfSomebodyElseOrOfNobodyIsRefused() {
        Claim others = Claim.first(KEY, PRINT, "b", clock.instant(), LEASE);
        assertThat(store().attempt(others, "first")).isEmpty();
        claim("a");

        assertThat(store().attempt(others, "first")).isEmpty();
        assertThat(store().finish(others, ACCEPTED)).isFalse();
        assertThat(store().release(others)).isFalse();
        assertThat(found().attempts()).isZero();
    }

    @Test
    void nothingIsAttemptedAfterTheEnd() {
        for (SendOutcome end : List.of(ACCEPTED, REJECTED, UNKNOWN)) {
            try (IdempotencyStore its = open(clock)) {
                Claim claim = its.claim(IdempotencyKey.random(), PRINT, "a", LEASE);
                assertThat(its.finish(claim, end)).isTrue();

                assertThat(its.attempt(claim, "first")).isEmpty();
            }
        }
    }

    @Test
    void anOutcomeIsRemembered() {
        Claim claim = store().attempt(claim("a"), "first").orElseThrow();

        assertThat(store().finish(claim, ACCEPTED)).isTrue();

        assertThat(found().outcome()).contains(ACCEPTED);
        assertThat(claim("b").outcome()).contains(ACCEPTED);
    }

    @Test
    void aFinalOutcomeStays() {
        Claim claim = claim("a");
        assertThat(store().finish(claim, REJECTED)).isTrue();

        assertThat(store().finish(claim, ACCEPTED)).isFalse();
        assertThat(store().finish(found(), UNKNOWN)).isFalse();
        assertThat(found().outcome()).contains(REJECTED);
    }

    @Test
    void anUnknownOutcomeCanBeSettledOnce() {
        Claim claim = claim("a");
        assertThat(store().finish(claim, UNKNOWN)).isTrue();

        assertThat(store().finish(found(), ACCEPTED)).isTrue();
        assertThat(store().finish(found(), REJECTED)).isFalse();
        assertThat(found().outcome()).contains(ACCEPTED);
    }

    @Test
    void anOutcomeForAClaimThatChangedIsRefused() {
        Claim before = claim("a");
        assertThat(store().attempt(before, "first")).isPresent();

        assertThat(store().finish(before, REJECTED)).isFalse();
        assertThat(found().outcome()).isEmpty();
    }

    @Test
    void nothingIsAttemptedAfterTheLease() {
        Claim claim = claim("a");
        clock.passes(LEASE);

        assertThat(store().attempt(claim, "first")).isEmpty();
        assertThat(found().attempts()).isZero();
    }

    @Test
    void anEndedLeaseIsForWhoeverFindsOutWhatBecameOfIt() {
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
    void anUnknownOutcomeEndsTheLeaseAndStaysWhenItIsTakenAgain() {
        Claim claim = store().attempt(claim("a"), "first").orElseThrow();
        clock.passes(Duration.ofSeconds(1));
        assertThat(store().finish(claim, UNKNOWN)).isTrue();
        assertThat(found().isLeased()).isFalse();
        assertThat(found().leaseEnds()).isEqualTo(clock.instant());

        Claim leased = store().lease(found(), "b", LEASE).orElseThrow();

        assertThat(leased.outcome()).contains(UNKNOWN);
        assertThat(store().lease(found(), "c", LEASE)).isEmpty();
        Claim noted = store().attempt(leased, "first").orElseThrow();
        assertThat(noted.attempts()).isEqualTo(2);
        assertThat(store().release(leased)).isFalse();
        assertThat(store().release(noted)).isTrue();
    }

    @Test
    void whoHasTheLeaseCanGiveItBack() {
        assertThat(store().finish(claim("a"), UNKNOWN)).isTrue();
        Claim leased = store().lease(found(), "b", LEASE).orElseThrow();
        clock.passes(Duration.ofSeconds(1));

        assertThat(store().lease(leased, "b", Duration.ZERO)).isPresent();

        assertThat(found().isLeased()).isFalse();
        assertThat(found().outcome()).contains(UNKNOWN);
        assertThat(store().lease(found(), "c", LEASE)).isPresent();
        assertThat(store().lease(leased, "b", LEASE)).isEmpty();
    }

    @Test
    void whatIsSettledOrGoneHasNoLease() {
        Claim claim = claim("a");
        assertThat(store().finish(claim, ACCEPTED)).isTrue();
        assertThat(store().lease(found(), "b", LEASE)).isEmpty();
        Claim other = store().claim(OTHER_KEY, PRINT, "a", LEASE);
        assertThat(store().release(other)).isTrue();

        assertThat(store().lease(other, "a", LEASE)).isEmpty();
        assertThat(store().find(OTHER_KEY)).isEmpty();
    }

    @Test
    void howLongAgoTheLastAttemptWasIsToldByTheStoresClock() {
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
    void ofManyWhoTakeAnEndedLeaseOneGetsIt() throws Exception {
        assertThat(store().finish(claim("a"), UNKNOWN)).isTrue();
        Claim seen = found();

        List<Optional<Claim>> leases = Race.of(RACERS, racer -> store().lease(seen, "racer-" + racer, LEASE));

        assertThat(leases.stream().filter(Optional::isPresent)).hasSize(1);
    }

    @Test
    void aReleasedKeyIsFree() {
        Claim claim = store().attempt(claim("a"), "first").orElseThrow();

        assertThat(store().release(claim)).isTrue();
        assertThat(store().find(KEY)).isEmpty();
        assertThat(store().release(claim)).isFalse();
        assertThat(store().finish(claim, ACCEPTED)).isFalse();
        assertThat(claim("b").owner()).isEqualTo("b");
    }

    @Test
    void aClaimThatChangedOrEndedIsNotReleased() {
        Claim before = claim("a");
        Claim after = store().attempt(before, "first").orElseThrow();
        assertThat(store().release(before)).isFalse();
        assertThat(store().finish(after, ACCEPTED)).isTrue();

        assertThat(store().release(after)).isFalse();
        assertThat(found().outcome()).contains(ACCEPTED);
    }

    @Test
    void anUnknownSendThatTurnsOutNotToBeSentIsReleased() {
        Claim claim = store().attempt(claim("a"), "first").orElseThrow();
        assertThat(store().finish(claim, UNKNOWN)).isTrue();

        assertThat(store().release(claim)).isTrue();
        assertThat(store().find(KEY)).isEmpty();
    }

    @Test
    void whatHasEndedIsForgottenAfterItsTimeAndNotBefore() {
        assertThat(store().finish(claim("a"), ACCEPTED)).isTrue();
        clock.passes(KEEP.minusSeconds(1));
        assertThat(claim("b").outcome()).contains(ACCEPTED);
        clock.passes(Duration.ofSeconds(2));

        assertThat(claim("c").owner()).isEqualTo("c");
    }

    @Test
    void aSendUnderWayIsNeverForgotten() {
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
    void ofManyWhoWantAKeyOneGetsIt() throws Exception {
        List<Claim> claims = Race.of(RACERS, racer -> claim("racer-" + racer));

        assertThat(claims).extracting(Claim::owner).hasSize(RACERS).containsOnly(found().owner());
    }

    @Test
    void ofManyWhoNoteAnAttemptOfTheSameClaimOneMay() throws Exception {
        Claim claim = claim("a");

        List<Optional<Claim>> attempts = Race.of(RACERS, racer -> store().attempt(claim, "first"));

        assertThat(attempts.stream().filter(Optional::isPresent)).hasSize(1);
        assertThat(found().attempts()).isOne();
    }

    @Test
    void ofManyWhoSettleOneDoes() throws Exception {
        Claim claim = claim("a");
        assertThat(store().finish(claim, UNKNOWN)).isTrue();

        List<Boolean> finishes = Race.of(RACERS, racer -> store().finish(claim, racer % 2 == 0 ? ACCEPTED : REJECTED));

        assertThat(finishes.stream().filter(noted -> noted)).hasSize(1);
    }
}
