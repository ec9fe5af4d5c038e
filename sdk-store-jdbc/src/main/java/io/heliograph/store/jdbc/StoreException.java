package io.heliograph.store.jdbc;

import org.jspecify.annotations.Nullable;

/** Thrown if the database can't be opened, read or written. A write that throws may have been stored all the same. */
public class StoreException extends RuntimeException {
    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
