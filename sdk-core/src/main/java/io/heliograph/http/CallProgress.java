package io.heliograph.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The state of one running call. It travels with the request as a tag, so there's no shared state. */
final class CallProgress extends DeadlineWatch.Watched {
    private final Deadline deadline;
    private final boolean isRepeatable;
    private final @Nullable AttemptContext context;
    private final DeadlineWatch watch = DeadlineThread.WATCH;
    private final AtomicBoolean passed = new AtomicBoolean();
    private @Nullable Call call;
    private boolean inSetUp;
    private boolean tookTooLong;
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

    /** Begins to watch the deadline, at which the call is cancelled. */
    void begin(Call newCall, long nanosLeft) {
        call = newCall;
        watch.begin(this, nanosLeft);
    }

    /** Stops watching: the call has its result, and the connection is about to be free for the next call. */
    void end() {
        watch.leave(this);
    }

    /** Starts the set-up timeout, which cancels the call unless a request can be written in time. */
    Deadline beginSetUp(Duration time) {
        Deadline end = deadline.orAfter(time);
        inSetUp = true;
        tookTooLong |= !watch.endWithin(this, end.nanosLeft());
        return end;
    }

    /** Stops the set-up timeout; the deadline remains. */
    void endSetUp() {
        if (inSetUp) {
            inSetUp = false;
            tookTooLong |= !watch.extend(this);
        }
    }

    /** Stops the set-up timeout, and throws if it has expired: nothing was written, and nothing may be. */
    void beforeFirstByte() throws IOException {
        endSetUp();
        if (tookTooLong) {
            throw new IOException("the connection was ready too late");
        }
    }

    @Override
    void expire() {
        if (call != null) {
            call.cancel();
        }
    }

    /** Called while the call is being cancelled, when its connection isn't touched any more. */
    void cancelled() {
        watch.expired(this);
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
}
