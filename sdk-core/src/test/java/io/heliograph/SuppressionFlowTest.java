package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.RejectedException;
import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.routing.Plan;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionReason;
import io.heliograph.suppression.SuppressionScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Suppressed recipients get nothing, whatever put them on the list. */
class SuppressionFlowTest {
    private static final PhoneNumber PERSON = PhoneNumber.of("+66812345678");
    private static final Optional<Sender> OURS = Optional.of(Sender.of("+66898765432"));
    private static final String BY_STOP = "the client's own suppression list holds the recipient, who answered STOP; "
            + "if messages are wanted again, suppressions().remove(…) ends that";

    private final TestTiming world = new TestTiming();
    private final MemoryIdempotencyStore keys =
            new MemoryIdempotencyStore(100, Duration.ofDays(1), world.clock(), world::nanoTime);
    private final FakeProvider first = FakeProvider.accepting("first");
    private final FakeProvider second = FakeProvider.accepting("second");

    private SmsClientBuilder builder(FakeProvider... route) {
        return Sends.client(world, route)
                .idempotencyStore(keys)
                .suppressionStore(new MemorySuppressionStore(world.clock()));
    }

    private static SendRequest request(String key) {
        return Sends.request().idempotencyKey("order-" + key).build();
    }

    private void stop(SmsClient client) {
        client.suppressions().stop(PERSON, OURS, "first", world.clock().instant());
    }

    @Test
    void a_rejection_as_opted_out_is_the_last_request_until_somebody_removes_it() {
        FakeProvider no = Answers.inTurn("first", Answers.no(ErrorType.OPTED_OUT), Answers.yes("first"));
        try (SmsClient client = builder(no, second).build()) {
            assertThat(Sends.refusal(client.trySend(request("a"))).reason()).isEqualTo("first: no");
            world.passes(Duration.ofMinutes(1));

            SendOutcome held = client.trySend(request("b"));

            assertThat(Sends.refusal(held).type()).isEqualTo(ErrorType.OPTED_OUT);
            assertThat(Sends.refusal(held).reason())
                    .isEqualTo("the client's own suppression list holds the recipient, whom first refused as opted out"
                            + " within the last day; if messages are wanted again, suppressions().remove(…) ends that");
            assertThat(held.attempts()).isEmpty();
            assertThat(no.sends()).isOne();
            assertThat(client.suppressions().remove(PERSON)).hasSize(1);
            assertThat(Sends.taker(client.trySend(request("b")))).isEqualTo("first");
        }
        assertThat(second.sends()).isZero();
    }

    @Test
    void a_rejection_holds_for_a_day() {
        FakeProvider no = FakeProvider.refusing("first", ErrorType.OPTED_OUT);
        try (SmsClient client = builder(no).build()) {
            client.trySend(request("a"));
            world.passes(Duration.ofHours(23));
            client.trySend(request("b"));
            assertThat(no.sends()).isOne();
            world.passes(Duration.ofHours(1));

            client.trySend(request("c"));
        }
        assertThat(no.sends()).isEqualTo(2);
    }

    @Test
    void a_rejection_by_the_list_is_not_an_opt_out_that_holds_longer() {
        try (SmsClient client =
                builder(FakeProvider.refusing("first", ErrorType.OPTED_OUT)).build()) {
            client.trySend(request("a"));
            List<Suppression> before = client.suppressions().all().toList();
            world.passes(Duration.ofHours(1));
            client.trySend(request("b"));

            assertThat(client.suppressions().all()).isEqualTo(before).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RECIPIENT_BLOCKED", "INVALID_RECIPIENT", "CONTENT_REJECTED", "NO_ROUTE", "OTHER"})
    void other_rejections_put_nobody_on_the_list(ErrorType type) {
        try (SmsClient client = builder(FakeProvider.refusing("first", type)).build()) {
            client.trySend(request("a"));

            assertThat(client.suppressions().all()).isEmpty();
        }
    }

    @Test
    void after_a_stop_nobody_is_asked_and_the_plan_says_why() {
        try (SmsClient client = builder(first, second).build()) {
            stop(client);

            Plan plan = client.plan(request("a"));

            assertThat(plan.providers()).isEmpty();
            assertThat(plan.excluded())
                    .extracting(left -> left.provider() + " " + left.reason())
                    .containsExactly("first OPTED_OUT: " + BY_STOP, "second OPTED_OUT: " + BY_STOP);
            assertThat(Sends.refusal(client.trySend(request("a"))).reason()).isEqualTo(BY_STOP);
            assertThatThrownBy(() -> client.send(request("b"))).isInstanceOf(RejectedException.class);
        }
        assertThat(first.sends() + second.sends()).isZero();
    }

    @Test
    void after_a_start_the_same_key_is_sent() {
        try (SmsClient client = builder(first).build()) {
            stop(client);
            assertThat(client.trySend(request("a"))).isInstanceOf(SendOutcome.Rejected.class);
            assertThat(keys.find(request("a").key())).as("nothing was sent").isEmpty();
            world.passes(Duration.ofMinutes(1));
            client.suppressions().start(PERSON, OURS, world.clock().instant());

            SendOutcome sent = client.trySend(request("a"));

            assertThat(Sends.taker(sent)).isEqualTo("first");
            assertThat(sent.replayed()).isFalse();
        }
    }

    @Test
    void what_was_sent_before_the_stop_is_replayed() {
        try (SmsClient client = builder(first).build()) {
            client.trySend(request("a"));
            stop(client);

            assertThat(client.trySend(request("a")).replayed()).isTrue();
        }
        assertThat(first.sends()).isOne();
    }

    @Test
    void per_sender_only_that_sender_is_held() {
        try (SmsClient client =
                builder(first).suppressionScope(SuppressionScope.PER_SENDER).build()) {
            stop(client);
            String ours = OURS.orElseThrow().value();

            assertThat(client.trySend(
                            Sends.request().idempotencyKey("order-a").from(ours).build()))
                    .isInstanceOf(SendOutcome.Rejected.class);
            assertThat(client.trySend(Sends.request().idempotencyKey("order-b").build()))
                    .isInstanceOf(SendOutcome.Rejected.class);
            assertThat(Sends.taker(client.trySend(Sends.request()
                            .idempotencyKey("order-c")
                            .from("+66898765499")
                            .build())))
                    .isEqualTo("first");
        }
    }

    @Test
    void a_stop_while_the_send_waits_to_try_again_ends_it_and_frees_its_key() {
        List<SmsClient> clients = new ArrayList<>();
        FakeProvider down = FakeProvider.of("first", (request, context) -> {
            stop(clients.get(0));
            return new io.heliograph.spi.SendResult.Rejected(Failure.of(ErrorType.PROVIDER_ERROR, "down"));
        });
        try (SmsClient client = builder(down, second).build()) {
            clients.add(client);

            SendOutcome held = client.trySend(request("a"));

            assertThat(Sends.refusal(held).type()).isEqualTo(ErrorType.OPTED_OUT);
            assertThat(Sends.refusal(held).retryable()).isFalse();
            assertThat(Sends.asked(held)).containsExactly("first");
            assertThat(keys.find(request("a").key())).isEmpty();
            assertThat(client.states().get("first")).hasToString("UP");
        }
        assertThat(down.sends() + second.sends()).isOne();
    }

    @Test
    void a_stop_stops_the_question_that_would_be_a_send() {
        List<SmsClient> clients = new ArrayList<>();
        FakeProvider keyed = FakeProvider.of("first", (request, context) -> {
                    stop(clients.get(0));
                    return Answers.silence().send(request, context);
                })
                .dedupe(DuplicateProtection.IDEMPOTENCY_KEY);
        try (SmsClient client = builder(keyed).build()) {
            clients.add(client);

            assertThat(client.trySend(request("a"))).isInstanceOf(SendOutcome.Unknown.class);
            assertThat(client.reconcile(request("a"))).isInstanceOf(SendOutcome.Unknown.class);
            assertThat(keyed.sends()).isOne();
            client.suppressions().remove(PERSON);
            client.reconcile(request("a"));
        }
        assertThat(keyed.sends()).isEqualTo(2);
    }

    @Test
    void where_the_list_fails_nothing_is_sent_and_the_key_is_free() {
        try (SmsClient client =
                builder(first).suppressionStore(new BrokenSuppressionStore()).build()) {
            SendOutcome outcome = client.trySend(request("a"));

            assertThat(Sends.refusal(outcome))
                    .hasToString("OTHER: the suppression store failed with IllegalStateException, so nothing was sent");
            assertThat(Sends.refusal(outcome).retryable()).isTrue();
            assertThat(keys.find(request("a").key())).isEmpty();
            assertThat(client.plan(request("a")).excluded())
                    .extracting(left -> left.reason().type())
                    .containsExactly(ErrorType.OTHER);
        }
        assertThat(first.sends()).isZero();
    }

    @Test
    void an_opt_out_that_cant_be_recorded_changes_no_outcome() {
        BrokenSuppressionStore store = new BrokenSuppressionStore();
        store.onlyWhenWriting = true;
        try (SmsClient client = builder(FakeProvider.refusing("first", ErrorType.OPTED_OUT))
                .suppressionStore(store)
                .build()) {
            assertThat(Sends.refusal(client.trySend(request("a"))).reason()).isEqualTo("first: first says no");
        }
    }

    @Test
    void a_provider_that_is_out_of_use_isnt_brought_back_for_somebody_held() {
        try (SmsClient client = builder(first)
                .limits("first", ProviderLimits.defaults().withEnabled(false))
                .build()) {
            stop(client);

            assertThat(Sends.refusal(client.trySend(request("a"))).type()).isEqualTo(ErrorType.OPTED_OUT);
        }
        assertThat(first.sends()).isZero();
    }

    @Test
    void what_a_rejection_tells_is_kept_with_its_source() {
        try (SmsClient client =
                builder(FakeProvider.refusing("first", ErrorType.OPTED_OUT)).build()) {
            client.trySend(Sends.request().from("ACME").build());

            assertThat(client.suppressions().all())
                    .containsExactly(new Suppression(
                            PERSON,
                            Optional.of(Sender.of("ACME")),
                            SuppressionReason.REFUSED,
                            "first",
                            world.clock().instant(),
                            Optional.of(world.clock().instant().plus(Duration.ofDays(1)))));
        }
    }
}
