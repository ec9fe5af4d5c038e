package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.Replies;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.SendResult;
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

/** Failing and healthy sends side by side on one client do not touch each other. */
class ConcurrencyTest {
    private static final int THREADS = 16;
    private static final int ROUNDS = 250;

    /** What the first provider makes of a request, by its text. */
    private enum Fate {
        TAKEN,
        MOVED_ON,
        STOPPED,
        LOST,
        BUG
    }

    private final FakeProvider first = FakeProvider.of("first", (request, context) -> {
        SendResult result = switch (Fate.valueOf(request.text())) {
            case TAKEN -> FakeProvider.accepted("first", Status.QUEUED);
            case MOVED_ON -> new SendResult.Rejected(Failure.of(ErrorType.NO_ROUTE, "not to there"));
            case STOPPED -> new SendResult.Rejected(Failure.of(ErrorType.CONTENT_REJECTED, "spam"));
            case LOST -> {
                Replies.bytesOut(context);
                throw Replies.noAnswer(ErrorType.UNREACHABLE, true);
            }
            case BUG -> throw new IllegalStateException("a bug");
        };
        return result;
    });

    private final FakeProvider second = FakeProvider.accepting("second");

    private record Sent(Fate fate, SendRequest request, SendOutcome outcome) {}

    private static List<Sent> sendAll(SmsClient client, CyclicBarrier start, int thread) throws Exception {
        List<Sent> sent = new ArrayList<>();
        start.await(20, TimeUnit.SECONDS);
        for (int round = 0; round < ROUNDS; round++) {
            Fate fate = Fate.values()[(thread + round) % Fate.values().length];
            SendRequest request =
                    SendRequest.to("+66812345678").text(fate.name()).build();
            sent.add(new Sent(fate, request, client.trySend(request)));
        }
        return sent;
    }

    /** So that the losses that follow, in whichever order they come, don't take it out of use. */
    private static void giveItAGoodName(SmsClient client) {
        for (int i = 0; i < THREADS * ROUNDS; i++) {
            client.trySend(
                    SendRequest.to("+66812345678").text(Fate.TAKEN.name()).build());
        }
    }

    private List<Sent> sendOnManyThreads() throws Exception {
        List<Sent> sent = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (SmsClient client =
                SmsClient.builder().provider(first).provider(second).build()) {
            giveItAGoodName(client);
            List<Callable<List<Sent>>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                tasks.add(() -> sendAll(client, start, thread));
            }
            for (Future<List<Sent>> future : pool.invokeAll(tasks)) {
                sent.addAll(future.get());
            }
        } finally {
            pool.shutdownNow();
        }
        return sent;
    }

    @Test
    @Timeout(60)
    void every_send_has_its_own_outcome_and_every_provider_is_asked_exactly_as_often_as_it_must_be() throws Exception {
        List<Sent> sent = sendOnManyThreads();

        long movedOn =
                sent.stream().filter(each -> each.fate() == Fate.MOVED_ON).count();
        assertThat(sent).hasSize(THREADS * ROUNDS).allSatisfy(ConcurrencyTest::assertOwnOutcome);
        assertThat(movedOn).isEqualTo(THREADS * ROUNDS / Fate.values().length);
        assertThat(first.sends()).isEqualTo(2 * THREADS * ROUNDS);
        assertThat(second.sends()).isEqualTo((int) movedOn);
    }

    private static void assertOwnOutcome(Sent sent) {
        SendOutcome outcome = sent.outcome();
        assertThat(outcome.key()).isEqualTo(sent.request().key());
        switch (sent.fate()) {
            case TAKEN -> assertThat(Sends.taker(outcome)).isEqualTo("first");
            case MOVED_ON -> assertThat(Sends.taker(outcome)).isEqualTo("second");
            case STOPPED -> assertThat(Sends.refusal(outcome).type()).isEqualTo(ErrorType.CONTENT_REJECTED);
            case LOST -> assertThat(Sends.unknown(outcome).provider()).isEqualTo("first");
            case BUG -> assertThat(Sends.refusal(outcome).type()).isEqualTo(ErrorType.OTHER);
        }
        List<Integer> numbers = sent.fate() == Fate.MOVED_ON ? List.of(1, 2) : List.of(1);
        assertThat(outcome.attempts()).extracting(Attempt::number).isEqualTo(numbers);
    }
}
