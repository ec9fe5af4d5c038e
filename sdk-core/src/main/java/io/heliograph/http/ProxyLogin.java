package io.heliograph.http;

import java.io.IOException;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates at a proxy as the user's client does, and throws if the proxy demands a login that the client doesn't
 * have, or rejects the login.
 */
final class ProxyLogin implements Authenticator {
    /** OkHttp's scheme for a login before the proxy has sent a challenge. */
    private static final String PREEMPTIVE = "OkHttp-Preemptive";

    private static final String CREDENTIALS = "Proxy-Authorization";

    /** Thrown if the proxy refused the connection to the vendor, so that nothing was sent. */
    static final class RefusedException extends IOException {
        RefusedException() {
            super("the proxy wants a login");
        }
    }

    private final Authenticator users;

    ProxyLogin(Authenticator users) {
        this.users = users;
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
        Request login = users.authenticate(route, response);
        String used = response.request().header(CREDENTIALS);
        // Without the second check, OkHttp would try a wrong password 21 times
        boolean useless = login == null || (used != null && used.equals(login.header(CREDENTIALS)));
        boolean refused = useless
                && response.request().method().equals("CONNECT")
                && !PREEMPTIVE.equalsIgnoreCase(response.header("Proxy-Authenticate"));
        if (refused) {
            throw new RefusedException();
        }
        return login;
    }
}
