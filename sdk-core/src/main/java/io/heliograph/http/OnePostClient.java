package io.heliograph.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;

/** The one place that makes HTTP clients, so that none can send a request twice. */
final class OnePostClient {
    /** Below the idle close of the vendors' servers (Node's 5 s is the shortest that is common). */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(4);

    private static final int IDLE_CONNECTIONS = 16;

    private OnePostClient() {}

    static OkHttpClient create(HttpOptions options) {
        OkHttpClient.Builder builder = options.newClient();
        builder.retryOnConnectionFailure(false) // no second try on a broken connection
                .followRedirects(false) // no second POST to wherever a server points
                .followSslRedirects(false) // nor from https to http
                .authenticator(Authenticator.NONE) // no second POST after a 401
                .cookieJar(CookieJar.NO_COOKIES) // nothing remembered between calls
                .cache(null) // an answer is the vendor's, never an old one
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .eventListenerFactory(PhaseListener.beside(options.listeners()))
                .connectTimeout(options.connectTimeout())
                .readTimeout(Duration.ZERO) // the call's deadline covers reading and writing
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO); // set for each call, from its deadline
        builder.networkInterceptors().add(new HintShield());
        builder.networkInterceptors().add(new OnePass()); // innermost: nothing can repeat behind it
        return builder.build();
    }
}
