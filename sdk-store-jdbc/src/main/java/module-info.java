/** Idempotency keys, suppressions, timelines, campaigns and an outbox in an SQLite file or in PostgreSQL. */
module io.heliograph.store.jdbc {
    requires transitive io.heliograph;
    requires transitive java.sql;
    requires com.squareup.moshi;
    requires okio;
    requires org.slf4j;
    requires static com.github.kagkarlsson.scheduler;
    requires static io.github.bucket4j.core;
    requires static io.github.bucket4j.postgresql;
    requires static org.xerial.sqlitejdbc;

    exports io.heliograph.campaign;
    exports io.heliograph.outbox;
    exports io.heliograph.store;
    exports io.heliograph.store.jdbc;
}
