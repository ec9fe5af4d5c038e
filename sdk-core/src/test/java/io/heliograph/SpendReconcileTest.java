package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.idempotency.Claim;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.money.Budget;
import io.heliograph.money.SpendLimits;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.LookupTiming;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a send of unknown outcome has taken, when it is found out later what became of it. */
class SpendReconcileTest {
    private static final LookupTiming TIMES =
            new LookupTiming(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));
    private static final SpendLimits TWO_PARTS =
            SpendLimits.builder().budget(Budget.parse("* * 2 parts")).build();

    private final TestTiming world = new TestTiming();
    private Optional<Message> held = Optional.empty();
    private final FakeProvider first = lost("first");

    /** One whose answers get lost, but for those to requests with a tag. */
    private FakeProvider lost(String name) {
        return FakeProvider.of(
                        name,
                        (request, context) -> (request.tag().isPresent() ? Answers.yes(name) : Answers.silence())
                                .send(request, context))
                .answeringLookup(TIMES, request -> held);
    }

    private SmsClientBuilder client(SpendLimits limits, FakeProvider... providers) {
        return Sends.client(world, providers)
                .idempotencyStore(new HookedStore(world.clock()))
                .retry(RetryPolicy.none())
                .spend(limits);
    }

    private static SendRequest.Builder parts(int parts) {
        return SendRequest.to("+66812345678").text("x".repeat(parts == 1 ? 1 : 153 * parts));
    }

    private static SendOutcome.Unknown unknown(SmsClient client, SendRequest.Builder request) {
        return Sends.unknown(client.trySend(request.build()));
    }

    /** Whether a message of so many parts is still allowed now; if so, it is sent. */
    private static boolean fits(SmsClient client, int parts) {
        return client.trySend(parts(parts).tag("yes").build()) instanceof SendOutcome.Accepted;
    }

    @Test
    void what_turns_out_never_to_have_been_sent_is_given_back_once() {
        try (SmsClient client = client(TWO_PARTS, first).build()) {
            SendOutcome.Unknown unknown = unknown(client, parts(2));
            assertThat(fits(client, 1)).isFalse();
            world.passes(Duration.ofMinutes(1));

            Sends.refusal(client.reconcile(unknown.key()));
            assertThatThrownBy(() -> client.reconcile(unknown.key())).isInstanceOf(InvalidRequestException.class);

            assertThat(fits(client, 2)).isTrue();
            assertThat(fits(client, 1)).isFalse();
        }
    }

    @Test
    void so_is_the_recipients_place_in_the_hour() {
        SpendLimits limits = SpendLimits.builder().perRecipientAndHour(1).build();
        try (SmsClient client = client(limits, first).build()) {
            SendOutcome.Unknown unknown = unknown(client, parts(1));
            world.passes(Duration.ofMinutes(1));
            assertThat(fits(client, 1)).isFalse();
            Sends.refusal(client.reconcile(unknown.key()));

            assertThat(fits(client, 1)).isTrue();
            assertThat(fits(client, 1)).isFalse();
        }
    }

    @Test
    void what_was_sent_after_all_stays_spent_by_the_vendors_count() {
        SpendLimits limits =
                SpendLimits.builder().budget(Budget.parse("* * 5 parts")).build();
        try (SmsClient client = client(limits, first).build()) {
            SendOutcome.Unknown unknown = unknown(client, parts(1));
            held = Optional.of(Message.builder(new MessageId("first", "m-9"), Status.SENT)
                    .segments(3)
                    .build());
            Sends.accepted(client.reconcile(unknown.key()));

            assertThat(fits(client, 3)).isFalse();
            assertThat(fits(client, 2)).isTrue();
        }
    }

    @Test
    void what_nobody_can_tell_yet_stays_spent() {
        try (SmsClient client = client(TWO_PARTS, first).build()) {
            SendOutcome.Unknown unknown = unknown(client, parts(2));
            Sends.unknown(client.reconcile(unknown.key()));

            assertThat(fits(client, 1)).isFalse();
        }
    }

    @Test
    void of_two_in_doubt_both_are_given_back_only_where_neither_has_it() {
        FakeProvider second = lost("second");
        try (SmsClient client = client(TWO_PARTS, first, second).build()) {
            SendOutcome.Unknown neither = unknown(client, parts(1).allowDuplicates());
            assertThat(fits(client, 1)).isFalse();
            world.passes(Duration.ofMinutes(1));
            Sends.refusal(client.reconcile(neither.key()));

            SendOutcome.Unknown one = unknown(client, parts(1).allowDuplicates());
            held = Optional.of(
                    Message.builder(new MessageId("first", "m-9"), Status.SENT).build());
            Sends.accepted(client.reconcile(one.key()));
            assertThat(fits(client, 1)).isFalse();
        }
    }

    @Test
    void a_day_later_it_makes_the_new_budget_no_larger() {
        try (SmsClient client = client(TWO_PARTS, first).build()) {
            SendOutcome.Unknown unknown = unknown(client, parts(2));
            world.passes(Duration.ofHours(16));
            assertThat(fits(client, 1)).isTrue();
            Sends.refusal(client.reconcile(unknown.key()));

            assertThat(fits(client, 2)).isFalse();
            assertThat(fits(client, 1)).isTrue();
        }
    }

    @Test
    void a_send_that_takes_the_freed_key_meanwhile_keeps_its_own() {
        SendRequest request = parts(1).idempotencyKey("order-42").build();
        SmsClient[] client = new SmsClient[1];
        HookedStore store = new HookedStore(world.clock()) {
            @Override
            public boolean release(Claim mine) {
                boolean freed = super.release(mine);
                Sends.unknown(client[0].trySend(request));
                return freed;
            }
        };
        client[0] = client(TWO_PARTS, first).idempotencyStore(store).build();
        try (SmsClient restarted = client[0]) {
            Sends.unknown(restarted.trySend(request));
            world.passes(Duration.ofMinutes(1));
            Sends.refusal(restarted.reconcile(request.key()));

            assertThat(fits(restarted, 2)).isFalse();
            assertThat(fits(restarted, 1)).isTrue();
            held = Optional.of(
                    Message.builder(new MessageId("first", "m-9"), Status.SENT).build());
            Sends.accepted(
                    restarted.reconcile(request.key())); // by the key alone: the second send's request is still there
        }
    }
}
