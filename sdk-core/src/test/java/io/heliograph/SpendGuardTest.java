package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.money.Budget;
import io.heliograph.money.PriceTable;
import io.heliograph.money.SpendLimits;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SendResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpendGuardTest {
    private static final SendResult TAKEN = FakeProvider.accepted("first", Status.QUEUED);
    private static final SendResult NO =
            new SendResult.Rejected(Failure.of(ErrorType.INVALID_RECIPIENT, "no such number"));
    private static final SendResult BROKEN = new SendResult.Rejected(Failure.of(ErrorType.PROVIDER_ERROR, "try again"));
    private static final SendResult LOST = new SendResult.Unknown("lost");

    private static final PriceTable PRICES = PriceTable.parse("""
            first, TH, USD, 0.02
            first, US, USD, 0.50
            second, *, USD, 0.10
            """);

    private final TestTiming world = new TestTiming();
    private final Deque<SendResult> answers = new ArrayDeque<>();
    private final FakeProvider first = FakeProvider.of("first", (request, context) -> {
        SendResult result = answers.isEmpty() ? TAKEN : answers.removeFirst();
        if (result == LOST) {
            Replies.bytesOut(context);
        }
        return result;
    });
    private final FakeProvider second = FakeProvider.accepting("second");

    private void answer(SendResult... next) {
        answers.addAll(Arrays.asList(next));
    }

    private SmsClient client(SpendLimits.Builder limits, FakeProvider... providers) {
        return Sends.client(world, providers)
                .prices(PRICES)
                .spend(limits.build())
                .build();
    }

    private static SpendLimits.Builder budget(String... budgets) {
        SpendLimits.Builder limits = SpendLimits.builder();
        for (String budget : budgets) {
            limits.budget(Budget.parse(budget));
        }
        return limits;
    }

    private static SendRequest.Builder thai(int parts) {
        return SendRequest.to("+66812345678").text("x".repeat(parts == 1 ? 1 : 153 * parts));
    }

    private static SendOutcome send(SmsClient client, int parts) {
        return client.trySend(thai(parts).build());
    }

    /** Refused for money, before anything went out. */
    private static String limit(SendOutcome outcome) {
        Failure failure = Sends.refusal(outcome);
        assertThat(failure.type()).isEqualTo(ErrorType.SPEND_LIMIT);
        assertThat(failure.reason()).doesNotContain("66812345678");
        assertThat(outcome.attempts()).isEmpty();
        return failure.reason();
    }

    @Test
    void a_budget_holds_and_the_rejection_has_the_figures() {
        try (SmsClient client = client(budget("first TH 0.05"), first)) {
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
            assertThat(limit(send(client, 2)))
                    .isEqualTo("first: it takes 0.04 USD, and the day's budget \"first TH 0.05\" has 0.03 USD left");
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
            assertThat(limit(send(client, 1))).contains("takes 0.02 USD", "has 0.01 USD left");
        }
        assertThat(first.sends()).isEqualTo(2);
    }

    @Test
    void where_one_budget_is_used_up_the_next_provider_is_asked_if_its_own_allows() {
        try (SmsClient client = client(budget("first * 1 parts", "* TH 2 parts"), first, second)) {
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
            assertThat(client.plan(thai(1).build()).providers()).containsExactly("second");
            assertThat(Sends.taker(send(client, 1))).isEqualTo("second");
            assertThat(limit(send(client, 1))).contains("first: ", "second: ", "\"* TH 2 parts\" has 0 parts left");
        }
    }

    @Test
    void what_was_rejected_is_released() {
        try (SmsClient client = client(budget("* * 3 parts").perRecipientAndHour(1), first)) {
            for (int i = 0; i < 20; i++) {
                answer(NO);
                assertThat(Sends.refusal(send(client, 3)).type()).isEqualTo(ErrorType.INVALID_RECIPIENT);
            }
            assertThat(Sends.taker(send(client, 3))).isEqualTo("first");
        }
    }

    @Test
    void what_the_first_gave_back_is_there_for_the_second() {
        answer(new SendResult.Rejected(Failure.of(ErrorType.NO_ROUTE, "not to there")));
        try (SmsClient client = client(budget("* * 1 parts").perRecipientAndHour(1), first, second)) {
            assertThat(Sends.taker(send(client, 1))).isEqualTo("second");
            assertThat(limit(send(client, 1))).contains("had 1 message within");
        }
    }

    @Test
    void what_may_have_been_sent_counts() {
        answer(LOST);
        try (SmsClient client = client(budget("* * 1 parts"), first)) {
            assertThat(Sends.unknown(send(client, 1)).provider()).isEqualTo("first");
            assertThat(limit(send(client, 1))).contains("has 0 parts left");
        }
    }

    @Test
    void several_attempts_of_one_send_count_once() {
        answer(BROKEN, BROKEN, TAKEN);
        try (SmsClient client = client(budget("* * 2 parts"), first)) {
            assertThat(Sends.asked(send(client, 1))).containsExactly("first", "first", "first");
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
            limit(send(client, 1));
        }
    }

    @Test
    void a_send_that_is_reconciled_with_its_key_counts_once() {
        first.dedupe(DuplicateProtection.IDEMPOTENCY_KEY);
        answer(LOST, TAKEN);
        try (SmsClient client = client(budget("* * 2 parts"), first)) {
            assertThat(Sends.asked(send(client, 1))).containsExactly("first", "first");
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
            limit(send(client, 1));
        }
    }

    @Test
    void two_messages_that_the_caller_allows_count_twice() {
        answer(LOST);
        try (SmsClient client = client(budget("* * 2 parts"), first, second)) {
            assertThat(Sends.taker(client.trySend(thai(1).allowDuplicates().build())))
                    .isEqualTo("second");
            limit(send(client, 1));
        }
    }

    @Test
    void a_new_day_has_a_new_budget() {
        try (SmsClient client = client(budget("* * 1 parts"), first)) {
            send(client, 1);
            world.passes(Duration.ofHours(16).minusMillis(1)); // it is 8 o'clock at first
            limit(send(client, 1));
            world.passes(Duration.ofMillis(1));
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
            limit(send(client, 1));
        }
    }

    @Test
    void a_clock_that_was_a_year_ahead_for_a_moment_opens_no_second_budget_and_none_that_stands_still() {
        try (SmsClient client = client(budget("* * 2 parts"), first)) {
            send(client, 1);
            world.wallClockIsOff(Duration.ofDays(365));
            send(client, 1);
            send(client, 1);
            limit(send(client, 1));
            world.wallClockIsOff(Duration.ZERO);
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
            limit(send(client, 1));
            world.wallClockIsOff(Duration.ofDays(365));
            limit(send(client, 1));
            world.wallClockIsOff(Duration.ZERO).passes(Duration.ofDays(1));
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
        }
    }

    @Test
    void what_is_given_back_goes_to_the_day_that_it_was_taken_on() {
        FakeProvider slow = FakeProvider.of("first", (request, context) -> {
            if (request.tag().isEmpty()) {
                return TAKEN;
            }
            world.wallClockIsOff(Duration.ofDays(-1));
            return NO;
        });
        try (SmsClient client = client(budget("* * 1 parts"), slow)) {
            assertThat(Sends.refusal(client.trySend(thai(1).tag("slow").build()))
                            .type())
                    .isEqualTo(ErrorType.INVALID_RECIPIENT);
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
            limit(send(client, 1));
            world.wallClockIsOff(Duration.ZERO);
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
            limit(send(client, 1));
        }
    }

    @Test
    void what_is_released_a_day_later_makes_the_new_budget_no_larger() {
        FakeProvider slow = FakeProvider.of("first", (request, context) -> {
            if (request.tag().isEmpty()) {
                return TAKEN;
            }
            world.passes(Duration.ofHours(16));
            return NO;
        });
        try (SmsClient client = client(budget("* * 1 parts"), slow)) {
            SendRequest overnight =
                    thai(1).tag("slow").deadline(Duration.ofDays(1)).build();
            assertThat(Sends.refusal(client.trySend(overnight)).type()).isEqualTo(ErrorType.INVALID_RECIPIENT);
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
            limit(send(client, 1));
        }
    }

    @Test
    void the_vendors_count_takes_the_place_of_ours() {
        answer(new SendResult.Accepted(Message.builder(new MessageId("first", "m-1"), Status.QUEUED)
                .segments(3)
                .build()));
        try (SmsClient client = client(budget("* * 5 parts", "first * 0.10"), first)) {
            send(client, 1);
            assertThat(limit(send(client, 3))).contains("takes 3 parts", "has 2 parts left");
            assertThat(Sends.taker(send(client, 2))).isEqualTo("first");
            assertThat(limit(send(client, 1))).contains("has 0 parts left");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "+66812345678, 4, ''",
        "+66812345678, 5, 'takes 5 parts there, and a message may take 4'",
        "+12125550123, 1, ''",
        "+12125550123, 2, 'the message costs 1.00 USD there, and one may cost 0.60 USD'",
        "+447537151866, 1, 'GB isn''t among the allowed countries TH, US'",
        "+881612345678, 1, 'a number of no country isn''t among the allowed'",
    })
    void a_message_has_limits_of_its_own(String to, int parts, String why) {
        SpendLimits.Builder limits = SpendLimits.builder()
                .maxParts(4)
                .maxCost(new BigDecimal("0.60"))
                .countries(List.of("US", "TH"));
        try (SmsClient client = client(limits, first)) {
            SendRequest request = SendRequest.to(to)
                    .text("x".repeat(parts == 1 ? 1 : 153 * parts))
                    .build();
            SendOutcome outcome = client.trySend(request);
            if (why.isEmpty()) {
                assertThat(Sends.taker(outcome)).isEqualTo("first");
            } else {
                assertThat(limit(outcome)).contains(why);
                assertThat(client.plan(request).excluded().get(0).reason().reason())
                        .contains(why);
            }
        }
    }

    @Test
    void what_has_no_price_is_not_sent_where_money_is_limited() {
        SendRequest british = SendRequest.to("+447537151866").text("x").build();
        try (SmsClient client = client(SpendLimits.builder().maxCost(BigDecimal.TEN), first)) {
            assertThat(limit(client.trySend(british))).contains("its price isn't known, and a message may cost 10 USD");
        }
        try (SmsClient client = client(budget("first * 10"), first, second)) {
            assertThat(Sends.taker(client.trySend(british))).isEqualTo("second");
        }
        assertThat(first.sends()).isZero();
    }

    @Test
    void a_number_gets_so_many_within_any_hour_and_no_other_provider_is_asked() {
        try (SmsClient client = client(SpendLimits.builder().perRecipientAndHour(2), first, second)) {
            send(client, 1);
            world.passes(Duration.ofMinutes(40));
            send(client, 1);
            world.passes(Duration.ofMinutes(19));
            assertThat(limit(send(client, 1)))
                    .contains("a recipient had 2 messages within the last hour, and may have 2");
            assertThat(Sends.taker(client.trySend(
                            SendRequest.to("+66812345679").text("x").build())))
                    .isEqualTo("first");
            world.passes(Duration.ofMinutes(1));
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
            limit(send(client, 1));
        }
        assertThat(second.sends()).isZero();
    }

    @Test
    void a_key_that_only_a_limit_held_back_can_be_sent_with_later() {
        SendRequest request = thai(1).idempotencyKey("order-42").build();
        try (SmsClient client = client(budget("* * 2 parts").perRecipientAndHour(1), first)) {
            send(client, 1);
            limit(client.trySend(request));
            world.passes(Duration.ofHours(1));

            assertThat(Sends.taker(client.trySend(request))).isEqualTo("first");
        }
    }

    @Test
    void an_mms_is_one_part_however_long_its_text_is() {
        SendRequest mms =
                thai(4).media("https://example.com/a.png").idempotencyKey("mms").build();
        try (SmsClient client = client(budget("* * 1 parts").maxParts(1), first)) {
            assertThat(Sends.taker(client.trySend(mms))).isEqualTo("first");
            limit(send(client, 1));
        }
    }

    @Test
    void a_repeated_key_is_answered_from_memory_and_counts_once() {
        SendRequest request = thai(1).idempotencyKey("order-42").build();
        try (SmsClient client = client(budget("* * 2 parts"), first)) {
            client.trySend(request);
            assertThat(client.trySend(request).replayed()).isTrue();
            assertThat(Sends.taker(send(client, 1))).isEqualTo("first");
            limit(send(client, 1));
        }
    }

    @Test
    void a_limit_in_money_needs_prices() {
        SmsClientBuilder client =
                Sends.client(world, first).spend(budget("* * 5").build());

        assertThatThrownBy(client::build).hasMessageContaining("heliograph.prices");
    }

    @Test
    void a_budget_for_a_provider_that_is_not_there_is_a_slip() {
        SmsClientBuilder client =
                Sends.client(world, first).spend(budget("frist TH 5 parts").build());

        assertThatThrownBy(client::build)
                .hasMessageContaining("spend has a budget for frist, which isn't set up; there are first");
    }

    @Test
    void prices_that_fail_stop_the_send_and_are_not_quoted() {
        SmsClientBuilder builder = Sends.client(world, first)
                .spend(budget("* * 5").build())
                .prices((provider, request) -> {
                    throw new IllegalStateException(request.to().e164());
                });
        try (SmsClient client = builder.build()) {
            Failure failure = Sends.refusal(send(client, 1));
            assertThat(failure.type()).isEqualTo(ErrorType.OTHER);
            assertThat(failure.reason()).contains("IllegalStateException").doesNotContain("66812345678");
        }
        assertThat(first.sends()).isZero();
    }
}
