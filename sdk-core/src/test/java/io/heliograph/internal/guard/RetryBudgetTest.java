package io.heliograph.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.FakeProvider;
import io.heliograph.Sends;
import io.heliograph.SmsClient;
import io.heliograph.TestTiming;
import io.heliograph.message.ErrorType;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testing.Property;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private static final int AT_FIRST = 20;

    private static int takeAll(RetryBudget budget) {
        int taken = 0;
        while (budget.take()) {
            taken++;
        }
        return taken;
    }

    @Test
    void a_new_budget_is_worth_twenty_retries() {
        assertThat(takeAll(new RetryBudget())).isEqualTo(AT_FIRST);
    }

    @Test
    void ten_accepted_messages_earn_a_retry() {
        RetryBudget budget = new RetryBudget();
        takeAll(budget);

        IntStream.range(0, 9).forEach(i -> budget.earn());
        assertThat(budget.take()).isFalse();
        budget.earn();
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }

    @Test
    void good_times_are_not_saved_up_beyond_the_first_twenty() {
        RetryBudget budget = new RetryBudget();
        IntStream.range(0, 10_000).forEach(i -> budget.earn());

        assertThat(takeAll(budget)).isEqualTo(AT_FIRST);
    }

    @Test
    void no_order_of_events_gives_more_retries_than_the_first_ones_and_those_earned() {
        Property.check(500, random -> {
            RetryBudget budget = new RetryBudget();
            int earned = 0;
            int taken = 0;
            int bias = random.nextInt(20);
            for (int i = 0; i < 500; i++) {
                if (random.nextInt(20) < bias) {
                    budget.earn();
                    earned++;
                } else if (budget.take()) {
                    taken++;
                }
            }
            assertThat(taken).isLessThanOrEqualTo(AT_FIRST + earned / 10);
        });
    }

    @Test
    void an_outage_of_the_only_provider_makes_no_retry_storm() {
        FakeProvider down = FakeProvider.refusing("first", ErrorType.PROVIDER_ERROR);
        TestTiming world = new TestTiming();
        try (SmsClient client = Sends.client(world, down)
                .retry(RetryPolicy.builder()
                        .maxAttemptsPerProvider(3)
                        .maxAttempts(5)
                        .build())
                .deadline(Duration.ofMinutes(1))
                .build()) {
            for (int i = 0; i < 200; i++) {
                client.trySend(Sends.request().idempotencyKey("order-" + i).build());
            }
        }

        assertThat(down.sends()).isEqualTo(200 + AT_FIRST);
    }
}
