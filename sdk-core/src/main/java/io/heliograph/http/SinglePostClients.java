package io.heliograph.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;

/** The one place that makes HTTP clients, so that none can send a request twice. */
final class SinglePostClients {
    /** Below the idle close of the vendors' servers (Node's 5 s is the shortest that is common). */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(4);

    private static final int IDLE_CONNECTIONS = 16;

    /** How long a dead HTTP/2 connection keeps its calls waiting, at least; at the most it is twice as long. */
    private static final Duration PING = Duration.ofSeconds(5);

    private SinglePostClients() {}

    static OkHttpClient create(HttpOptions options) {
        OkHttpClient users = options.client();
        Generations generations = new Generations();
        OkHttpClient.Builder builder = users.newBuilder();
        builder.retryOnConnectionFailure(false) // no second try on a broken connection
                .followRedirects(false) // no second POST to wherever a server points
                .followSslRedirects(false) // nor from https to http
                .authenticator(Authenticator.NONE) // no second POST after a 401
                .proxyAuthenticator(new ProxyLogin(users.proxyAuthenticator()))
                .cookieJar(CookieJar.NO_COOKIES) // nothing remembered between calls
                .cache(null) // an answer is the vendor's, never an old one
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .eventListenerFactory(PhaseListener.beside(options.listeners()))
                .pingInterval(ping(users)) // HTTP/2 only; it has no other way to see that a connection is dead
                .connectTimeout(options.connectTimeout())
                .readTimeout(Duration.ZERO) // the call's deadline covers reading and writing
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO); // set for each call, from its deadline
        trackConnections(builder, users);
        builder.interceptors()
                .add(new ConnectionChoice(options.connectTimeout(), new DnsLookups(users.dns()), generations));
        builder.networkInterceptors().add(0, new ConnectionCheck(generations));
        builder.networkInterceptors().add(new RetryAfterInterceptor());
        builder.networkInterceptors().add(new SinglePassInterceptor()); // innermost: nothing can repeat behind it
        return builder.build();
    }

    /** Plain sockets of a user's own factory aren't tracked, and {@link ConnectionCheck} uses those once. */
    private static void trackConnections(OkHttpClient.Builder builder, OkHttpClient users) {
        if (users.socketFactory() == SocketFactory.getDefault()) {
            builder.socketFactory(new TrackedSocket.Factory());
        }
        X509TrustManager trust = users.x509TrustManager();
        if (trust != null) { // null where the user's client can't do TLS
            builder.sslSocketFactory(new TrackedTlsSockets(users.sslSocketFactory()), trust);
        }
    }

    private static Duration ping(OkHttpClient users) {
        Duration theirs = Duration.ofMillis(users.pingIntervalMillis());
        return theirs.isZero() || theirs.compareTo(PING) > 0 ? PING : theirs;
    }
}
