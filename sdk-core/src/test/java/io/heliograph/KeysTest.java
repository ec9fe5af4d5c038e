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
import io.heliograph.routing.Prices;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One key, one SMS, through the whole client. */
class KeysTest {
    private static final SendRequest REQUEST = Sends.request().build();
    private static final Fingerprint FINGERPRINT = Fingerprint.of(REQUEST);
    private static final IdempotencyKey KEY = REQUEST.key();
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final TestWorld world = new TestWorld();
    private final EventLog heard = new EventLog();
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
        return Sends.client(world, route).deadline(DEADLINE).listener(heard).idempotencyStore(store);
    }

    private SendOutcome send(FakeProvider... route) {
        try (SmsClient client = client(route)) {
            return client.trySend(REQUEST);
        }
    }

    private Claim twin(Duration lease) {
        return store.claim(KEY, FINGERPRINT, "somebody else", lease);
    }

    @Test
    void theSameKeyAndContentGiveTheFirstResultAndSendNothing() {
        SendOutcome once = send(first);
        SendOutcome again = send(first);

        assertThat(once.replayed()).isFalse();
        assertThat(again).isEqualTo(Replay.of(once));
        assertThat(again.replayed()).isTrue();
        assertThat(first.sends()).isOne();
        assertThat(heard.lines()).endsWith("replayed Accepted");
    }

    @Test
    void anUnknownResultIsReplayedAndNotSentAgain() {
        FakeProvider silent = FakeProvider.of("first", Answers.silence());
        send(silent);

        assertThat(Sends.unknown(send(silent)).replayed()).isTrue();
        assertThat(silent.sends()).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPTED_OUT", "CONTENT_REJECTED", "INVALID_RECIPIENT"})
    void aFinalNoIsReplayed(ErrorType type) {
        FakeProvider no = FakeProvider.refusing("first", type);
        send(no);

        assertThat(send(no).replayed()).isTrue();
        assertThat(no.sends()).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "PROVIDER_ERROR", "RATE_LIMITED"})
    void aPassingNoFreesTheKey(ErrorType type) {
        FakeProvider later =
                Answers.inTurn("first", Answers.no(type), Answers.no(type), Answers.no(type), Answers.yes("first"));
        assertThat(Sends.refusal(send(later)).retryable()).isTrue();
        assertThat(store.find(KEY)).isEmpty();

        assertThat(Sends.taker(send(later))).isEqualTo("first");
    }

    @Test
    void anotherContentIsAConflictThatNamesBothFingerprintsAndNothingElse() {
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
    void aRunningTwinIsWaitedForAndItsResultComesBack() {
        Claim twins = twin(Duration.ofMinutes(1));
        SendOutcome its = new SendOutcome.Unknown("first", "silence", KEY, java.util.List.of());
        store = new HookedStore(world.clock()) {
            private int looks;

            @Override
            public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
                return ++looks < 4 ? twins : twins.finished(its, world.clock().instant());
            }
        };

        assertThat(send(first)).isEqualTo(Replay.of(its));
        assertThat(world.sleeps()).hasSize(3);
        assertThat(first.sends()).isZero();
    }

    @Test
    void aTwinThatIsRefusedForAPassingReasonLeavesTheKeyToTheOneThatWaits() {
        Claim twins = twin(Duration.ofMinutes(1));
        HookedStore real = store;
        store = new HookedStore(world.clock()) {
            private int looks;

            @Override
            public Claim claim(IdempotencyKey key, Fingerprint fingerprint, String owner, Duration lease) {
                if (++looks == 3) {
                    real.release(twins);
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
    void aTwinIsWaitedForUntilTheDeadlineOfTheOneThatWaits() {
        twin(Duration.ofHours(1));

        assertThat(Sends.unknown(send(first)).reason()).isEqualTo("another call with this key is still under way");
        assertThat(first.sends()).isZero();
        assertThat(Duration.between(Sends.NOW, world.clock().instant())).isBetween(DEADLINE.minusMillis(300), DEADLINE);
    }

    @Test
    void aSettingRefusesARunningTwinAtOnce() {
        twin(Duration.ofHours(1));
        try (SmsClient client = builder(first).waitForConcurrentSend(false).build()) {
            assertThat(Sends.unknown(client.trySend(REQUEST)).replayed()).isTrue();
        }
        assertThat(world.sleeps()).isEmpty();
        assertThat(first.sends()).isZero();
    }

    @Test
    void anInterruptEndsTheWaitForATwin() {
        twin(Duration.ofHours(1));
        Thread.currentThread().interrupt();

        assertThat(Sends.unknown(send(first)).attempts()).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(first.sends()).isZero();
    }

    @Test
    void anAbandonedClaimIsUnknownAndNoPermission() {
        assertThat(store.attempt(twin(Duration.ofSeconds(3)), "second")).isPresent();
        world.passes(Duration.ofSeconds(3));

        assertThat(Sends.unknown(send(first)))
                .returns("second", SendOutcome.Unknown::provider)
                .returns("the call with this key ended without noting its outcome", SendOutcome.Unknown::reason);
        assertThat(first.sends()).isZero();
        assertThat(world.sleeps()).isEmpty();
    }

    @Test
    void aClaimLastsLongerThanItsSend() {
        FakeProvider looking = FakeProvider.of("first", (request, scope) -> {
            assertThat(store.find(KEY).orElseThrow().leaseEnds()).isAfter(Sends.NOW.plus(DEADLINE));
            return Answers.yes("first").send(request, scope);
        });

        assertThat(Sends.taker(send(looking))).isEqualTo("first");
    }

    @Test
    void everyAttemptIsNotedBeforeItIsMade() {
        int[] sends = {0};
        FakeProvider looking = FakeProvider.of("first", (request, scope) -> {
            sends[0]++;
            Claim claim = store.find(KEY).orElseThrow();
            assertThat(claim.attempts()).isEqualTo(sends[0]);
            assertThat(claim.provider()).contains("first");
            return Answers.no(ErrorType.PROVIDER_ERROR).send(request, scope);
        });

        assertThat(Sends.refusal(send(looking)).type()).isEqualTo(ErrorType.PROVIDER_ERROR);
        assertThat(sends[0]).isEqualTo(3);
    }

    @Test
    void aStoreThatFailsAtTheClaimLetsNothingBeSent() {
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
    void aStoreThatFailsAtTheAttemptLetsNothingBeSent() {
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
    void aStoreThatFailsAtTheEndChangesNoOutcome() {
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
    void aStoreThatHasAnotherOwnerAtTheEndChangesNoOutcome() {
        store = new HookedStore() {
            @Override
            public boolean finish(Claim seen, SendOutcome outcome) {
                return false;
            }
        };

        assertThat(Sends.taker(send(first))).isEqualTo("first");
    }

    @Test
    void aRequestWithAWrongRouteClaimsNoKey() {
        try (SmsClient client = client(first)) {
            assertThatThrownBy(() ->
                            client.trySend(Sends.request().route("first |").build()))
                    .isInstanceOf(InvalidRequestException.class);
            assertThatThrownBy(
                            () -> client.trySend(Sends.request().route("nobody").build()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("route names nobody, which is not set up");
            assertThatThrownBy(() -> client.trySend(
                            Sends.request().route("cheapest(first)").build()))
                    .isInstanceOf(InvalidRequestException.class);
        }
        assertThat(store.find(KEY)).isEmpty();
        assertThat(first.sends()).isZero();
    }

    @Test
    void pricesThatFailLeaveNoClaimBehind() {
        AtomicBoolean fails = new AtomicBoolean(true);
        Prices prices = (provider, request) -> {
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
