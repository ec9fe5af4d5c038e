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
    /** More than the pool's idle connections, each of which may be unusable. */
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
        Deadline setUpEnd = beginSetUp(chain, progress);
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
            } catch (IOException e) {
                if (!progress.mayRepeat(chain.call())) {
                    throw e;
                }
                setUpEnd = beginSetUp(chain, progress);
            }
        }
    }

    private Deadline beginSetUp(Chain chain, CallProgress progress) {
        Deadline end = progress.deadline().orAfter(setUpTime);
        progress.beginSetUp(chain.call(), end);
        return end;
    }
}
