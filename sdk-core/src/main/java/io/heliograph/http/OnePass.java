package io.heliograph.http;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Lets a call go out once: a second pass, by OkHttp or by an interceptor of the user's, fails before its first byte. */
final class OnePass implements Interceptor {
    /** Travels with each request, so that nothing about a call is kept in a shared place. */
    static final class Ticket {
        private final AtomicBoolean used = new AtomicBoolean();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Ticket ticket = chain.request().tag(Ticket.class);
        if (ticket == null || !ticket.used.compareAndSet(false, true)) {
            throw new IOException("a second pass of one call was stopped");
        }
        return chain.proceed(chain.request());
    }
}
