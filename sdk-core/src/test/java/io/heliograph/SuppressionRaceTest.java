package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.suppression.SuppressionList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** STOPs that come during sends to the same recipients and to others. */
@Timeout(120)
class SuppressionRaceTest {
    private static final int THREADS = 64;
    private static final int ROUNDS = 40;
    private static final int PEOPLE = 16;

    /** Whose STOP was taken: from then on no send to them may begin. */
    private final ConcurrentHashMap<PhoneNumber, Boolean> stopped = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<String, PhoneNumber> reached = new ConcurrentHashMap<>();
    private final FakeProvider provider = FakeProvider.of("first", (request, context) -> {
        reached.put(request.key().value(), request.to());
        return FakeProvider.accepted("first", Status.QUEUED);
    });

    /** A send that began after the recipient's STOP was taken, or not. */
    private record Sent(SendRequest request, boolean afterStop, SendOutcome outcome) {}

    private static PhoneNumber person(int i) {
        return PhoneNumber.of("+6681234560" + (i % PEOPLE + 10));
    }

    private List<Sent> run(SmsClient client, CyclicBarrier start, int thread) throws Exception {
        List<Sent> sent = new ArrayList<>();
        start.await(60, TimeUnit.SECONDS);
        for (int round = 0; round < ROUNDS; round++) {
            PhoneNumber person = person(thread + round);
            if (round > ROUNDS / 2 && (thread + round) % 5 == 0) {
                client.suppressions().stop(person, Optional.empty(), "first", Instant.now());
                stopped.put(person, true);
            }
            boolean afterStop = stopped.containsKey(person);
            SendRequest request = SendRequest.to(person.e164()).text("hello").build();
            sent.add(new Sent(request, afterStop, client.trySend(request)));
        }
        return sent;
    }

    @RepeatedTest(5)
    void after_stop_has_returned_no_send_that_begins_reaches_the_provider() throws Exception {
        List<Sent> sent = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (SmsClient client = SmsClient.builder().provider(provider).build()) {
            List<Callable<List<Sent>>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                tasks.add(() -> run(client, start, thread));
            }
            for (Future<List<Sent>> future : pool.invokeAll(tasks)) {
                sent.addAll(future.get());
            }
            assertEachIsRight(sent, client.suppressions());
        } finally {
            pool.shutdownNow();
        }
    }

    private void assertEachIsRight(List<Sent> sent, SuppressionList list) {
        List<Sent> after = sent.stream().filter(Sent::afterStop).toList();
        assertThat(after).isNotEmpty().allSatisfy(one -> {
            assertThat(reached).doesNotContainKey(one.request().key().value());
            assertThat(Sends.refusal(one.outcome()).type()).isEqualTo(ErrorType.OPTED_OUT);
        });
        assertThat(sent.stream().filter(one -> one.outcome() instanceof SendOutcome.Accepted))
                .hasSize(reached.size())
                .isNotEmpty();
        assertThat(stopped.keySet())
                .allSatisfy(person ->
                        assertThat(list.find(person, Optional.empty())).isPresent());
    }
}
