package io.heliograph.tracking;

import io.heliograph.message.IdempotencyKey;
import java.util.Optional;

/**
 * Reports that came before their send had ended, by the key of the send: if that ends as unknown, or its process dies, such a report
 * says that the vendor accepted it. {@link MemoryEarlyReports} keeps them for one client; a store in a database keeps them for all
 * processes, whichever of them receives the webhooks.
 *
 * <p>Implementations must be thread-safe. A method that fails throws: the vendor then repeats the report.
 */
public interface EarlyReports extends AutoCloseable {
    /** Keeps a report on a send; a later one takes its place. */
    void keep(IdempotencyKey key, StatusReport report);

    /** Returns the report on a send and removes it; of several calls one gets it. */
    Optional<StatusReport> take(IdempotencyKey key);

    /** Called when a send has ended with a known outcome: no report on it is needed, nor must one be found for a later send. */
    void forget(IdempotencyKey key);

    @Override
    default void close() {}
}
