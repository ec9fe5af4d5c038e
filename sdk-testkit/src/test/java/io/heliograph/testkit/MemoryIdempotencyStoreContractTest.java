package io.heliograph.testkit;

import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.idempotency.MemoryIdempotencyStore;

class MemoryIdempotencyStoreContractTest extends IdempotencyStoreContract {
    @Override
    protected IdempotencyStore open(TestClock clock) {
        return new MemoryIdempotencyStore(1_000, KEEP, clock, clock::nanoTime);
    }
}
