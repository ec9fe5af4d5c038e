package io.heliograph.testkit;

import io.heliograph.SmsClient;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** How a message is sent: synchronously, asynchronously or in bulk. */
enum SendMode {
    SYNC,
    ASYNC,
    BULK;

    /** The default number of attempts, with waits short enough for a test. */
    static final RetryPolicy RETRY = RetryPolicy.builder()
            .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
            .throttledBackoff(Duration.ofMillis(1), Duration.ofMillis(5))
            .build();

    /** Shorter than the time after which the client queries an unknown message. */
    private static final Duration MAX = Duration.ofMillis(1_500);

    /** Each fault in each mode, with one provider and with a second one for failover. */
    static Stream<Arguments> allFaults() {
        return Arrays.stream(TransportFault.values())
                .flatMap(row -> Arrays.stream(values())
                        .flatMap(how -> Stream.of(Arguments.of(row, how, false), Arguments.of(row, how, true))));
    }

    SendOutcome send(SmsClient client, SendRequest.Builder content, Duration deadline) {
        SendRequest request =
                content.deadline(deadline.compareTo(MAX) < 0 ? deadline : MAX).build();
        return switch (this) {
            case SYNC -> client.trySend(request);
            case ASYNC ->
                client.sendAsync(request, task -> new Thread(task).start()).join();
            case BULK -> bulk(client, request);
        };
    }

    private static SendOutcome bulk(SmsClient client, SendRequest request) {
        List<BulkCallResult> parts = new CopyOnWriteArrayList<>();
        client.bulk(
                BulkRequest.to(Stream.of(request.to().e164()), content -> {
                    content.text(request.text()).idempotencyKey(request.key());
                    request.from().ifPresent(content::from);
                    request.deadline().ifPresent(content::deadline);
                }),
                parts::add);
        return parts.get(0).outcome();
    }
}
