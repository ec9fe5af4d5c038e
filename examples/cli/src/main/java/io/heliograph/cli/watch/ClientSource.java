package io.heliograph.cli.watch;

import io.heliograph.SmsClient;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
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

    /**
     * Follows one message.
     *
     * @param to the masked recipient; empty if it isn't known
     */
    public void follow(MessageId id, String to) {
        if (known.add(id)) {
            client.tracker().find(id).ifPresent(timeline -> watch.add(Change.of(timeline, to)));
            threads.execute(() -> {
                try {
                    client.watch(id, timeout, timeline -> watch.add(Change.of(timeline, to)));
                } catch (InvalidRequestException e) {
                    watch.add(Change.of(Timeline.of(id), to).withNote("its provider isn't set up here"));
                } catch (StoreException e) {
                    watch.lost();
                }
            });
        }
    }

    /**
     * Follows the messages that were sent with a store, and those to come.
     *
     * @param withFinal whether those that are final already are reported too
     */
    public void follow(JdbcStore store, Predicate<Message> wanted, boolean withFinal) {
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

    private void look(JdbcStore store, Predicate<Message> wanted, boolean withFinal) {
        for (Message message : store.recentMessages(MAX_RECENT)) {
            MessageId id = message.id();
            if (!id.isKnown() || known.contains(id) || !wanted.test(message)) {
                continue;
            }
            if (!withFinal
                    && store.timelines().find(id).filter(Timeline::isFinal).isPresent()) {
                known.add(id);
            } else {
                follow(id, message.to().map(Object::toString).orElse(""));
            }
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
