package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendRequest;
import io.heliograph.outbox.Outbox;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A recipient's messages keep their order while the store's key is rotated, though each key gives the number another hash. */
@Tag("long")
class OutboxRotationTest extends OutboxFixture {
    private static final byte[] OLD = RotationProcess.OLD;
    private static final byte[] NEW = RotationProcess.NEW;
    private static final List<String> IN_ORDER = List.of("first", "first", "second", "third");

    private JdbcStore open(String place, byte[] key, byte[]... previous) {
        JdbcStore.Builder builder = SendingProcess.builder(place).key(key);
        store = keep((previous.length == 0 ? builder : builder.previousKeys(previous)).open());
        return store;
    }

    private Outbox ordered(JdbcStore of) {
        return keep(
                of.outbox(settings().orderPerRecipient(true).listener(listener).build()));
    }

    /** Messages of processes with the old key, then the new one, then the old one again. */
    private String enqueued(StoreDialect dialect) {
        String place = place(dialect);
        JdbcStore old = open(place, OLD, NEW);
        JdbcStore rotating = open(place, NEW, OLD);
        old.outbox().enqueue(request("first"));
        rotating.outbox().enqueue(request("second"));
        old.outbox().enqueue(request("third"));
        answers.add(rejected(ErrorType.RATE_LIMITED)); // so that the first one waits while the others are due
        return place;
    }

    private void assertOrder(Outbox outbox) throws InterruptedException {
        start(outbox);

        assertThat(List.of(end(), end(), end())).containsExactly("sent first", "sent second", "sent third");
        assertThat(sends)
                .extracting(SendRequest::key)
                .extracting(IdempotencyKey::value)
                .isEqualTo(IN_ORDER);
    }

    @ParameterizedTest
    @EnumSource
    void it_is_kept_between_messages_of_the_old_and_of_the_new_key(StoreDialect dialect) throws InterruptedException {
        enqueued(dialect);

        assertOrder(ordered(Objects.requireNonNull(store)));
    }

    @ParameterizedTest
    @EnumSource
    void it_is_kept_after_the_rotation_without_the_old_key(StoreDialect dialect) throws InterruptedException {
        String place = enqueued(dialect);
        assertThat(Objects.requireNonNull(store).rotateKey())
                .isEqualTo(2 + 2); // two messages, and their recipient's hash

        assertOrder(ordered(open(place, NEW)));
    }

    @ParameterizedTest
    @EnumSource
    void a_dead_letter_of_the_old_key_keeps_its_place_when_it_is_retried(StoreDialect dialect)
            throws InterruptedException {
        String place = place(dialect);
        JdbcStore old = open(place, OLD, NEW);
        answers.add(rejected(ErrorType.INVALID_RECIPIENT));
        try (Outbox outbox = ordered(old)) {
            outbox.enqueue(request("first"));
            start(outbox);
            assertThat(end()).startsWith("dead first");
        }
        open(place, NEW, OLD).rotateKey();
        JdbcStore after = open(place, NEW);
        Outbox outbox = ordered(after);
        outbox.enqueue(request("second"));
        outbox.retry(IdempotencyKey.of("first"));
        answers.add(rejected(ErrorType.RATE_LIMITED));
        start(outbox);

        assertThat(List.of(end(), end())).containsExactly("sent first", "sent second");
    }
}
