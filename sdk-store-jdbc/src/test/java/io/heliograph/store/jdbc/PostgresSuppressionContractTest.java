package io.heliograph.store.jdbc;

import io.heliograph.suppression.SuppressionStore;
import io.heliograph.testkit.SuppressionStoreContract;
import io.heliograph.testkit.TestClock;
import java.time.Duration;

class PostgresSuppressionContractTest extends SuppressionStoreContract {
    @Override
    protected SuppressionStore open() {
        return TestPostgres.open(new TestClock(), Duration.ofDays(1)).suppressions();
    }
}
