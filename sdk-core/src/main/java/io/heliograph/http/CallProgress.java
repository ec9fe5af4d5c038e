package io.heliograph.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Response;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * What one call knows while it runs. It travels with the request, so that nothing about a call is kept in a shared place.
 */
final class CallProgress {
    private final Deadline deadline;
    private final boolean changesNothing;
    private final AtomicBoolean passed = new AtomicBoolean();
    private @Nullable SetUp setUp;
    private volatile boolean tookTooLong;
    private volatile @Nullable Response head;
    private boolean onUsedConnection;
    private boolean repeated;
    private int generation;

    /** @param changesNothing whether the call may be made again without harm */
    CallProgress(Deadline deadline, boolean changesNothing) {
        this.deadline = deadline;
        this.changesNothing = changesNothing;
    }

    static @Nullable CallProgress of(Call call) {
        return call.request().tag(CallProgress.class);
    }

    Deadline deadline() {
        return deadline;
    }

    /** Lets the call through to the network once; false for a second time. */
    boolean pass() {
        return passed.compareAndSet(false, true);
    }

    /** The time until a request can be written begins; when it is over, the call is cancelled. */
    void beginSetUp(Call call, Deadline end) {
        SetUp begun = new SetUp(call);
        begun.timeout(Math.max(1, end.nanosLeft()), TimeUnit.NANOSECONDS);
        begun.enter();
        setUp = begun;
    }

    /** Ends that time. */
    void endSetUp() {
        if (setUp != null) {
            if (setUp.exit()) {
                tookTooLong = true;
            }
            setUp = null;
        }
    }

    /** Ends that time, and fails where it is over: nothing was written, and nothing must be. */
    void beforeFirstByte() throws IOException {
        endSetUp();
        if (tookTooLong) {
            throw new IOException("the connection was ready too late");
        }
    }

    /** Whether no connection was ready in time. */
    boolean tookTooLong() {
        return tookTooLong;
    }

    void headCame(Response response) {
        head = response;
    }

    /** The head of the vendor's answer, which is the answer whatever comes after it; null while there is none. */
    @Nullable
    Response head() {
        return head;
    }

    /** Whether it is about to use a connection that was used before. */
    void uses(boolean usedConnection) {
        onUsedConnection = usedConnection;
    }

    /** Whether to ask once more: a question on a connection that was used before, and may have died of rest. */
    boolean mayRepeat(Call call) {
        boolean stopped = tookTooLong
                || deadline.hasPassed()
                || call.isCanceled()
                || Thread.currentThread().isInterrupted();
        if (!changesNothing || !onUsedConnection || repeated || head != null || stopped) {
            return false;
        }
        repeated = true;
        passed.set(false);
        return true;
    }

    /** Which generation of connections the call may use. */
    int generation() {
        return generation;
    }

    void generation(int newGeneration) {
        generation = newGeneration;
    }

    /** Okio's watchdog ends it. */
    private final class SetUp extends AsyncTimeout {
        private final Call call;

        SetUp(Call call) {
            this.call = call;
        }

        @Override
        protected void timedOut() {
            tookTooLong = true;
            call.cancel();
        }
    }
}
