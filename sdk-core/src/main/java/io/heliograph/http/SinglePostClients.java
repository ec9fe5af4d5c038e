package io.heliograph.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;

/** Creates the HTTP clients, all configured never to send a request twice. */
final class SinglePostClients {
    /** Shorter than the idle timeouts of the vendors' servers (Node's 5 s is the shortest common one). */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(4);

    /**
     * No bound of its own: the limit of concurrent requests bounds how many connections are opened, and each closes after the
     * keep-alive. A smaller number would open and close connections all the time under load.
     */
    private static final int IDLE_CONNECTIONS = Integer.MAX_VALUE;

    /** The HTTP/2 ping interval: a dead connection fails its calls after one to two intervals. */
    private static final Duration PING = Duration.ofSeconds(5);

    private SinglePostClients() {}

    /** @param isTls whether it must be able to use TLS; without, it needs no trust store */
    static OkHttpClient create(HttpOptions options, boolean isTls) {
        OkHttpClient users = options.client(isTls);
        Generations generations = new Generations();
        OkHttpClient.Builder builder = users.newBuilder();
        builder.retryOnConnectionFailure(false) // no second POST after a broken connection
                .followRedirects(false) // no second POST to another URL
                .followSslRedirects(false) // nor from https to http
                .authenticator(Authenticator.NONE) // no second POST after a 401
                .proxyAuthenticator(new ProxyLogin(users.proxyAuthenticator()))
                .cookieJar(CookieJar.NO_COOKIES) // no state between calls
                .cache(null) // every response is fresh
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .eventListenerFactory(PhaseListener.beside(options.listeners()))
                .pingInterval(ping(users)) // HTTP/2 only; a dead connection can't be detected otherwise
                .connectTimeout(options.connectTimeout())
                .readTimeout(Duration.ZERO) // the call's deadline covers reading and writing
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO); // set for each call, from its deadline
        trackConnections(builder, users);
        builder.interceptors()
                .add(new ConnectionChoice(options.connectTimeout(), new DnsLookups(users.dns()), generations));
        builder.networkInterceptors().add(0, new ConnectionCheck(generations));
        return builder.build();
    }

    /** Plain sockets of the user's own factory aren't tracked; {@link ConnectionCheck} uses them once. */
    private static void trackConnections(OkHttpClient.Builder builder, OkHttpClient users) {
        if (users.socketFactory() == SocketFactory.getDefault()) {
            builder.socketFactory(new TrackedSocket.Factory());
        }
        X509TrustManager trust = users.x509TrustManager();
        if (trust != null) { // null without TLS
            builder.sslSocketFactory(new TrackedTlsSockets(users.sslSocketFactory()), trust);
        }
    }

    private static Duration ping(OkHttpClient users) {
        Duration theirs = Duration.ofMillis(users.pingIntervalMillis());
        return theirs.isZero() || theirs.compareTo(PING) > 0 ? PING : theirs;
    }
}
