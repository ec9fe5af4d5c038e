package io.heliograph.store;

/** Thrown if others hold the database's locks for longer than the time of waiting. */
public final class StoreBusyException extends StoreException {
    public StoreBusyException(Throwable cause) {
        super("another transaction holds the database's lock for too long", cause);
    }
}
