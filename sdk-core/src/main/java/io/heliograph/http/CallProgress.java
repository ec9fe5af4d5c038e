package io.heliograph.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Response;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/** The state of one running call. It travels with the request as a tag, so there's no shared state. */
final class CallProgress {
    private final Deadline deadline;
    private final boolean isRepeatable;
    private final @Nullable AttemptContext context;
    private final AtomicBoolean passed = new AtomicBoolean();
    private @Nullable SetUp setUp;
    private volatile boolean tookTooLong;
    private volatile @Nullable Response head;
    private boolean onKeptConnection;
    private boolean repeated;
    private int generation;

    /** @param isRepeatable whether the call is safe to repeat */
    CallProgress(Deadline deadline, boolean isRepeatable) {
        this(deadline, isRepeatable, null);
    }

    private CallProgress(Deadline deadline, boolean isRepeatable, @Nullable AttemptContext context) {
        this.deadline = deadline;
        this.isRepeatable = isRepeatable;
        this.context = context;
    }

    /** The progress of a call that makes the vendor send an SMS. */
    static CallProgress of(AttemptContext context) {
        return new CallProgress(context.deadline(), false, context);
    }

    static @Nullable CallProgress of(Call call) {
        return call.request().tag(CallProgress.class);
    }

    Deadline deadline() {
        return deadline;
    }

    /** Lets the call pass to the network once; false if it has passed before. */
    boolean pass() {
        return passed.compareAndSet(false, true);
    }

    /** Starts the set-up timeout, which cancels the call unless a request can be written in time. */
    void beginSetUp(Call call, Deadline end) {
        SetUp started = new SetUp(call);
        started.timeout(Math.max(1, end.nanosLeft()), TimeUnit.NANOSECONDS);
        started.enter();
        setUp = started;
    }

    /** Stops the set-up timeout. */
    void endSetUp() {
        if (setUp != null) {
            if (setUp.exit()) {
                tookTooLong = true;
            }
            setUp = null;
        }
    }

    /** Stops the set-up timeout, and throws if it has expired: nothing was written, and nothing may be. */
    void beforeFirstByte() throws IOException {
        endSetUp();
        if (tookTooLong) {
            throw new IOException("the connection was ready too late");
        }
    }

    /** Whether the set-up timeout expired before a connection was ready. */
    boolean tookTooLong() {
        return tookTooLong;
    }

    /** The attempt that the call makes; null if it sends no SMS. */
    @Nullable
    AttemptContext context() {
        return context;
    }

    void recordHead(Response response) {
        head = response;
    }

    /** The head of the vendor's response, which counts whatever follows it; null as long as there is none. */
    @Nullable
    Response head() {
        return head;
    }

    /** Records whether the call is about to use a connection that was used before. */
    void usesKeptConnection(boolean kept) {
        onKeptConnection = kept;
    }

    /** Whether to repeat the call: a query on a kept connection, which the server may have closed while it was idle. */
    boolean mayRepeat(Call call) {
        boolean stopped = tookTooLong
                || deadline.hasPassed()
                || call.isCanceled()
                || Thread.currentThread().isInterrupted();
        if (!isRepeatable || !onKeptConnection || repeated || head != null || stopped) {
            return false;
        }
        repeated = true;
        passed.set(false);
        return true;
    }

    /** The generation of connections that the call may use. */
    int generation() {
        return generation;
    }

    void generation(int newGeneration) {
        generation = newGeneration;
    }

    /** A timeout by Okio's watchdog thread. */
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
