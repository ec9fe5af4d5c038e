package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.message.SendRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bound of the memory of keys, as a client's caller meets it. */
class ForgottenKeysTest {
    private final TestTiming world = new TestTiming();
    private final EventLog eventLog = new EventLog();
    private final FakeProvider first = FakeProvider.accepting("first");

    private static SendRequest order(int number) {
        return Sends.request().idempotencyKey("order-" + number).build();
    }

    @Test
    void a_key_of_the_callers_is_remembered_however_many_sends_have_none() {
        try (SmsClient client = Sends.client(world, first).rememberedKeys(10).build()) {
            client.trySend(order(4711));
            for (int i = 0; i < 100; i++) {
                client.trySend(SendRequest.to("+66812345678")
                        .text("Your code is 482910")
                        .build());
            }

            assertThat(client.trySend(order(4711)).replayed()).isTrue();
        }
    }

    @Test
    void a_listener_gets_the_number_of_keys_that_are_forgotten_early() {
        try (SmsClient client =
                Sends.client(world, first).rememberedKeys(10).listener(eventLog).build()) {
            for (int i = 0; i < 11; i++) {
                client.trySend(order(i));
            }
            assertThat(eventLog.lines()).doesNotContain("1 keys forgotten");
            client.trySend(order(11));

            assertThat(eventLog.lines()).containsOnlyOnce("1 keys forgotten");
        }
    }

    @Test
    void a_closed_client_gets_no_more_events_of_a_store_that_it_shared() {
        MemoryIdempotencyStore store =
                new MemoryIdempotencyStore(1, Duration.ofDays(1), world.clock(), world::nanoTime);
        Sends.client(world, first)
                .idempotencyStore(store)
                .listener(eventLog)
                .build()
                .close();
        try (SmsClient client =
                Sends.client(world, first).idempotencyStore(store).build()) {
            for (int i = 0; i < 5; i++) {
                client.trySend(order(i));
            }
        }

        assertThat(eventLog.lines()).isEmpty();
    }
}
