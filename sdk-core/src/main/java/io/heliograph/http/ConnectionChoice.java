package io.heliograph.http;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Finds a usable connection for a call within the connect timeout: it leaves an unusable one before anything is
 * written, and tries another. The innermost application interceptor.
 */
final class ConnectionChoice implements Interceptor {
    /**
     * After so many unusable connections the others are probably unusable too, as after a restart of the server, so the call
     * opens a new one: to check each of the pool's would take longer than that.
     */
    private static final int MAX_UNUSABLE = 3;

    /** So that a server that closes each new connection at once doesn't keep a call busy until its deadline. */
    private static final int MAX_CONNECTIONS = 20;

    private final Duration setUpTime;
    private final DnsLookups lookups;
    private final Generations generations;

    ConnectionChoice(Duration setUpTime, DnsLookups lookups, Generations generations) {
        this.setUpTime = setUpTime;
        this.lookups = lookups;
        this.generations = generations;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        CallProgress progress = CallProgress.of(chain.call());
        if (progress == null) {
            throw new IOException("a call that wasn't made by VendorHttp");
        }
        try {
            return proceed(chain, progress);
        } finally {
            progress.endSetUp();
        }
    }

    private Response proceed(Chain chain, CallProgress progress) throws IOException {
        Deadline setUpEnd = progress.beginSetUp(setUpTime);
        for (int count = 1; ; count++) {
            int generation = generations.next();
            progress.generation(generation);
            progress.usesKeptConnection(false);
            try {
                return chain.withDns(new DnsLookups.OfCall(lookups, generation, setUpEnd))
                        .proceed(chain.request());
            } catch (UnusableConnectionException e) {
                if (count >= MAX_CONNECTIONS) {
                    throw e;
                }
                if (count % MAX_UNUSABLE == 0) {
                    generations.end(generation);
                }
            } catch (IOException e) {
                if (!progress.mayRepeat(chain.call())) {
                    throw e;
                }
                setUpEnd = progress.beginSetUp(setUpTime);
            }
        }
    }
}
