package io.heliograph.store;

import org.jspecify.annotations.Nullable;

/** Thrown if the database can't be opened, read or written. A write that throws may have been stored all the same. */
public class StoreException extends RuntimeException {
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
