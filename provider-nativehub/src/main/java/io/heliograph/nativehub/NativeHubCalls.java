package io.heliograph.nativehub;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.Http;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBody;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Refusal;
import io.heliograph.message.Secret;
import io.heliograph.spi.Change;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The calls to NativeHub, with the credential that was set up. Where that is a login, a 401 gets a new token and the call
 * is made once more: a 401 says that nothing was done. Thread-safe.
 */
final class NativeHubCalls implements AutoCloseable {
    /** For vendor-only operations: as long as the client's own default. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Http http;
    private final @Nullable NativeHubLogin login;
    private final Clock clock;

    NativeHubCalls(Http http, @Nullable NativeHubLogin login, Clock clock) {
        this.http = http;
        this.login = login;
        this.clock = clock;
    }

    Target target(String... segments) {
        return http.target(segments);
    }

    Clock clock() {
        return clock;
    }

    /** What must not be repeated from a vendor's prose, besides what the call is about. */
    List<String> personal() {
        return login == null ? List.of() : login.personal();
    }

    /**
     * Posts what makes the vendor send.
     *
     * @throws SmsException if the login was refused: nothing was sent
     */
    HttpReply submit(Target target, JsonBody body, SendScope scope) {
        return withCredential(scope.deadline(), api -> api.submit(target, body, scope));
    }

    HttpReply get(Target target, Deadline deadline) {
        return withCredential(deadline, api -> api.get(target, deadline));
    }

    /** Asks for something, for a vendor-only operation. */
    HttpReply ask(Target target) {
        try {
            return get(target, Deadline.after(PATIENCE));
        } catch (HttpException e) {
            throw SmsException.of(NativeHubProvider.NAME, e);
        }
    }

    /** Changes something other than a message, for a vendor-only operation. */
    HttpReply change(Target target, JsonBody body) {
        Deadline deadline = Deadline.after(PATIENCE);
        return require2xx(Change.make(
                NativeHubProvider.NAME,
                () -> withCredential(deadline, api -> api.call(Http.Method.POST, target, body, deadline))));
    }

    HttpReply require2xx(HttpReply reply) {
        if (!reply.is2xx()) {
            throw NativeHubErrors.exception(reply, clock);
        }
        return reply;
    }

    /** For a 2xx that isn't what it should be, where there is nothing to give without it. */
    static SmsException unreadable() {
        return SmsException.of(
                Refusal.of(ErrorType.PROVIDER_ERROR, "nativehub answered with something that can't be read"),
                List.of());
    }

    private HttpReply withCredential(Deadline deadline, Function<Http, HttpReply> call) {
        if (login == null) {
            return call.apply(http);
        }
        Secret token = login.access(deadline);
        HttpReply reply = call.apply(http.withBearer(token));
        if (reply.status() != 401) {
            return reply;
        }
        return call.apply(http.withBearer(login.accessAfter(token, deadline)));
    }

    @Override
    public void close() {
        http.close();
    }
}
