package io.heliograph.store.jdbc;

import java.util.function.Supplier;

/** The time that a database's statements use: an expression in SQL, or a value. */
sealed interface DatabaseTime {
    /** An SQL expression for microseconds since 1970. */
    record Expression(Supplier<String> sql) implements DatabaseTime {}

    /** A value in microseconds since 1970. */
    record Value(Supplier<Long> micros) implements DatabaseTime {}
}
