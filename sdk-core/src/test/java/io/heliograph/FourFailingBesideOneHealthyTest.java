package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.Replies;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * Four senders whose requests fail, each in a way of its own, beside one whose requests succeed, on one client and one
 * provider at the same time. A count of attempts that senders share gives the healthy one too few and the others too
 * many; here each send has exactly the requests that are its own.
 */
class FourFailingBesideOneHealthyTest {
    private static final int TRIES = 3;

    /** As many as the retries of one client are enough for: a budget stops them in an outage, and isn't the matter here. */
    private static final int ROUNDS = 10;

    /** What becomes of a sender's requests, by their text, and how many each of its sends makes. */
    private enum Sender {
        REFUSED_FOR_NOW(TRIES),
        REFUSED_FOR_EVER(1),
        LOST(1),
        BROKEN(1),
        HEALTHY(1);

        private final int requests;

        Sender(int requests) {
            this.requests = requests;
        }
    }

    private record Sent(Sender sender, SendOutcome outcome) {}

    private final Map<IdempotencyKey, Integer> requests = new ConcurrentHashMap<>();

    private final FakeProvider provider = FakeProvider.of("only", (request, context) -> {
        requests.merge(request.key(), 1, Integer::sum);
        SendResult result = switch (Sender.valueOf(request.text())) {
            case REFUSED_FOR_NOW ->
                new SendResult.Rejected(Failure.builder(ErrorType.INVALID_SENDER, "not for now")
                        .retryable(true)
                        .build());
            case REFUSED_FOR_EVER -> new SendResult.Rejected(Failure.of(ErrorType.CONTENT_REJECTED, "spam"));
            case LOST -> {
                Replies.bytesOut(context);
                throw Replies.noAnswer(ErrorType.UNREACHABLE, true);
            }
            case BROKEN -> throw new IllegalStateException("a bug");
            case HEALTHY -> FakeProvider.accepted("only", Status.QUEUED);
        };
        return result;
    });

    private static List<Sent> sendAll(SmsClient client, Sender sender, CyclicBarrier start) throws Exception {
        List<Sent> sent = new ArrayList<>();
        start.await(20, TimeUnit.SECONDS);
        for (int round = 0; round < ROUNDS; round++) {
            SendRequest request =
                    SendRequest.to("+66812345678").text(sender.name()).build();
            sent.add(new Sent(sender, client.trySend(request)));
        }
        return sent;
    }

    private List<Sent> race() throws Exception {
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttemptsPerProvider(TRIES)
                .maxAttempts(TRIES)
                .backoff(Duration.ofNanos(1), Duration.ofNanos(1))
                .build();
        List<Sent> sent = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(Sender.values().length);
        ExecutorService pool = Executors.newFixedThreadPool(Sender.values().length);
        try (SmsClient client =
                SmsClient.builder().provider(provider).retry(policy).build()) {
            List<Callable<List<Sent>>> senders = new ArrayList<>();
            for (Sender sender : Sender.values()) {
                senders.add(() -> sendAll(client, sender, start));
            }
            for (Future<List<Sent>> future : pool.invokeAll(senders)) {
                sent.addAll(future.get());
            }
        } finally {
            pool.shutdownNow();
        }
        return sent;
    }

    @RepeatedTest(100)
    @Timeout(60)
    void each_send_makes_the_requests_that_are_its_own() throws Exception {
        List<Sent> sent = race();

        assertThat(sent).hasSize(Sender.values().length * ROUNDS).allSatisfy(this::assertItsOwn);
        assertThat(provider.sends())
                .isEqualTo(
                        requests.values().stream().mapToInt(Integer::intValue).sum());
    }

    private void assertItsOwn(Sent sent) {
        SendOutcome outcome = sent.outcome();
        int made = requests.getOrDefault(outcome.key(), 0);
        assertThat(outcome.attempts()).extracting(Attempt::number).hasSize(made).doesNotHaveDuplicates();
        assertThat(made).isEqualTo(sent.sender().requests);
        switch (sent.sender()) {
            case HEALTHY -> assertThat(Sends.taker(outcome)).isEqualTo("only");
            case LOST -> assertThat(Sends.taker(outcome)).startsWith("unknown: ");
            default -> assertThat(Sends.taker(outcome)).startsWith("nobody: ");
        }
    }
}
