package io.heliograph.androidgateway;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.Http;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpReply;
import io.heliograph.http.SendScope;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonBody;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Refusal;
import io.heliograph.spi.Change;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls to the gateway, with the credential that was set up. Thread-safe. */
final class AndroidGatewayCalls implements AutoCloseable {
    /** For vendor-only operations: as long as the client's own default. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Http http;
    private final @Nullable AndroidGatewayLogin login;
    private final JsonBinding<AndroidGatewayWire.ErrorReply> errorReply =
            JsonBinding.of(AndroidGatewayWire.ErrorReply.class);

    AndroidGatewayCalls(Http http, @Nullable AndroidGatewayLogin login) {
        this.http = http;
        this.login = login;
    }

    Target target(String... segments) {
        return http.target(segments);
    }

    /** Posts what makes a phone send. */
    HttpReply submit(Target target, JsonBody body, SendScope scope) {
        return withCredential(scope.deadline(), api -> api.submit(target, body, scope));
    }

    HttpReply get(Target target, Deadline deadline) {
        return withCredential(deadline, api -> api.get(target, deadline));
    }

    HttpReply delete(Target target, Deadline deadline) {
        return withCredential(deadline, api -> api.call(Http.Method.DELETE, target, null, deadline));
    }

    /** Asks for something, for a vendor-only operation. */
    HttpReply ask(Target target) {
        try {
            return get(target, Deadline.after(PATIENCE));
        } catch (HttpException e) {
            throw SmsException.of(AndroidGatewayProvider.NAME, e);
        }
    }

    /** Changes something other than a message, for a vendor-only operation. */
    HttpReply change(Http.Method method, Target target, @Nullable JsonBody body) {
        Deadline deadline = Deadline.after(PATIENCE);
        return Change.make(
                AndroidGatewayProvider.NAME,
                Set.of(501), // it says that the gateway hasn't got this at all
                () -> withCredential(deadline, api -> api.call(method, target, body, deadline)));
    }

    HttpReply require2xx(HttpReply reply) {
        if (!reply.is2xx()) {
            throw refused(reply);
        }
        return reply;
    }

    SmsException refused(HttpReply reply) {
        return AndroidGatewayErrors.exception(reply, errorText(reply));
    }

    @Nullable
    String errorText(HttpReply reply) {
        AndroidGatewayWire.ErrorReply error = errorReply.read(reply.body());
        return error == null ? null : error.message;
    }

    /** Whether a 404 is about an id: a phone says it without a body, and a page is a wrong base URL. */
    boolean isMissing(HttpReply reply) {
        return reply.status() == 404
                && (errorText(reply) != null || reply.body().isEmpty());
    }

    /** For a 2xx that holds nothing to give. */
    static SmsException unreadable() {
        return SmsException.of(
                Refusal.of(
                        ErrorType.PROVIDER_ERROR,
                        AndroidGatewayProvider.NAME + " answered with something that can't be read"),
                List.of());
    }

    /** A list as the body of an object, which is what can be bound. */
    static String asObject(HttpReply reply) {
        return "{\"items\":" + reply.body() + "}";
    }

    private HttpReply withCredential(Deadline deadline, Function<Http, HttpReply> call) {
        return login == null ? call.apply(http) : login.with(deadline, call);
    }

    @Override
    public void close() {
        http.close();
    }
}
