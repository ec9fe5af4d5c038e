package io.heliograph.store.internal;

import java.util.function.Supplier;

/** The time that a database's statements use: an expression in SQL, or a value. */
public sealed interface DatabaseTime {
    /** An SQL expression for microseconds since 1970. */
    record Expression(Supplier<String> sql) implements DatabaseTime {}

    /** A value in microseconds since 1970. */
    record Value(Supplier<Long> micros) implements DatabaseTime {}
}
