package io.heliograph.http;

/**
 * What one attempt to send knows while it runs: its deadline, and whether bytes have left for the vendor.
 *
 * <p>One attempt, one scope, one POST: {@link VendorHttp#submit} takes a scope once, and once more after a 401. Thread-safe.
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
    private boolean triedAgain;

    public AttemptContext(Deadline deadline) {
        this.deadline = deadline;
    }

    public Deadline deadline() {
        return deadline;
    }

    /** Whether the vendor may have got the message. */
    public boolean mayHaveBeenSent() {
        return phase == Phase.BYTES_OUT;
    }

    /** The HTTP status of the vendor's answer; 0 while there is none. */
    public int httpStatus() {
        return httpStatus;
    }

    void answered(int status) {
        httpStatus = status;
        if (status == UNAUTHORIZED) {
            phase = Phase.PROVEN_UNSENT;
        }
    }

    /** A 401 says that the vendor did nothing, so a new credential may be tried, once. */
    synchronized void claim() {
        boolean afterRefusal = httpStatus == UNAUTHORIZED && !triedAgain;
        if (phase != Phase.PREPARING && !afterRefusal) {
            throw new IllegalStateException("one attempt is one POST, and this attempt has made its own");
        }
        triedAgain = afterRefusal;
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
