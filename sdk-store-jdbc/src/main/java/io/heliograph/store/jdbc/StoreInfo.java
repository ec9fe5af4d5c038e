package io.heliograph.store.jdbc;

/**
 * What is in a store. Immutable.
 *
 * @param dialect the kind of database
 * @param version the version of the tables
 * @param keys how many idempotency keys it remembers, those of sends under way too
 * @param unresolved how many of them have no certain outcome, see {@link JdbcStore#unresolved}
 */
public record StoreInfo(StoreDialect dialect, int version, long keys, long unresolved) {}
