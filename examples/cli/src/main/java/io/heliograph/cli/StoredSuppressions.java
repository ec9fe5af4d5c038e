package io.heliograph.cli;

import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionList;
import io.heliograph.suppression.SuppressionScope;
import io.heliograph.suppression.SuppressionStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The suppression list in the store. Closing it closes the store. */
record StoredSuppressions(JdbcStore store) implements SuppressionPlace {
    @Override
    public SuppressionList read() {
        return new SuppressionList(store.suppressions(), SuppressionScope.GLOBAL, Clock.systemUTC());
    }

    @Override
    public <T> T change(BiFunction<SuppressionList, SuppressionStore, T> edit, Runnable beforeWrite) {
        beforeWrite.run();
        return edit.apply(read(), store.suppressions());
    }

    @Override
    public <T> T changeExisting(BiFunction<SuppressionList, SuppressionStore, T> edit, Runnable beforeWrite) {
        return change(edit, beforeWrite);
    }

    @Override
    public void close() {
        store.close();
    }

    /** Moves a store's list to the file, which is the list from now on: nobody who is in the store gets a message. */
    static void move(SuppressionStore from, SuppressionFile to) {
        List<Suppression> all;
        try (Stream<Suppression> stored = from.all()) {
            all = stored.toList();
        }
        if (all.isEmpty()) {
            return;
        }
        to.change(
                (list, rows) -> {
                    all.forEach(suppression -> rows.add(suppression, Instant.now()));
                    return true;
                },
                () -> {});
        all.forEach(suppression -> from.remove(suppression.recipient(), suppression.sender(), suppression.since()));
    }
}
