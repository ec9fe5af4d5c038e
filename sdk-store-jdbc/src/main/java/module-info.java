/** Idempotency keys, suppressions and timelines in an SQLite file or in PostgreSQL. */
module io.heliograph.store.jdbc {
    requires transitive io.heliograph;
    requires transitive java.sql;
    requires com.squareup.moshi;
    requires okio;
    requires org.slf4j;
    requires static io.github.bucket4j.core;
    requires static io.github.bucket4j.postgresql;
    requires static org.xerial.sqlitejdbc;

    exports io.heliograph.store;
    exports io.heliograph.store.jdbc;
}
