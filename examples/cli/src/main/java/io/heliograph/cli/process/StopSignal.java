package io.heliograph.cli.process;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What SIGTERM, Ctrl-C or SIGHUP ends the process with: what is known about the change that is under way. Thread-safe.
 *
 * <p>A command that changes nothing enters no stage, and ends as the JVM does: with 128 and the number of the signal.
 */
public final class StopSignal {
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** How a signal ends a stage. */
    public enum Ending {
        /** At once. */
        NOW,
        /** When its outcome has been printed, or after the grace time. */
        WAIT,
        /** As {@link #WAIT}, after its thread was interrupted and its calls were cancelled. */
        INTERRUPT,
        /** When its outcome has been printed, however long that takes; a second signal ends it at once. */
        FINISH
    }

    /** What a command is doing: the exit code and the line if a signal ends it without an outcome. */
    public record Stage(Ending ending, int exitCode, String line) {}

    private @Nullable Stage stage;
    private @Nullable Thread worker;
    private @Nullable Integer outcome;
    private Runnable cancel = () -> {};
    private boolean stopped;

    /** Makes signals call this from now on. */
    public void install(PrintWriter out, PrintWriter err) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> haltIfStopped(out, err), "sms-stop"));
    }

    /** Enters a stage on the calling thread, which waits for the end of the process if a signal came first. */
    public synchronized void enter(Stage next) {
        while (stopped) {
            try {
                wait();
            } catch (InterruptedException e) {
                // The process ends in any case.
            }
        }
        stage = next;
        worker = Thread.currentThread();
    }

    /** What ends the calls of an interrupted stage: an interrupt doesn't end a wait for a vendor's answer. */
    public synchronized void cancelBy(Runnable newCancel) {
        cancel = newCancel;
    }

    /** The outcome has been printed: a signal changes nothing from now on. */
    public synchronized void ended(int exitCode) {
        outcome = exitCode;
        notifyAll();
    }

    /** Whether a signal came. */
    public synchronized boolean isStopped() {
        return stopped;
    }

    /** The command has returned, and the process exits by itself. */
    public synchronized void exiting() {
        if (!stopped) {
            stage = null;
        }
    }

    private void haltIfStopped(PrintWriter out, PrintWriter err) {
        Integer exitCode = stop(err);
        if (exitCode != null) {
            out.flush();
            err.flush();
            Runtime.getRuntime().halt(exitCode);
        }
    }

    /** Ends the stage; returns the exit code, null for the JVM's own. */
    public synchronized @Nullable Integer stop(PrintWriter err) {
        Stage current = stage;
        if (current == null) {
            return null;
        }
        stopped = true;
        if (current.ending() == Ending.INTERRUPT && worker != null) {
            worker.interrupt();
            cancel.run();
        }
        if (current.ending() == Ending.FINISH) {
            err.println("sms: stopping when what is under way has ended; Ctrl-C again aborts");
            SecondSignal.handle(() -> abort(current, err));
            awaitOutcome(Long.MAX_VALUE);
        } else if (current.ending() != Ending.NOW) {
            awaitOutcome(GRACE_NANOS);
        }
        if (outcome != null) {
            return outcome;
        }
        err.println("sms: " + current.line());
        return current.exitCode();
    }

    private static void abort(Stage stage, PrintWriter err) {
        err.println("sms: " + stage.line());
        err.flush();
        Runtime.getRuntime().halt(stage.exitCode());
    }

    private void awaitOutcome(long nanos) {
        long end = System.nanoTime() + nanos;
        long left = nanos;
        while (outcome == null && left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                return;
            }
            left = end - System.nanoTime();
        }
    }
}
