package io.heliograph.store.jdbc;

import io.heliograph.SmsClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Two processes with one store, of which one is killed at random, again and again, and replaced. */
final class KilledWorkers implements CountingServer.Conversation, AutoCloseable {
    /** A new process begins so many keys before the last one, to send those again that were under way. */
    private static final int REPEATED = 40;

    private static final int MAX_UNTIL_KILL = 25;
    private static final long MAX_SPIN_NANOS = 4_000_000;

    private final String store;
    private final Random random;
    private final CountingServer server;
    private final Map<String, Process> workers = new ConcurrentHashMap<>();
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> killed = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<String> dead = new LinkedBlockingQueue<>();
    private final AtomicInteger highest = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final List<Thread> readers = new ArrayList<>();
    private int started;
    private int killAt = 1;
    private String doomed = "";

    KilledWorkers(String store, long seed) throws IOException {
        this.store = store;
        random = new Random(seed);
        server = new CountingServer(this);
    }

    /** Kills so many processes; two are alive at any time, but for the start of one. */
    void run(int kills) throws IOException, InterruptedException {
        startOne();
        startOne();
        for (int i = 1; i <= kills; i++) {
            String name = dead.poll(2, TimeUnit.MINUTES);
            if (name == null) {
                throw new AssertionError("no process came to its kill in 2 minutes; " + i + " were killed");
            }
            if (!workers.remove(name).waitFor(1, TimeUnit.MINUTES)) {
                throw new AssertionError("the process doesn't end");
            }
            if (i < kills) {
                startOne();
            }
        }
    }

    private void startOne() throws IOException {
        String name = "worker-" + ++started;
        Process process = KilledWorker.start(store, server.port(), name, Math.max(0, highest.get() - REPEATED));
        workers.put(name, process);
        Thread reader = new Thread(() -> readAcknowledged(process), name);
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    private void readAcknowledged(Process process) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            // A line that was cut off is no acknowledgement; its number could be another's.
            StringBuilder line = new StringBuilder();
            for (int next = lines.read(); next >= 0; next = lines.read()) {
                if (next == '\n') {
                    acknowledged.add(Integer.valueOf(line.toString().strip()));
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
        } catch (IOException e) {
            // The pipe of a killed process.
        }
    }

    /** One line: the worker and the key. */
    @Override
    public void serve(CountingServer counting, InputStream in, OutputStream out) throws IOException {
        String line = CountingServer.line(in);
        if (line == null) {
            return; // killed before its first byte
        }
        String worker = line.substring(0, line.indexOf(' '));
        String key = line.substring(line.indexOf(' ') + 1);
        counting.count(key);
        if (received(worker, key, requests.incrementAndGet())) {
            out.write('\n');
            out.flush();
            answered(worker);
        }
    }

    /** Returns whether to answer. */
    private boolean received(String worker, String key, int number) {
        highest.accumulateAndGet(Integer.parseInt(key.substring(key.indexOf('-') + 1)), Math::max);
        synchronized (this) {
            if (number < killAt) {
                return true;
            }
            killAt = number + 1 + random.nextInt(MAX_UNTIL_KILL);
            if (random.nextBoolean()) {
                doomed = worker; // some time after this answer
                return true;
            }
        }
        kill(worker); // before the answer
        return false;
    }

    private void answered(String worker) {
        long spin;
        synchronized (this) {
            if (!worker.equals(doomed)) {
                return;
            }
            doomed = "";
            spin = random.nextLong(MAX_SPIN_NANOS);
        }
        long end = System.nanoTime() + spin;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        kill(worker);
    }

    private void kill(String worker) {
        Process process = workers.get(worker);
        if (process != null && killed.add(worker)) {
            process.destroyForcibly(); // kill -9
            dead.add(worker);
        }
    }

    /** A client of this process, which calls the same server. */
    SmsClient client(JdbcStore with) {
        return KilledWorker.client(with, server.port(), "test");
    }

    Map<String, Integer> requests() {
        return server.received();
    }

    /** The numbers of the keys that a process gave to its caller as accepted. */
    Set<Integer> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Kills those that are left, and waits for their last lines. */
    void stop() throws InterruptedException {
        workers.values().forEach(Process::destroyForcibly);
        for (Process process : workers.values()) {
            process.waitFor();
        }
        for (Thread reader : readers) {
            reader.join();
        }
    }

    @Override
    public void close() throws IOException {
        workers.values().forEach(Process::destroyForcibly);
        server.close();
    }
}
