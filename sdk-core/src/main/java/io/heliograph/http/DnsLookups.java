package io.heliograph.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Resolves host names on separate threads, because the platform's look-up can't be interrupted and a call must end in
 * time. Concurrent calls for one name share a look-up. Thread-safe.
 */
final class DnsLookups {
    /** After this time a look-up is abandoned, and the next call starts a new one. */
    private static final long GIVEN_UP = TimeUnit.SECONDS.toNanos(30);

    private final Dns dns;
    private final Executor threads;
    private final ConcurrentHashMap<String, Running> running = new ConcurrentHashMap<>();

    /** A look-up whose call didn't wait any longer. Its message is safe to log. */
    static final class UnansweredException extends UnknownHostException {
        UnansweredException(String reason) {
            super(reason);
        }
    }

    /** One look-up, shared by all waiting calls. */
    private static final class Running {
        private final CompletableFuture<List<InetAddress>> result = new CompletableFuture<>();
        private final long since = System.nanoTime();

        boolean canBeShared() {
            return !result.isDone() && System.nanoTime() - since < GIVEN_UP;
        }
    }

    DnsLookups(Dns dns) {
        this(dns, DnsLookups::onItsOwnThread);
    }

    DnsLookups(Dns dns, Executor threads) {
        this.dns = dns;
        this.threads = threads;
    }

    private static void onItsOwnThread(Runnable lookup) {
        Thread thread = new Thread(null, lookup, "heliograph-dns", 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    List<InetAddress> lookup(String host, Deadline until) throws UnknownHostException {
        try {
            return shared(host).get(Math.max(0, until.nanosLeft()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UnansweredException("the name look-up wasn't answered in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("interrupted before anything was sent");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            if (e.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IllegalStateException("the look-up failed", e.getCause());
        }
    }

    private CompletableFuture<List<InetAddress>> shared(String host) {
        Running fresh = new Running();
        Running chosen = running.compute(host, (any, old) -> old != null && old.canBeShared() ? old : fresh);
        if (chosen == fresh) {
            start(host, fresh);
        }
        return chosen.result;
    }

    private void start(String host, Running mine) {
        try {
            threads.execute(() -> run(host, mine));
        } catch (Throwable e) { // no thread could be started
            mine.result.completeExceptionally(e);
            running.remove(host, mine);
            throw e;
        }
    }

    private void run(String host, Running mine) {
        try {
            mine.result.complete(dns.lookup(host));
        } catch (Throwable e) { // also an Error in the user's Dns: waiting calls must get a result
            mine.result.completeExceptionally(e);
        } finally {
            running.remove(host, mine);
        }
    }

    /** OkHttp's view of the look-ups of one call. Calls with equal instances can share connections. */
    static final class OfCall implements Dns {
        private final DnsLookups lookups;
        private final int generation;
        private final Deadline until;

        OfCall(DnsLookups lookups, int generation, Deadline until) {
            this.lookups = lookups;
            this.generation = generation;
            this.until = until;
        }

        @Override
        public List<InetAddress> lookup(String host) throws UnknownHostException {
            return lookups.lookup(host, until);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OfCall same && same.lookups == lookups && same.generation == generation;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(lookups) + generation;
        }
    }
}
