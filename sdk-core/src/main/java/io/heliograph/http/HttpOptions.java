package io.heliograph.http;

import io.heliograph.message.InvalidRequestException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import okhttp3.ConnectionSpec;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Options for the connections to a vendor. Immutable and thread-safe.
 *
 * <p>There are no options for retries, redirects, caches or read timeouts: the one-POST rule and each call's deadline
 * determine those.
 */
public final class HttpOptions {
    private static final HttpOptions DEFAULTS = new HttpOptions(null, Duration.ofSeconds(5), true);

    private final @Nullable OkHttpClient base;
    private final Duration connectTimeout;
    private final boolean isProxied;

    private HttpOptions(@Nullable OkHttpClient base, Duration connectTimeout, boolean isProxied) {
        this.base = base;
        this.connectTimeout = connectTimeout;
        this.isProxied = isProxied;
    }

    /** The platform's proxy, TLS and DNS, and a connect timeout of 5 seconds. */
    public static HttpOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Uses the proxy, TLS, DNS, interceptors and listener of the user's own client; the one-POST rule determines the
     * rest. The user's client isn't changed or closed.
     *
     * <p>Its {@code Dns.lookup} is called on a separate thread. With a custom {@code SocketFactory} or a SOCKS proxy,
     * plain HTTP opens a new connection for each call.
     */
    public HttpOptions using(OkHttpClient client) {
        return new HttpOptions(Objects.requireNonNull(client, "client"), connectTimeout, true);
    }

    /**
     * The timeout for a ready connection, within the call's deadline: DNS look-up, TCP connect, a proxy's
     * {@code CONNECT} and the TLS handshake together. More than 0, at most a minute.
     *
     * <p>Nothing was sent when it expires, so failover to the next provider is safe.
     */
    public HttpOptions connectTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative() || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new InvalidRequestException("connect-timeout", "must be more than 0 and at most a minute");
        }
        return new HttpOptions(base, timeout, isProxied);
    }

    /**
     * The same without any proxy, neither the platform's nor that of the user's own client: for a server that simulates
     * vendors on this machine, which a proxy can't reach.
     */
    public HttpOptions withoutProxy() {
        return new HttpOptions(base, connectTimeout, false);
    }

    /** Whether the user's own client is used. */
    boolean isUsersClient() {
        return base != null;
    }

    /** @param isTls false if it needs no TLS, so that the platform's trust store isn't read */
    OkHttpClient client(boolean isTls) {
        if (base != null && isProxied) {
            return base;
        }
        OkHttpClient.Builder builder = base == null ? new OkHttpClient.Builder() : base.newBuilder();
        if (base == null && !isTls) {
            builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        if (!isProxied) {
            builder.proxy(Proxy.NO_PROXY);
        }
        return builder.build();
    }

    EventListener.Factory listeners() {
        return base == null ? call -> EventListener.NONE : base.eventListenerFactory();
    }

    /** The timeout for a ready connection. */
    public Duration connectTimeout() {
        return connectTimeout;
    }
}
