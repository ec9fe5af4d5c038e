package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads send with one key at the same moment. */
@Timeout(60)
class IdempotencyGuardRaceTest {
    private static final int THREADS = 16;

    private static List<SendOutcome> race(SmsClientBuilder builder) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Callable<SendOutcome> sending;
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (SmsClient client = builder.build()) {
            sending = () -> {
                start.await(20, TimeUnit.SECONDS);
                return client.trySend(Sends.request().build());
            };
            List<Future<SendOutcome>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(sending));
            }
            List<SendOutcome> outcomes = new ArrayList<>();
            for (Future<SendOutcome> each : running) {
                outcomes.add(each.get(40, TimeUnit.SECONDS));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void one_sends_and_all_others_get_its_result() throws Exception {
        FakeProvider first = FakeProvider.accepting("first");

        List<SendOutcome> outcomes = race(SmsClient.builder().provider(first));

        assertThat(first.sends()).isOne();
        assertThat(outcomes).allMatch(SendOutcome.Accepted.class::isInstance);
        assertThat(outcomes.stream().filter(outcome -> !outcome.replayed())).hasSize(1);
    }

    @Test
    void an_unknown_result_is_shared_too() throws Exception {
        FakeProvider first = FakeProvider.of("first", Answers.silence());

        List<SendOutcome> outcomes = race(SmsClient.builder().provider(first));

        assertThat(first.sends()).isOne();
        assertThat(outcomes).allMatch(SendOutcome.Unknown.class::isInstance);
    }

    @Test
    void after_a_temporary_rejection_the_next_call_tries_until_one_is_accepted() throws Exception {
        FakeProvider first = Answers.inTurn(
                "first", Answers.no(ErrorType.UNREACHABLE), Answers.no(ErrorType.UNREACHABLE), Answers.yes("first"));

        List<SendOutcome> outcomes = race(SmsClient.builder().provider(first).retry(RetryPolicy.none()));

        assertThat(first.sends()).isEqualTo(3);
        assertThat(outcomes.stream().filter(SendOutcome.Rejected.class::isInstance))
                .hasSize(2);
        assertThat(outcomes.stream().filter(SendOutcome.Accepted.class::isInstance))
                .hasSize(THREADS - 2);
    }

    @Test
    void where_concurrent_sends_are_refused_nothing_is_sent_twice_either() throws Exception {
        FakeProvider first = FakeProvider.accepting("first");

        List<SendOutcome> outcomes = race(SmsClient.builder().provider(first).waitForConcurrentSend(false));

        assertThat(first.sends()).isOne();
        assertThat(outcomes).noneMatch(SendOutcome.Rejected.class::isInstance);
    }
}
