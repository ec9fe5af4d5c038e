package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

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
    void aNewBudgetIsWorthTwentyRetries() {
        assertThat(takeAll(new RetryBudget())).isEqualTo(AT_FIRST);
    }

    @Test
    void tenAcceptedMessagesEarnARetry() {
        RetryBudget budget = new RetryBudget();
        takeAll(budget);

        IntStream.range(0, 9).forEach(i -> budget.earn());
        assertThat(budget.take()).isFalse();
        budget.earn();
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }

    @Test
    void goodTimesAreNotSavedUpBeyondTheFirstTwenty() {
        RetryBudget budget = new RetryBudget();
        IntStream.range(0, 10_000).forEach(i -> budget.earn());

        assertThat(takeAll(budget)).isEqualTo(AT_FIRST);
    }

    @Test
    void noOrderOfEventsGivesMoreRetriesThanTheFirstOnesAndThoseEarned() {
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
    void anOutageOfTheOnlyProviderMakesNoStorm() {
        FakeProvider down = FakeProvider.refusing("first", ErrorType.PROVIDER_ERROR);
        TestWorld world = new TestWorld();
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
