package io.heliograph.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.testkit.RecordingProvider;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The newest sends of a store, at every database. */
class RecentMessagesTest {
    @TempDir
    private @Nullable Path folder;

    private JdbcStore.Builder store(StoreDialect dialect) {
        return switch (dialect) {
            case SQLITE ->
                SqliteStore.builder(Objects.requireNonNull(folder, "folder").resolve("store.db"));
            case POSTGRESQL -> JdbcStore.builder(TestPostgres.database("recent_messages"));
        };
    }

    private static SendRequest request(String key) {
        return SendRequest.to("+66812345678")
                .text("Your code is 482910")
                .idempotencyKey(IdempotencyKey.of(key))
                .build();
    }

    private static MessageId id(int order) {
        return new MessageId("first", "order-" + order);
    }

    @ParameterizedTest
    @EnumSource
    void the_newest_accepted_sends_come_first_also_in_another_process(StoreDialect dialect) {
        JdbcStore.Builder builder = store(dialect);
        try (JdbcStore one = builder.open();
                JdbcStore other = builder.open();
                SmsClient sms = SmsClient.builder()
                        .provider(new RecordingProvider("first"))
                        .idempotencyStore(one.idempotency())
                        .suppressionStore(one.suppressions())
                        .build()) {
            assertThat(other.recentMessages(10)).isEmpty();
            for (String key : new String[] {"order-1", "order-2", "order-3"}) {
                assertThat(sms.trySend(request(key))).isInstanceOf(SendOutcome.Accepted.class);
            }
            sms.suppressions().add(request("order-4").to());
            assertThat(sms.trySend(request("order-4"))).isInstanceOf(SendOutcome.Rejected.class);

            assertThat(other.recentMessages(10)).extracting(Message::id).containsExactly(id(3), id(2), id(1));
            assertThat(one.recentMessages(2)).extracting(Message::id).containsExactly(id(3), id(2));
            assertThat(other.recentMessages(10).get(0).to())
                    .contains(request("order-3").to());
        }
    }
}
