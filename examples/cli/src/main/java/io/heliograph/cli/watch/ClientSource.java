package io.heliograph.cli.watch;

import io.heliograph.SmsClient;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.store.StoreException;
import io.heliograph.store.jdbc.JdbcStore;
import io.heliograph.tracking.Timeline;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Follows messages by a client: by the reports in its store, and by asking the vendors, less often the longer it takes. A thread for
 * each message that isn't final. Thread-safe.
 */
public final class ClientSource implements AutoCloseable {
    /** How many of the newest messages of a store are looked at. */
    private static final int MAX_RECENT = 100;

    private final SmsClient client;
    private final Watch watch;
    private final Duration timeout;
    private final Set<MessageId> known = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(ClientSource::daemon);

    /** A source for a watch of so long. */
    public ClientSource(SmsClient client, Watch watch, Duration timeout) {
        this.client = client;
        this.watch = watch;
        this.timeout = timeout;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "sms-watch");
        thread.setDaemon(true);
        return thread;
    }

    /** Follows one message. */
    public void follow(MessageId id) {
        if (known.add(id)) {
            threads.execute(() -> client.watch(id, timeout, timeline -> watch.add(Change.of(timeline))));
        }
    }

    /**
     * Follows the messages in a store, and those to come.
     *
     * @param withFinal whether those that are final already are reported too
     */
    public void follow(JdbcStore store, Predicate<Timeline> wanted, boolean withFinal) {
        look(store, wanted, withFinal);
        threads.execute(() -> {
            try {
                while (true) {
                    TimeUnit.SECONDS.sleep(1);
                    look(store, wanted, true);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (StoreException e) {
                watch.lost();
            }
        });
    }

    private void look(JdbcStore store, Predicate<Timeline> wanted, boolean withFinal) {
        for (Timeline timeline : store.recentTimelines(MAX_RECENT)) {
            if (!wanted.test(timeline) || known.contains(timeline.id())) {
                continue;
            }
            if (timeline.isFinal()) {
                known.add(timeline.id());
                if (withFinal) {
                    watch.add(Change.of(timeline));
                }
            } else {
                start(timeline);
            }
        }
    }

    private void start(Timeline timeline) {
        watch.add(Change.of(timeline));
        try {
            follow(timeline.id());
        } catch (InvalidRequestException e) {
            // Its id isn't known, so only its first report is shown.
        }
    }

    /** Ends its threads. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
