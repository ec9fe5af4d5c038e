package io.heliograph.store.jdbc;

import io.heliograph.SmsClient;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxListener;
import io.heliograph.outbox.OutboxSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/** Another process that sends what is in an outbox until it is killed. */
final class OutboxProcess {
    /** Where the process kills itself. */
    enum Crash {
        NEVER,
        BEFORE_CLAIM,
        AFTER_CLAIM,
        AFTER_ATTEMPT,
        AFTER_ANSWER,
        BEFORE_FINISH,
        AFTER_FINISH;

        void at(Crash point) {
            if (this == point) {
                Runtime.getRuntime().halt(SendingProcess.KILLED);
            }
        }
    }

    private OutboxProcess() {}

    static Process start(String store, int port, Crash crash) throws IOException {
        return ChildJvm.of(OutboxProcess.class, store, Integer.toString(port), crash.name())
                .start();
    }

    /**
     * Sends until its input ends.
     *
     * @param arguments the store, the vendor's port, and where to crash
     */
    public static void main(String[] arguments) throws Exception {
        Crash crash = Crash.valueOf(arguments[2]);
        try (JdbcStore store = SendingProcess.builder(arguments[0]).open();
                SmsClient client = client(store.idempotency(), Integer.parseInt(arguments[1]), crash);
                Outbox outbox = store.outbox(settings().build())) {
            outbox.start(client);
            System.out.println("started");
            while (System.in.read() >= 0) {
                outbox.wake();
            }
        }
    }

    static OutboxSettings.Builder settings() {
        return OutboxSettings.builder()
                .threads(4)
                .pollInterval(Duration.ofMillis(20))
                .heartbeat(Duration.ofMillis(200))
                .firstRetry(Duration.ofMillis(100))
                .deadline(Duration.ofSeconds(5));
    }

    static SmsClient client(IdempotencyStore keys, int port, Crash crash) {
        IdempotencyStore watched = SendingProcess.proxy(IdempotencyStore.class, keys, (name, before) -> {
            String point = (before ? "BEFORE_" : "AFTER_") + name.toUpperCase(Locale.ROOT);
            if (crash.name().equals(point)) {
                crash.at(crash);
            }
        });
        return SmsClient.builder()
                .provider(OutboxConversation.vendor(port, () -> crash.at(Crash.AFTER_ANSWER)))
                .idempotencyStore(watched)
                .build();
    }

    static SendRequest request(String key) {
        return SendRequest.to("+66812345678")
                .text("Your order " + key + " is on its way")
                .idempotencyKey(IdempotencyKey.of(key))
                .build();
    }

    /** Hands the keys of what was sent to a test. */
    static OutboxListener sent(Consumer<IdempotencyKey> keys) {
        return new OutboxListener() {
            @Override
            public void sent(IdempotencyKey key, SendOutcome.Accepted outcome) {
                keys.accept(key);
            }
        };
    }
}
