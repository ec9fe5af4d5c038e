package io.heliograph.message;

/** Hears what comes of a bulk send, as it comes, on the thread that sends. What it throws ends the send. */
@FunctionalInterface
public interface BulkListener {
    /** Some recipients have their outcome. */
    void finished(BulkCallResult part);

    /**
     * A recipient was left out: it is no number, or was there before.
     *
     * @param place its place in the request, from 1
     * @param why what is wrong, without the number
     */
    default void leftOut(long place, Violation why) {}
}
