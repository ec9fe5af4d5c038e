package io.heliograph.cli.watch;

import io.heliograph.message.MessageId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Prints the changes that its sources add, until each message that came up has a final status. Sources may add on any thread. */
public final class Watch {
    /** How a watch ended. */
    public enum End {
        /** Every message has a final status. */
        FINAL,
        /** The time was up first. */
        TIMEOUT,
        /** A source ended: nothing more can come. */
        LOST
    }

    private final BlockingQueue<Optional<Change>> changes = new LinkedBlockingQueue<>();
    private final Map<MessageId, Change> last = new HashMap<>();

    void add(Change change) {
        changes.add(Optional.of(change));
    }

    /** The source has ended. */
    void lost() {
        changes.add(Optional.empty());
    }

    /**
     * Prints on this thread.
     *
     * @param endsWhenFinal false to go on for messages to come
     * @param nanos for how long at most
     */
    public End run(ChangeLines lines, boolean endsWhenFinal, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        while (!endsWhenFinal || open() > 0 || last.isEmpty()) {
            Optional<Change> next = changes.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (next == null) {
                return End.TIMEOUT;
            }
            if (next.isEmpty()) {
                return End.LOST;
            }
            Change change = next.get();
            if (!isRepeated(change)) {
                last.put(change.id(), change);
                lines.print(change);
            }
        }
        return End.FINAL;
    }

    /** Two sources may report the same. */
    private boolean isRepeated(Change change) {
        Change before = last.get(change.id());
        return before != null
                && before.status().equals(change.status())
                && before.note().equals(change.note());
    }

    /** Whether no message came up. */
    public boolean isEmpty() {
        return last.isEmpty();
    }

    /** How many messages had no final status at the end. */
    public long open() {
        return last.values().stream().filter(change -> !change.isFinal()).count();
    }
}
