package io.heliograph.json;

import org.jspecify.annotations.Nullable;

/** Reads one value of a document as a type; null for a value that can't be converted. Thread-safe. */
@FunctionalInterface
interface ValueReader<T> {
    @Nullable
    T read(JsonScanner document) throws MalformedJsonException;
}
