/** Stores that survive the process: idempotency keys, suppressions and timelines in an SQLite file or in PostgreSQL. */
@NullMarked
package io.heliograph.store.jdbc;

import org.jspecify.annotations.NullMarked;
