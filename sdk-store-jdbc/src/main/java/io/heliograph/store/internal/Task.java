package io.heliograph.store.internal;

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Work that a caller waits for while {@link GroupCommit} does it. Each field is written before the latch opens. */
final class Task<T> {
    private final boolean writes;
    private final Database.@Nullable Work<T> work;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable T result;
    private @Nullable RuntimeException failure;

    Task(boolean writes, Database.@Nullable Work<T> work) {
        this.writes = writes;
        this.work = work;
    }

    /** The task that ends the thread. */
    static Task<?> last() {
        return new Task<Object>(false, null);
    }

    boolean isLast() {
        return work == null;
    }

    boolean writes() {
        return writes;
    }

    void run(Session session) throws SQLException {
        if (work != null) {
            result = work.run(session);
        }
    }

    /** Lets the caller go on, unless it has failed before. */
    void committed() {
        done.countDown();
    }

    void failed(RuntimeException reason) {
        if (failure == null) {
            failure = reason;
        }
        done.countDown();
    }

    @SuppressWarnings("NullAway") // null where the work's result may be
    T await() {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true; // the work goes on, and only its end tells what was stored
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
        return result;
    }
}
