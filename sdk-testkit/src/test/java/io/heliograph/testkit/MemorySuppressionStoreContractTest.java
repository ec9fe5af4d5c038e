package io.heliograph.testkit;

import io.heliograph.suppression.MemorySuppressionStore;
import io.heliograph.suppression.SuppressionStore;

class MemorySuppressionStoreContractTest extends SuppressionStoreContract {
    @Override
    protected SuppressionStore open() {
        return new MemorySuppressionStore();
    }
}
