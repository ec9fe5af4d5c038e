package io.heliograph.store.jdbc;

import io.heliograph.testkit.TestClock;
import io.heliograph.testkit.TimelineStoreContract;
import io.heliograph.tracking.TimelineStore;

class PostgresTimelineContractTest extends TimelineStoreContract {
    @Override
    protected TimelineStore open(TestClock clock) {
        return TestPostgres.open(clock, KEEP).timelines();
    }
}
