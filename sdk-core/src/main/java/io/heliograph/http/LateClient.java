package io.heliograph.http;

import io.heliograph.message.ErrorType;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The OkHttp client of a vendor. With TLS it is made on a thread of its own, which ends when it is made: OkHttp reads the JDK's
 * trust store then, about 100 ms that an application's start, or its first send, needn't wait for. Thread-safe.
 */
final class LateClient {
    private static final String THREAD = "heliograph-tls";

    private final @Nullable FutureTask<OkHttpClient> creation;
    private volatile @Nullable OkHttpClient made;

    private LateClient(@Nullable FutureTask<OkHttpClient> creation, @Nullable OkHttpClient made) {
        this.creation = creation;
        this.made = made;
    }

    /** Makes the client at once if that takes no trust store; otherwise begins to. */
    static LateClient of(HttpOptions options, boolean isTls) {
        if (!isTls || options.isUsersClient()) {
            return new LateClient(null, SinglePostClients.create(options, isTls));
        }
        return begin(() -> SinglePostClients.create(options, true));
    }

    /** Begins to make a client, on a thread that ends with it. */
    static LateClient begin(Callable<OkHttpClient> create) {
        FutureTask<OkHttpClient> creation = new FutureTask<>(create);
        Thread thread = new Thread(creation, THREAD);
        thread.setDaemon(true);
        thread.start();
        return new LateClient(creation, null);
    }

    /** The client, as soon as it is made. */
    OkHttpClient get(Deadline deadline) {
        OkHttpClient client = made;
        return client != null ? client : await(Objects.requireNonNull(creation), deadline);
    }

    private OkHttpClient await(FutureTask<OkHttpClient> creation, Deadline deadline) {
        try {
            OkHttpClient client = creation.get(Math.max(0, deadline.nanosLeft()), TimeUnit.NANOSECONDS);
            made = client;
            return client;
        } catch (ExecutionException e) {
            throw new HttpException(
                    ErrorType.CONFIGURATION, false, "TLS can't be set up: " + TransportErrors.rootMessage(e));
        } catch (InterruptedException | TimeoutException e) { // nothing was sent
            throw TransportErrors.explain(e, null, deadline);
        }
    }

    /** Closes idle connections, if there can be any yet. */
    void evictIdle() {
        OkHttpClient client = made;
        if (client != null) {
            client.connectionPool().evictAll();
        }
    }
}
