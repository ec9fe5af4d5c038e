package io.heliograph.spring.outbox;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendRequest;
import io.heliograph.outbox.Outbox;
import io.heliograph.outbox.OutboxHealth;
import io.heliograph.outbox.OutboxItem;
import io.heliograph.outbox.OutboxState;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * An outbox whose messages belong to Spring's transaction of the calling thread, where there is one: {@code enqueue(request)} within
 * {@code @Transactional} is committed or rolled back with it. Where the transaction isn't on the store's database, that is an error
 * and no message is enqueued. Thread-safe.
 */
final class TransactionalOutbox implements Outbox {
    private final Outbox outbox;
    private final DataSource source;

    TransactionalOutbox(Outbox outbox, DataSource source) {
        this.outbox = outbox;
        this.source = source;
    }

    @Override
    public IdempotencyKey enqueue(SendRequest request, Instant notBefore) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return outbox.enqueue(request, notBefore);
        }
        Connection connection = DataSourceUtils.getConnection(source);
        try {
            IdempotencyKey key = outbox.enqueue(connection, request, notBefore);
            wakeAfterCommit();
            return key;
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    private void wakeAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    outbox.wake();
                }
            });
        }
    }

    @Override
    public IdempotencyKey enqueue(Connection connection, SendRequest request, Instant notBefore) {
        return outbox.enqueue(connection, request, notBefore);
    }

    @Override
    public void start(SmsClient client) {
        outbox.start(client);
    }

    @Override
    public void wake() {
        outbox.wake();
    }

    @Override
    public Optional<OutboxItem> find(IdempotencyKey key) {
        return outbox.find(key);
    }

    @Override
    public List<OutboxItem> list(OutboxState state, int limit) {
        return outbox.list(state, limit);
    }

    @Override
    public void retry(IdempotencyKey key) {
        outbox.retry(key);
    }

    @Override
    public void drop(IdempotencyKey key) {
        outbox.drop(key);
    }

    @Override
    public OutboxHealth health() {
        return outbox.health();
    }

    @Override
    public void close() {
        outbox.close();
    }
}
