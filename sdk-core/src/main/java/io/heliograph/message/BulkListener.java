package io.heliograph.message;

/**
 * Receives the results of a bulk send as they arrive, on the sending thread. An exception that it throws ends the send.
 */
@FunctionalInterface
public interface BulkListener {
    /** Called after each call to a provider, with the outcome of its recipients. */
    void finished(BulkCallResult part);

    /**
     * Called for a recipient that was skipped: it isn't a phone number, or it's a duplicate.
     *
     * @param place its position in the request, from 1
     * @param why what is wrong, without the number
     */
    default void leftOut(long place, Violation why) {}
}
