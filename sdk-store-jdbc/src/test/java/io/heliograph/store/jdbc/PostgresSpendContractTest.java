package io.heliograph.store.jdbc;

import io.heliograph.money.SpendStore;
import io.heliograph.testkit.SpendStoreContract;
import io.heliograph.testkit.TestClock;
import java.time.Duration;

class PostgresSpendContractTest extends SpendStoreContract {
    @Override
    protected SpendStore open(TestClock clock) {
        return TestPostgres.open(clock, Duration.ofDays(7)).spend();
    }
}
