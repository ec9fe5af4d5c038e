package io.heliograph.store;

/**
 * The connections of a PostgreSQL pool begin with an isolation level above READ COMMITTED, in which sends at the same time fail;
 * nothing was read or written.
 */
public final class IsolationLevelException extends StoreException {
    public IsolationLevelException(String message) {
        super(message, null);
    }
}
