package io.heliograph.testkit;

import io.heliograph.tracking.MemoryTimelineStore;
import io.heliograph.tracking.TimelineStore;

class MemoryTimelineStoreContractTest extends TimelineStoreContract {
    @Override
    protected TimelineStore open(TestClock clock) {
        return new MemoryTimelineStore(1_000, KEEP, clock);
    }
}
