package io.heliograph.cli;

import io.heliograph.suppression.SuppressionList;
import io.heliograph.suppression.SuppressionStore;
import java.util.function.BiFunction;

/** Where the suppression list is kept: in the CSV file of the setting, else in the store. */
interface SuppressionPlace extends AutoCloseable {
    /** The list as it is. */
    SuppressionList read();

    /**
     * Changes the list.
     *
     * @param edit the change of a list and its store
     * @param beforeWrite runs when the change is about to be written
     * @return what the change returned, when it is on the disk
     */
    <T> T change(BiFunction<SuppressionList, SuppressionStore, T> edit, Runnable beforeWrite);

    /** As {@link #change}, of a list that must be there. */
    <T> T changeExisting(BiFunction<SuppressionList, SuppressionStore, T> edit, Runnable beforeWrite);

    @Override
    default void close() {}
}
