package io.heliograph.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.Deadline;
import io.heliograph.internal.guard.RetryBudget;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testing.Property;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryDecisionTest {
    private static final Failure FAILED = Failure.of(ErrorType.PROVIDER_ERROR, "down");
    private static final RetryPolicy POLICY = RetryPolicy.defaults();
    private static final List<ErrorType> TYPES = List.of(ErrorType.values());
    private static final int ALL = 20;

    private final RetryBudget budget = new RetryBudget();

    private RetryDecision decision(
            Failure failure, int here, int inAll, boolean hasNext, long pauseMillis, long leftMillis) {
        Deadline deadline = Deadline.after(Duration.ofMillis(leftMillis), () -> 0);
        return new RetryDecision(
                POLICY, failure, here, inAll, hasNext, Duration.ofMillis(pauseMillis), deadline, budget);
    }

    private int left() {
        int left = 0;
        while (budget.take()) {
            left++;
        }
        return left;
    }

    @Test
    void where_nothing_is_against_it_the_provider_is_asked_again() {
        assertThat(decision(FAILED, 2, 4, true, 999, 1_000).veto()).isNull();
        assertThat(left()).isEqualTo(ALL - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "INSUFFICIENT_CREDIT, 1, 1, false, 1, the result would be the same",
        "DEADLINE, 1, 1, false, 1, the time is up",
        "PROVIDER_ERROR, 3, 3, false, 1, this provider had its maximum of attempts",
        "PROVIDER_ERROR, 1, 5, false, 1, the send had its maximum of attempts",
        "RATE_LIMITED, 1, 1, true, 1, another provider needs no pause",
        "PROVIDER_ERROR, 1, 1, false, 1000, the wait would outlast the deadline"
    })
    void each_reason_against_it_decides_alone_and_takes_nothing(
            ErrorType type, int here, int inAll, boolean hasNext, long pauseMillis, String why) {
        Failure failure = Failure.of(type, "no");

        assertThat(decision(failure, here, inAll, hasNext, pauseMillis, 1_000).veto())
                .isEqualTo(why);
        assertThat(left()).isEqualTo(ALL);
    }

    @Test
    void an_empty_budget_is_against_it() {
        assertThat(left()).isEqualTo(ALL);

        assertThat(decision(FAILED, 1, 1, false, 1, 1_000).veto()).isEqualTo("the provider's retry budget is used up");
    }

    @Test
    void a_pause_is_waited_for_where_nobody_else_can_be_asked() {
        assertThat(decision(Failure.of(ErrorType.RATE_LIMITED, "slower"), 1, 1, false, 999, 1_000)
                        .veto())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(ErrorType.class)
    void only_an_answer_that_may_change_is_asked_for_again(ErrorType type) {
        boolean again = decision(Failure.of(type, "no"), 1, 1, false, 1, 1_000).veto() == null;

        assertThat(again).isEqualTo(type.retryable() && type != ErrorType.DEADLINE);
    }

    @Test
    void a_wait_of_any_length_is_compared() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(1), () -> 0);
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);

        assertThat(new RetryDecision(POLICY, FAILED, 1, 1, false, longest, deadline, budget).veto())
                .isEqualTo("the wait would outlast the deadline");
    }

    @Test
    void the_result_is_a_pure_conjunction_so_that_the_order_of_the_reasons_does_not_matter() {
        Property.check(2_000, random -> {
            ErrorType type = TYPES.get(random.nextInt(TYPES.size()));
            int here = 1 + random.nextInt(4);
            int inAll = here + random.nextInt(4);
            boolean hasNext = random.nextBoolean();
            long pause = random.nextInt(2_000);
            boolean empty = random.nextBoolean();
            RetryBudget retryBudget = new RetryBudget();
            while (empty && retryBudget.take()) {}
            Deadline deadline = Deadline.after(Duration.ofSeconds(1), () -> 0);

            String veto = new RetryDecision(
                            POLICY,
                            Failure.of(type, "no"),
                            here,
                            inAll,
                            hasNext,
                            Duration.ofMillis(pause),
                            deadline,
                            retryBudget)
                    .veto();

            boolean mayChange = type.retryable() && type != ErrorType.DEADLINE;
            boolean mayWait = !(hasNext && type == ErrorType.RATE_LIMITED) && pause < 1_000;
            assertThat(veto == null).isEqualTo(mayChange && mayWait && here < 3 && inAll < 5 && !empty);
        });
    }
}
