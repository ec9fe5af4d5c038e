package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.idempotency.MemoryIdempotencyStore;
import io.heliograph.message.SendRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The bound of the memory of keys, as a client's caller meets it. */
class KeysForgottenTest {
    private final TestWorld world = new TestWorld();
    private final EventLog heard = new EventLog();
    private final FakeProvider first = FakeProvider.accepting("first");

    private static SendRequest order(int number) {
        return Sends.request().idempotencyKey("order-" + number).build();
    }

    @Test
    void aKeyOfTheCallersIsRememberedHoweverManySendsHaveNone() {
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
    void aListenerHearsOfKeysThatAreForgottenBeforeTheirTime() {
        try (SmsClient client =
                Sends.client(world, first).rememberedKeys(10).listener(heard).build()) {
            for (int i = 0; i < 11; i++) {
                client.trySend(order(i));
            }
            assertThat(heard.lines()).doesNotContain("1 keys forgotten");
            client.trySend(order(11));

            assertThat(heard.lines()).containsOnlyOnce("1 keys forgotten");
        }
    }

    @Test
    void aClosedClientHearsNoMoreOfAStoreThatItShared() {
        MemoryIdempotencyStore store =
                new MemoryIdempotencyStore(1, Duration.ofDays(1), world.clock(), world::nanoTime);
        Sends.client(world, first)
                .idempotencyStore(store)
                .listener(heard)
                .build()
                .close();
        try (SmsClient client =
                Sends.client(world, first).idempotencyStore(store).build()) {
            for (int i = 0; i < 5; i++) {
                client.trySend(order(i));
            }
        }

        assertThat(heard.lines()).isEmpty();
    }
}
