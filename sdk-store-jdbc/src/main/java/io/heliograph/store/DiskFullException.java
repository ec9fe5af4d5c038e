package io.heliograph.store;

/** Thrown if the database's disk is full. */
public final class DiskFullException extends StoreException {
    public DiskFullException(Throwable cause) {
        super("the disk of the database is full: free some space, the store then goes on by itself", cause);
    }
}
