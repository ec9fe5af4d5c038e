package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.internal.outcome.Replay;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.money.PriceSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One key, one SMS, through the whole client. */
class IdempotencyGuardTest {
    private static final SendRequest REQUEST = Sends.request().build();
    private static final Fingerprint FINGERPRINT = Fingerprint.of(REQUEST);
    private static final IdempotencyKey KEY = REQUEST.key();
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final TestTiming world = new TestTiming();
    private final EventLog eventLog = new EventLog();
    private HookedStore store = new HookedStore(world.clock());
    private final FakeProvider first = FakeProvider.accepting("first");

    @AfterEach
    void forgetInterrupts() {
        Thread.interrupted();
    }

    private SmsClient client(FakeProvider... route) {
        return builder(route).build();
    }

    private SmsClientBuilder builder(FakeProvider... route) {
        return Sends.client(world, route).deadline(DEADLINE).listener(eventLog).idempotencyStore(store);
    }

    private SendOutcome send(FakeProvider... route) {
        try (SmsClient client = client(route)) {
            return client.trySend(REQUEST);
        }
    }

    private Claim concurrent(Duration lease) {
        return store.claim(KEY, FINGERPRINT, "somebody else", lease);
    }

    @Test
    void the_same_key_and_content_give_the_first_result_and_send_nothing() {
        SendOutcome once = send(first);
        SendOutcome again = send(first);

        assertThat(once.replayed()).isFalse();
        assertThat(again).isEqualTo(Replay.of(once));
        assertThat(again.replayed()).isTrue();
        assertThat(first.sends()).isOne();
        assertThat(eventLog.lines()).endsWith("replayed Accepted");
    }

    @Test
    void an_unknown_result_is_replayed_and_not_sent_again() {
        FakeProvider silent = FakeProvider.of("first", Answers.silence());
        send(silent);

        assertThat(Sends.unknown(send(silent)).replayed()).isTrue();
        assertThat(silent.sends()).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPTED_OUT", "CONTENT_REJECTED", "INVALID_RECIPIENT"})
    void a_final_rejection_is_replayed(ErrorType type) {
        FakeProvider no = FakeProvider.refusing("first", type);
        send(no);

        assertThat(send(no).replayed()).isTrue();
        assertThat(no.sends()).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "PROVIDER_ERROR", "RATE_LIMITED"})
    void a_temporary_rejection_frees_the_key(ErrorType type) {
        FakeProvider later =
                Answers.inTurn("first", Answers.no(type), Answers.no(type), Answers.no(type), Answers.yes("first"));
        assertThat(Sends.refusal(send(later)).retryable()).isTrue();
        assertThat(store.find(KEY)).isEmpty();

        assertThat(Sends.taker(send(later))).isEqualTo("first");
    }

    @Test
    void another_content_is_aconflict_that_names_both_fingerprints_and_nothing_else() {
        send(first);
        SendRequest other = SendRequest.to("+66898765432")
                .idempotencyKey(KEY)
                .text("Kestrel 771155")
                .build();
        try (SmsClient client = client(first)) {
            InvalidRequestException thrown =
                    catchThrowableOfType(InvalidRequestException.class, () -> client.trySend(other));

            assertThat(thrown)
                    .hasMessageContainingAll(
                            FINGERPRINT.toString(), Fingerprint.of(other).toString())
                    .hasMessageNotContainingAny("482910", "771155", "Kestrel", "812345678", "898765432");
        }
        assertThat(first.sends()).isOne();
    }

    @Test
    void a_concurrent_send_is_waited_for_and_its_outcome_is_returned() {
        Claim concurrentClaim = concurrent(Duration.ofMinutes(1));
        SendOutcome sendOutcome = new SendOutcome.Unknown("first", "silence", KEY, java.util.List.of());
        store = new HookedStore(world.clock()) {
            private int looks;

            @Override
            public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
                return ++looks < 4
                        ? concurrentClaim
                        : concurrentClaim.withOutcome(sendOutcome, world.clock().instant());
            }
        };

        assertThat(send(first)).isEqualTo(Replay.of(sendOutcome));
        assertThat(world.sleeps()).hasSize(3);
        assertThat(first.sends()).isZero();
    }

    @Test
    void a_concurrent_send_that_is_rejected_temporarily_leaves_the_key_to_the_waiting_call() {
        Claim concurrentClaim = concurrent(Duration.ofMinutes(1));
        HookedStore real = store;
        store = new HookedStore(world.clock()) {
            private int looks;

            @Override
            public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
                if (++looks == 3) {
                    real.release(concurrentClaim);
                }
                return real.claim(key, fingerprint, owner, lease);
            }

            @Override
            public Optional<Claim> attempt(Claim mine, String provider) {
                return real.attempt(mine, provider);
            }
        };

        assertThat(Sends.taker(send(first))).isEqualTo("first");
        assertThat(world.sleeps()).hasSize(2);
    }

    @Test
    void a_concurrent_send_is_waited_for_until_the_deadline_of_the_waiting_call() {
        concurrent(Duration.ofHours(1));

        assertThat(Sends.unknown(send(first)).reason()).isEqualTo("another call with this key is still under way");
        assertThat(first.sends()).isZero();
        assertThat(Duration.between(Sends.NOW, world.clock().instant())).isBetween(DEADLINE.minusMillis(300), DEADLINE);
    }

    @Test
    void a_setting_refuses_a_concurrent_send_at_once() {
        concurrent(Duration.ofHours(1));
        try (SmsClient client = builder(first).waitForConcurrentSend(false).build()) {
            assertThat(Sends.unknown(client.trySend(REQUEST)).replayed()).isTrue();
        }
        assertThat(world.sleeps()).isEmpty();
        assertThat(first.sends()).isZero();
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_concurrent_send() {
        concurrent(Duration.ofHours(1));
        Thread.currentThread().interrupt();

        assertThat(Sends.unknown(send(first)).attempts()).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(first.sends()).isZero();
    }

    @Test
    void an_abandoned_claim_is_unknown_and_no_permission() {
        assertThat(store.attempt(concurrent(Duration.ofSeconds(3)), "second")).isPresent();
        world.passes(Duration.ofSeconds(3));

        assertThat(Sends.unknown(send(first)))
                .returns("second", SendOutcome.Unknown::provider)
                .returns("the call with this key ended without noting its outcome", SendOutcome.Unknown::reason);
        assertThat(first.sends()).isZero();
        assertThat(world.sleeps()).isEmpty();
    }

    @Test
    void a_claim_lasts_longer_than_its_send() {
        FakeProvider looking = FakeProvider.of("first", (request, context) -> {
            assertThat(store.find(KEY).orElseThrow().leaseEnds()).isAfter(Sends.NOW.plus(DEADLINE));
            return Answers.yes("first").send(request, context);
        });

        assertThat(Sends.taker(send(looking))).isEqualTo("first");
    }

    @Test
    void every_attempt_is_recorded_before_it_is_made() {
        int[] sends = {0};
        FakeProvider looking = FakeProvider.of("first", (request, context) -> {
            sends[0]++;
            Claim claim = store.find(KEY).orElseThrow();
            assertThat(claim.attempts()).isEqualTo(sends[0]);
            assertThat(claim.provider()).contains("first");
            return Answers.no(ErrorType.PROVIDER_ERROR).send(request, context);
        });

        assertThat(Sends.refusal(send(looking)).type()).isEqualTo(ErrorType.PROVIDER_ERROR);
        assertThat(sends[0]).isEqualTo(3);
    }

    @Test
    void a_store_that_fails_at_the_claim_lets_nothing_be_sent() {
        store = new HookedStore() {
            @Override
            public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
                throw new IllegalStateException("password=hunter2");
            }
        };

        assertThat(Sends.refusal(send(first)))
                .hasToString("OTHER: the idempotency store failed with IllegalStateException, so nothing was sent");
        assertThat(first.sends()).isZero();
    }

    @Test
    void a_store_that_fails_at_the_attempt_lets_nothing_be_sent() {
        store = new HookedStore() {
            @Override
            public Optional<Claim> attempt(Claim mine, String provider) {
                throw new IllegalStateException("password=hunter2");
            }
        };
        FakeProvider second = FakeProvider.accepting("second");

        assertThat(Sends.refusal(send(first, second)).retryable()).isTrue();
        assertThat(first.sends() + second.sends()).isZero();
        assertThat(store.find(KEY)).isEmpty();
    }

    @Test
    void a_store_that_fails_at_the_end_changes_no_outcome() {
        store = new HookedStore() {
            @Override
            public boolean finish(Claim seen, SendOutcome outcome) {
                throw new IllegalStateException("password=hunter2");
            }
        };

        assertThat(Sends.taker(send(first))).isEqualTo("first");
        assertThat(store.find(KEY).orElseThrow().outcome()).isEmpty();
    }

    @Test
    void a_store_that_has_another_owner_at_the_end_changes_no_outcome() {
        store = new HookedStore() {
            @Override
            public boolean finish(Claim seen, SendOutcome outcome) {
                return false;
            }
        };

        assertThat(Sends.taker(send(first))).isEqualTo("first");
    }

    @Test
    void a_request_with_a_wrong_route_claims_no_key() {
        try (SmsClient client = client(first)) {
            assertThatThrownBy(() ->
                            client.trySend(Sends.request().route("first |").build()))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(
                            () -> client.trySend(Sends.request().route("nobody").build()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("route names nobody, which isn't set up");
            assertThatThrownBy(() -> client.trySend(
                            Sends.request().route("cheapest(first)").build()))
                    .isInstanceOf(InvalidRequestException.class);
        }
        assertThat(store.find(KEY)).isEmpty();
        assertThat(first.sends()).isZero();
    }

    @Test
    void prices_that_fail_leave_no_claim_behind() {
        AtomicBoolean fails = new AtomicBoolean(true);
        PriceSource prices = (provider, request) -> {
            if (fails.getAndSet(false)) {
                throw new IllegalStateException("no price");
            }
            return Optional.empty();
        };
        FakeProvider second = FakeProvider.accepting("second");
        try (SmsClient client = builder(first, second)
                .prices(prices)
                .route("cheapest(first, second)")
                .build()) {
            assertThatThrownBy(() -> client.trySend(REQUEST)).isInstanceOf(IllegalStateException.class);
            assertThat(Sends.taker(client.trySend(REQUEST))).isEqualTo("first");
        }
    }
}
