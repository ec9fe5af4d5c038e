package io.heliograph.store.jdbc;

import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.RateLimits;
import io.heliograph.testkit.RecordingProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that sends as fast as a shared rate limit lets it. */
final class LimitedProcess {
    static final int SENDS = 30;
    static final double PER_SECOND = 20;

    private LimitedProcess() {}

    /** @param times gets a line for each permit, with when it may be used, and one for the start; by the monotonic clock */
    static Process start(String store, Path times) throws IOException {
        return ChildJvm.of(LimitedProcess.class, store, times.toString())
                .inheritIO()
                .start();
    }

    /** It exits with the number of messages that were accepted. */
    public static void main(String[] arguments) throws IOException {
        List<String> times = new ArrayList<>();
        int accepted = 0;
        try (JdbcStore store = SendingProcess.builder(arguments[0]).open()) {
            RateLimits real = store.rateLimits();
            RateLimits recorded = (name, perSecond, maxWait) -> real.reserve(name, perSecond, maxWait)
                    .map(wait -> {
                        times.add(String.valueOf(System.nanoTime() + wait.toNanos()));
                        return wait;
                    });
            times.add(String.valueOf(System.nanoTime()));
            RecordingProvider recording = new RecordingProvider("first");
            try (SmsClient client = SmsClient.builder()
                    .provider(recording)
                    .limits("first", ProviderLimits.defaults().withPerSecond(PER_SECOND))
                    .rateLimits(recorded)
                    .deadline(Duration.ofMinutes(1))
                    .build()) {
                for (int i = 0; i < SENDS; i++) {
                    accepted += client.trySend(SpendingProcess.message()) instanceof SendOutcome.Accepted ? 1 : 0;
                }
            }
        }
        Files.write(Path.of(arguments[1]), times);
        System.exit(accepted);
    }
}
