package io.heliograph.http;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The daemon thread of a {@link DeadlineWatch}. Thread-safe. */
final class DeadlineThread implements DeadlineWatch.Worker {
    /** The watch of all calls of the process. */
    static final DeadlineWatch WATCH = new DeadlineWatch(System::nanoTime, new DeadlineThread());

    private volatile @Nullable Thread thread;

    @Override
    public void start(DeadlineWatch watch) {
        Thread started = new Thread(null, () -> run(watch), "heliograph-deadlines", 0, false);
        started.setDaemon(true);
        // Not that of the first caller, which may be an application that ends before this one
        started.setContextClassLoader(DeadlineThread.class.getClassLoader());
        thread = started;
        started.start();
    }

    @Override
    public void wake() {
        LockSupport.unpark(thread);
    }

    private void run(DeadlineWatch watch) {
        for (long sleep = 0; sleep != DeadlineWatch.END; sleep = watch.look()) {
            LockSupport.parkNanos(this, sleep);
            Thread.interrupted(); // a listener of the user's may have interrupted it, and it would never sleep again
        }
    }
}
