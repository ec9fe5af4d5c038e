package io.heliograph.http;

import com.squareup.moshi.JsonWriter;
import io.heliograph.json.JsonBody;
import io.heliograph.message.ErrorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The calls to one vendor's API. One call is one request on the wire: nothing is repeated, no redirect is followed.
 *
 * <p>Thread-safe. It blocks the calling thread until the answer or the deadline; an interrupt ends a wait no later than
 * the deadline. It holds at most 16 idle connections, for 4 seconds each.
 */
public final class Http implements AutoCloseable {
    /** The longest body that is read, after decompression. */
    static final int LONGEST_BODY = 1 << 20;

    private final Endpoint endpoint;
    private final OkHttpClient client;
    private final Redactor redactor;

    private Http(Endpoint endpoint, OkHttpClient client) {
        this.endpoint = endpoint;
        this.client = client;
        redactor = endpoint.redactor();
    }

    public static Http to(Endpoint endpoint, HttpOptions options) {
        return new Http(endpoint, OnePostClient.create(options));
    }

    /** A place below the base URL. */
    public Target target(String... segments) {
        HttpUrl.Builder url = endpoint.base().newBuilder();
        int last = endpoint.base().pathSize() - 1;
        if (endpoint.base().pathSegments().get(last).isEmpty()) {
            url.removePathSegment(last); // a base URL may end in a slash or not
        }
        for (String segment : segments) {
            url.addPathSegment(segment);
        }
        return new Target(url.build());
    }

    /**
     * Posts what makes the vendor send an SMS, once for each scope.
     *
     * @throws HttpException if no answer came; it and the scope say whether the vendor may have got the message
     * @throws IllegalStateException if the scope has been used
     */
    public HttpReply submit(Target target, JsonBody body, SendScope scope) {
        Buffer content = write(body);
        scope.claim();
        Request.Builder request = request(target).post(new OneShotBody(content)).tag(SendScope.class, scope);
        return execute(request, scope.deadline(), scope);
    }

    /**
     * Asks for something, which changes nothing at the vendor.
     *
     * @throws HttpException if no answer came
     */
    public HttpReply get(Target target, Deadline deadline) {
        return execute(request(target).get(), deadline, null);
    }

    /** Closes idle connections; a call that is under way goes on. */
    @Override
    public void close() {
        client.connectionPool().evictAll();
    }

    private Request.Builder request(Target target) {
        return new Request.Builder()
                .url(target.url())
                .headers(endpoint.headers())
                .tag(OnePass.Ticket.class, new OnePass.Ticket());
    }

    private static Buffer write(JsonBody body) {
        Buffer content = new Buffer();
        JsonWriter json = JsonWriter.of(content);
        json.setSerializeNulls(true); // what a provider writes is what goes out
        try {
            body.writeTo(json);
            json.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }

    private HttpReply execute(Request.Builder request, Deadline deadline, @Nullable SendScope scope) {
        long nanosLeft = deadline.nanosLeft();
        if (nanosLeft <= 0) {
            throw new HttpException(ErrorType.DEADLINE, false, "no time was left to begin");
        }
        Call call = client.newCall(request.build());
        call.timeout().timeout(nanosLeft, TimeUnit.NANOSECONDS);
        try (Response response = call.execute()) {
            if (scope != null) {
                scope.answered(response.code());
            }
            return read(response);
        } catch (IOException | RuntimeException e) {
            throw Failures.explain(e, scope, deadline);
        }
    }

    /** Reads an answer whose head has come; from here on nothing throws, because the vendor has answered. */
    private HttpReply read(Response response) {
        BufferedSource source = response.body().source();
        boolean complete;
        try {
            complete = !source.request(LONGEST_BODY + 1L);
        } catch (IOException | RuntimeException e) {
            complete = false;
        }
        String body = complete ? source.getBuffer().readUtf8() : "";
        return new HttpReply(response.code(), response.headers(), body, complete, redactor);
    }
}
