package io.heliograph.store.internal;

import io.heliograph.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one thread that uses an SQLite connection. What waits together is committed together, with one write to the disk; a
 * caller goes on when its own work has been committed, and work that fails takes no other with it.
 *
 * <p>It is a platform thread, because SQLite blocks the thread that calls it. Thread-safe.
 */
final class GroupCommit implements AutoCloseable {
    /** So much work is one transaction: more would keep the first too long. */
    private static final int MAX_BATCH = 256;

    private final Session session;
    private final BlockingQueue<Task<?>> queue = new LinkedBlockingQueue<>();
    private final ReentrantLock closing = new ReentrantLock();
    private final Thread thread = new Thread(this::run, "heliograph-sqlite");
    private boolean closed;

    GroupCommit(Session session) {
        this.session = session;
        thread.setDaemon(true); // what was committed stays, whenever the process ends
        thread.start();
    }

    /** Runs work on the thread and waits until it has been committed, also if the caller is interrupted. */
    <T> T run(boolean writes, Database.Work<T> work) {
        Task<T> task = new Task<>(writes, work);
        closing.lock();
        try {
            if (closed) {
                throw new StoreException("the store is closed", null);
            }
            queue.add(task);
        } finally {
            closing.unlock();
        }
        return task.await();
    }

    private void run() {
        List<Task<?>> batch = new ArrayList<>();
        boolean open = true;
        while (open) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue; // nobody has this thread to interrupt it; the last task ends it
            }
            queue.drainTo(batch, MAX_BATCH - 1);
            open = !batch.removeIf(Task::isLast);
            if (!batch.isEmpty()) {
                run(batch);
            }
            batch.clear();
        }
    }

    private void run(List<Task<?>> batch) {
        boolean writes = batch.stream().anyMatch(Task::writes);
        try {
            if (writes) {
                session.execute("BEGIN IMMEDIATE");
            }
            for (Task<?> task : batch) {
                run(task, writes);
            }
            if (writes) {
                session.execute("COMMIT");
            }
            batch.forEach(Task::committed);
        } catch (SQLException | RuntimeException | Error e) {
            RuntimeException failure = failure(e);
            rollBack(failure, writes);
            batch.forEach(task -> task.failed(failure));
        }
    }

    /** Runs one piece of work. If it fails, what it wrote is undone, and the rest of the transaction stays. */
    private void run(Task<?> task, boolean writes) throws SQLException {
        if (!writes) {
            try {
                task.run(session);
            } catch (SQLException | RuntimeException e) {
                task.failed(failure(e));
            }
            return;
        }
        session.execute("SAVEPOINT work");
        try {
            task.run(session);
        } catch (SQLException | RuntimeException e) {
            task.failed(failure(e));
            session.execute("ROLLBACK TO work"); // fails if SQLite undid the whole transaction, as on a full disk
        }
        session.execute("RELEASE work");
    }

    private static RuntimeException failure(Throwable e) {
        return e instanceof SQLException sql
                ? Failures.ofSqlite(sql)
                : e instanceof RuntimeException known ? known : new StoreException("the store failed", e);
    }

    private void rollBack(RuntimeException failure, boolean writes) {
        if (!writes) {
            return;
        }
        try {
            session.execute("ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e); // SQLite has undone it already
        }
    }

    /** Ends the thread when all that was handed in before has been done. */
    @Override
    public void close() {
        closing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            queue.add(Task.last());
        } finally {
            closing.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
