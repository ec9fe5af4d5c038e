package io.heliograph.store;

/** Thrown if the database can be read only: a file without write permission, or a standby server. */
public final class ReadOnlyStoreException extends StoreException {
    public ReadOnlyStoreException(Throwable cause) {
        super(
                "the database can only be read: a file and its folder need write permission, and a server must not be a"
                        + " standby",
                cause);
    }
}
