package io.heliograph.http;

/**
 * The state of one running attempt: its deadline, and whether bytes of the request have left this machine.
 *
 * <p>One attempt has one context and makes one POST: {@link VendorHttp#submit} accepts a context once, and once more
 * after a 401. Thread-safe.
 */
public final class AttemptContext {
    private enum Phase {
        PREPARING,
        SUBMITTED,
        BYTES_OUT,
        PROVEN_UNSENT
    }

    private static final int UNAUTHORIZED = 401;

    private final Deadline deadline;
    private volatile Phase phase = Phase.PREPARING;
    private volatile int httpStatus;
    private boolean repeatedAfter401;

    public AttemptContext(Deadline deadline) {
        this.deadline = deadline;
    }

    public Deadline deadline() {
        return deadline;
    }

    /** Whether the vendor may have received the message. */
    public boolean mayHaveBeenSent() {
        return phase == Phase.BYTES_OUT;
    }

    /** The HTTP status of the vendor's response; 0 as long as there is none. */
    public int httpStatus() {
        return httpStatus;
    }

    void recordStatus(int status) {
        httpStatus = status;
        if (status == UNAUTHORIZED) {
            phase = Phase.PROVEN_UNSENT;
        }
    }

    /**
     * Claims the attempt's POST. A 401 proves that the vendor did nothing, so one more POST with a new credential is
     * allowed.
     */
    synchronized void claim() {
        boolean after401 = httpStatus == UNAUTHORIZED && !repeatedAfter401;
        if (phase != Phase.PREPARING && !after401) {
            throw new IllegalStateException("one attempt is one POST, and this attempt has made its own");
        }
        repeatedAfter401 = after401;
        httpStatus = 0;
        phase = Phase.SUBMITTED;
    }

    void bytesOut() {
        phase = Phase.BYTES_OUT;
    }

    void provenUnsent() {
        phase = Phase.PROVEN_UNSENT;
    }
}
