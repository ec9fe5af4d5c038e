package io.heliograph.http;

import io.heliograph.message.InvalidRequestException;
import java.time.Duration;
import java.util.Objects;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * How connections to a vendor are made. Immutable and thread-safe.
 *
 * <p>There is no setting for retries, redirects, caches or read timeouts: the rule of one POST and the deadline of each
 * call decide those.
 */
public final class HttpOptions {
    private static final HttpOptions DEFAULTS = new HttpOptions(null, Duration.ofSeconds(5));

    private final @Nullable OkHttpClient base;
    private final Duration connectTimeout;

    private HttpOptions(@Nullable OkHttpClient base, Duration connectTimeout) {
        this.base = base;
        this.connectTimeout = connectTimeout;
    }

    /** The platform's proxy, TLS and name lookup; 5 seconds until a connection is ready. */
    public static HttpOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Takes over proxy, TLS, name lookup, interceptors and listener from a client of the user's; the rest is set by the
     * rule of one POST. The user's client itself is not changed, and not closed.
     *
     * <p>Its {@code Dns.lookup} is called on a thread of its own. With a {@code SocketFactory} of its own, and with a
     * SOCKS proxy, plain HTTP takes a new connection for each call.
     */
    public HttpOptions using(OkHttpClient client) {
        return new HttpOptions(Objects.requireNonNull(client, "client"), connectTimeout);
    }

    /**
     * How long it may take until a connection is ready, within the deadline of the call: name lookup, connecting, a
     * proxy's {@code CONNECT} and TLS together. More than 0, at most a minute.
     *
     * <p>Nothing has been sent then, so the send may go on to the next provider.
     */
    public HttpOptions connectTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new InvalidRequestException("connect-timeout", "must be more than 0 and at most a minute");
        }
        return new HttpOptions(base, timeout);
    }

    OkHttpClient client() {
        return base == null ? new OkHttpClient() : base;
    }

    EventListener.Factory listeners() {
        return base == null ? call -> EventListener.NONE : base.eventListenerFactory();
    }

    Duration connectTimeout() {
        return connectTimeout;
    }
}
