package io.heliograph.outbox;

import io.heliograph.SmsClient;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.store.StoreException;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A transactional outbox: messages are written by the caller's own transaction and sent after its commit, so that a business row
 * and its SMS exist both or not at all.
 *
 * <p>A committed message is sent by a worker of any process that has {@linkplain #start started} one, also if every process was
 * killed in between. It is at most one SMS: a message whose outcome isn't known is reconciled, and only sent again once that
 * proves that nothing was sent. Temporary rejections are tried again with growing waits; what can't be sent is a dead letter.
 *
 * <p>Thread-safe. {@code JdbcStore.outbox} makes one; close it before the client and the store. Its methods throw {@link
 * StoreException} where the database fails.
 */
public interface Outbox extends AutoCloseable {
    /**
     * Enqueues a message in the caller's transaction: nothing is sent unless that commits. A message that is in the outbox
     * already, with the same key and content, stays there once.
     *
     * @param connection a connection to the store's database without auto-commit; for SQLite, to the same file
     * @return the request's key
     * @throws InvalidRequestException if the connection commits each statement or is to another database, if the key is in
     *     the outbox with another message, or if no provider on the class path has an option of the request
     * @throws StoreException if the statement failed; the caller's transaction must be rolled back
     */
    default IdempotencyKey enqueue(Connection connection, SendRequest request) {
        return enqueue(connection, request, Instant.EPOCH);
    }

    /** Does the same for a message that isn't sent before a time, whatever the vendor can schedule. */
    IdempotencyKey enqueue(Connection connection, SendRequest request, Instant notBefore);

    /** Enqueues a message in a transaction of its own, which has committed when this returns. */
    default IdempotencyKey enqueue(SendRequest request) {
        return enqueue(request, Instant.EPOCH);
    }

    /** Does the same for a message that isn't sent before a time. */
    IdempotencyKey enqueue(SendRequest request, Instant notBefore);

    /**
     * Starts the workers of this process.
     *
     * @param client sends the messages; its keys must be those of the same store ({@code JdbcStore.idempotency()}), because
     *     they are what keeps a message from being sent twice
     * @throws InvalidRequestException if the client's keys are in another store
     * @throws StoreException if the database is PostgreSQL and db-scheduler isn't on the class path
     * @throws IllegalStateException if it was started or closed before
     */
    void start(SmsClient client);

    /** Lets the workers of this process look for messages now: after a commit, to save up to a poll interval. */
    void wake();

    /** A message of the outbox; empty where it was never enqueued, dropped, or sent too long ago. */
    Optional<OutboxItem> find(IdempotencyKey key);

    /**
     * The messages in a state, the oldest first.
     *
     * @param limit how many at most
     */
    List<OutboxItem> list(OutboxState state, int limit);

    /**
     * Lets a dead letter be sent again, at once, with a new time limit. It keeps its key where the rejection freed that; else
     * the new send has a key that is derived from it, because the old one would only give the same rejection again.
     *
     * @throws InvalidRequestException if it isn't in the outbox, or isn't a dead letter: an unresolved message can't be
     *     retried before it was reconciled
     */
    void retry(IdempotencyKey key);

    /**
     * Removes a message that waits, is dead or unresolved. It isn't sent or reconciled by the outbox any more; the idempotency
     * store still knows what it knows of its key.
     *
     * @throws InvalidRequestException if it isn't in the outbox, is being sent, or was sent
     */
    void drop(IdempotencyKey key);

    /** Counts the messages. */
    OutboxHealth health();

    /**
     * Stops the workers: nothing new is sent, and what is being sent is waited for up to its deadline. Messages stay in the
     * database.
     */
    @Override
    void close();
}
