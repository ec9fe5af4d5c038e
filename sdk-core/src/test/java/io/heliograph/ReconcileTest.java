package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.SmsException;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.internal.outcome.Replay;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.LookupTiming;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reconciliation of an unknown send after its end. */
class ReconcileTest {
    private static final SendRequest REQUEST = Sends.request().build();
    private static final IdempotencyKey KEY = REQUEST.key();
    private static final LookupTiming TIMES =
            new LookupTiming(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));
    private static final Optional<Message> FOUND = Optional.of(
            Message.builder(new MessageId("first", "m-9"), Status.SENT).build());

    private final TestTiming world = new TestTiming();
    private final EventLog eventLog = new EventLog();
    private HookedStore store = new HookedStore(world.clock());
    private final AtomicReference<Optional<Message>> held = new AtomicReference<>(Optional.empty());
    private final FakeProvider first = asked("first");
    private final FakeProvider second = FakeProvider.accepting("second");

    private FakeProvider asked(String name) {
        return FakeProvider.of(name, Answers.silence()).answeringLookup(TIMES, request -> held.get());
    }

    private SmsClient client(FakeProvider... route) {
        return Sends.client(world, route)
                .listener(eventLog)
                .idempotencyStore(store)
                .retry(RetryPolicy.none())
                .build();
    }

    /** Sends, and leaves it unknown. */
    private SmsClient afterSilence(FakeProvider... route) {
        SmsClient client = client(route);
        Sends.unknown(client.trySend(REQUEST));
        return client;
    }

    private Claim abandoned(String... providers) {
        Claim claim = store.claim(KEY, Fingerprint.of(REQUEST), "a process that died", Duration.ofSeconds(1));
        for (String provider : providers) {
            claim = store.attempt(claim, provider).orElseThrow();
        }
        world.passes(Duration.ofMinutes(1));
        return claim;
    }

    @Test
    void a_key_that_was_never_used_is_not_remembered() {
        try (SmsClient client = client(first)) {
            assertThatThrownBy(() -> client.reconcile(KEY))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("key isn't remembered");
            assertThatThrownBy(() -> client.reconcile(REQUEST)).isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void another_content_is_aconflict() {
        try (SmsClient client = afterSilence(first)) {
            assertThatThrownBy(
                            () -> client.reconcile(Sends.request().text("other").build()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("key was used for another message");
        }
    }

    @Test
    void what_is_known_comes_back_without_a_question() {
        try (SmsClient client = client(second)) {
            SendOutcome sent = client.trySend(REQUEST);

            assertThat(client.reconcile(KEY)).isEqualTo(Replay.of(sent));
            assertThat(client.reconcile(REQUEST)).isEqualTo(Replay.of(sent));
        }
        assertThat(second.questions()).isZero();
        assertThat(second.sends()).isOne();
    }

    @Test
    void a_message_that_is_found_is_accepted_recorded_and_published() {
        try (SmsClient client = afterSilence(first, second)) {
            held.set(FOUND);
            SendOutcome outcome = client.reconcile(KEY);

            assertThat(Sends.taker(outcome)).isEqualTo("first");
            assertThat(outcome.attempts()).hasSize(1);
            assertThat(client.trySend(REQUEST)).isEqualTo(Replay.of(outcome));
        }
        assertThat(first.sends()).isOne();
        assertThat(second.sends()).isZero();
        assertThat(eventLog.lines()).contains("reconciled Accepted");
    }

    @Test
    void an_absence_that_is_no_proof_yet_leaves_it_unknown() {
        try (SmsClient client = afterSilence(first)) {
            world.passes(Duration.ofSeconds(9));
            assertThat(Sends.unknown(client.reconcile(KEY)).reason())
                    .isEqualTo("it isn't known yet whether first has it");

            world.passes(Duration.ofSeconds(2));
            assertThat(Sends.refusal(client.reconcile(KEY)).reason()).isEqualTo("no provider has it");
        }
        assertThat(first.sends()).isOne();
        assertThat(eventLog.lines()).contains("reconciled Rejected");
    }

    @Test
    void the_request_itself_is_enough_for_another_process() {
        afterSilence(first).close();
        held.set(FOUND);
        try (SmsClient other = client(first)) {
            assertThat(Sends.unknown(other.reconcile(KEY)).reason())
                    .isEqualTo("the request isn't in memory any more; give it to reconcile(SendRequest)");
            assertThat(Sends.taker(other.reconcile(REQUEST))).isEqualTo("first");
        }
    }

    @Test
    void a_send_that_is_under_way_is_left_alone() {
        store.claim(KEY, Fingerprint.of(REQUEST), "somebody else", Duration.ofMinutes(1));
        try (SmsClient client = client(first)) {
            assertThat(Sends.unknown(client.reconcile(REQUEST)).reason())
                    .isEqualTo("a call with this key is still under way");
        }
        assertThat(first.questions()).isZero();
    }

    @Test
    void a_call_that_died_before_its_first_attempt_has_certainly_not_sent() {
        abandoned();
        try (SmsClient client = client(first)) {
            assertThat(Sends.refusal(client.reconcile(KEY)).reason())
                    .isEqualTo("no provider was asked before the call with this key ended");
        }
        assertThat(first.questions()).isZero();
    }

    @Test
    void a_call_that_died_at_a_provider_is_looked_into_there() {
        abandoned("second", "first");
        held.set(FOUND);
        try (SmsClient client = client(first, second)) {
            assertThat(Sends.taker(client.reconcile(REQUEST))).isEqualTo("first");
        }
        assertThat(second.questions()).isZero();
    }

    @Test
    void a_dead_call_that_allowed_duplicates_may_have_left_one_with_any_provider_that_it_asked() {
        SendRequest twice = Sends.request().allowDuplicates().build();
        abandoned("second", "first");
        try (SmsClient client = client(first, second)) {
            assertThat(client.reconcile(twice)).isInstanceOf(SendOutcome.Unknown.class);
            held.set(FOUND);
            assertThat(Sends.taker(client.reconcile(twice))).isEqualTo("first");
        }
    }

    @Test
    void where_duplicates_are_removed_the_same_key_is_sent_again() {
        FakeProvider keyed = Answers.inTurn("first", Answers.silence(), Answers.yes("first"))
                .dedupe(DuplicateProtection.IDEMPOTENCY_KEY);
        try (SmsClient client = afterSilence(keyed)) {
            assertThat(Sends.taker(client.reconcile(KEY))).isEqualTo("first");
        }
        assertThat(keyed.sends()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(ErrorType.class)
    void a_rejection_of_the_repeated_request_reconciles_nothing(ErrorType type) {
        FakeProvider keyed = Answers.inTurn("first", Answers.silence(), Answers.no(type))
                .dedupe(DuplicateProtection.IDEMPOTENCY_KEY);
        try (SmsClient client = afterSilence(keyed)) {
            assertThat(client.reconcile(KEY)).isInstanceOf(SendOutcome.Unknown.class);
        }
    }

    @Test
    void a2xx_that_says_failed_reconciles_it() {
        FakeProvider keyed = Answers.inTurn("first", Answers.silence(), Answers.failedIn2xx(ErrorType.OTHER))
                .dedupe(DuplicateProtection.IDEMPOTENCY_KEY);
        try (SmsClient client = afterSilence(keyed)) {
            assertThat(client.reconcile(KEY)).isInstanceOf(SendOutcome.Rejected.class);
        }
    }

    @Test
    void a_provider_that_cannot_help_is_asked_nothing() {
        held.set(Optional.empty());
        FakeProvider none = asked("first").dedupe(DuplicateProtection.NONE);
        FakeProvider unable = asked("first").without(Capability.LOOKUP);
        try (SmsClient client = afterSilence(none)) {
            world.passes(Duration.ofHours(1));
            assertThat(client.reconcile(KEY)).isInstanceOf(SendOutcome.Unknown.class);
        }
        store = new HookedStore(world.clock());
        try (SmsClient client = afterSilence(unable)) {
            world.passes(Duration.ofHours(1));
            assertThat(client.reconcile(KEY)).isInstanceOf(SendOutcome.Unknown.class);
        }
        assertThat(none.questions() + unable.questions()).isZero();
        assertThat(none.sends() + unable.sends()).isEqualTo(2);
    }

    @Test
    void a_provider_that_is_no_longer_there_leaves_it_unknown() {
        afterSilence(first).close();
        try (SmsClient other = client(second)) {
            assertThat(Sends.unknown(other.reconcile(REQUEST)).provider()).isEqualTo("first");
        }
        assertThat(second.sends()).isZero();
    }

    @Test
    void of_two_unknown_providers_one_acceptance_is_accepted_and_only_two_rejections_are_rejected() {
        SendRequest twice = Sends.request().allowDuplicates().build();
        AtomicReference<Optional<Message>> heldToo = new AtomicReference<>(Optional.empty());
        FakeProvider next = FakeProvider.of("next", Answers.silence())
                .answeringLookup(LookupTiming.cautious(), request -> heldToo.get());
        try (SmsClient client = client(first, next)) {
            assertThat(Sends.asked(Sends.unknown(client.trySend(twice)))).containsExactly("first", "next");
            world.passes(Duration.ofHours(1));
            assertThat(Sends.unknown(client.reconcile(KEY)).reason())
                    .isEqualTo("it isn't known yet whether next has it");

            heldToo.set(FOUND);
            assertThat(client.reconcile(KEY)).isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    @Test
    void a_store_that_fails_to_note_what_was_found_hides_nothing() {
        try (SmsClient client = afterSilence(first)) {
            held.set(FOUND);
            HookedStore failing = new HookedStore(world.clock()) {
                @Override
                public Optional<Claim> find(IdempotencyKey key) {
                    return ReconcileTest.this.storeBehind().find(key);
                }

                @Override
                public Optional<Claim> lease(Claim seen, String owner, Duration lease) {
                    return ReconcileTest.this.storeBehind().lease(seen, owner, lease);
                }

                @Override
                public boolean finish(Claim seen, SendOutcome outcome) {
                    throw new IllegalStateException("password=hunter2");
                }
            };
            assertThat(client).isNotNull();
            try (SmsClient other =
                    Sends.client(world, first).idempotencyStore(failing).build()) {
                assertThat(Sends.taker(other.reconcile(REQUEST))).isEqualTo("first");
            }
        }
    }

    private HookedStore storeBehind() {
        return store;
    }

    @Test
    void a_store_that_fails_to_remember_is_named_without_its_words() {
        store = new HookedStore() {
            @Override
            public Optional<Claim> find(IdempotencyKey key) {
                throw new IllegalStateException("password=hunter2");
            }
        };
        try (SmsClient client = client(first)) {
            assertThatThrownBy(() -> client.reconcile(KEY))
                    .isInstanceOf(SmsException.class)
                    .hasMessageContaining("IllegalStateException")
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void a_concurrent_reconciliation_wins() {
        store = new HookedStore(world.clock()) {
            @Override
            public boolean finish(Claim seen, SendOutcome outcome) {
                return outcome instanceof SendOutcome.Unknown && super.finish(seen, outcome);
            }
        };
        try (SmsClient client = afterSilence(first)) {
            held.set(FOUND);
            assertThat(Sends.unknown(client.reconcile(KEY)).reason())
                    .isEqualTo("another call was reconciling it at the same time; try again later");
        }
        assertThat(eventLog.lines()).doesNotContain("reconciled Accepted");
    }

    @Test
    void the_outcomes_of_a_reconcile_have_the_key_and_the_story() {
        try (SmsClient client = afterSilence(first)) {
            SendOutcome outcome = client.reconcile(KEY);
            assertThat(outcome.key()).isEqualTo(KEY);
            assertThat(outcome.attempts()).isEqualTo(client.trySend(REQUEST).attempts());
        }
        assertThat(List.of(first.sends())).containsExactly(1);
    }
}
