package io.heliograph.testkit;

import io.heliograph.money.MemorySpendStore;
import io.heliograph.money.SpendStore;

class MemorySpendStoreContractTest extends SpendStoreContract {
    @Override
    protected SpendStore open(TestClock clock) {
        return new MemorySpendStore(clock, clock::nanoTime);
    }
}
