package io.heliograph.store;

/** The store was made with another key than the one that it was opened with; nothing was read or written. */
public final class StoreKeyException extends StoreException {
    public StoreKeyException(String message) {
        super(message, null);
    }
}
