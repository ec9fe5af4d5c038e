package io.heliograph.store.jdbc;

import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.testkit.IdempotencyStoreContract;
import io.heliograph.testkit.TestClock;

class PostgresIdempotencyContractTest extends IdempotencyStoreContract {
    @Override
    protected IdempotencyStore open(TestClock clock) {
        return TestPostgres.open(clock, KEEP).idempotency();
    }
}
