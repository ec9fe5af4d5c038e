package io.heliograph.store;

/** The database's driver brings an SQLite that can damage the file; nothing was read or written. */
public final class OldDriverException extends StoreException {
    public OldDriverException(String message) {
        super(message, null);
    }
}
