package io.heliograph.http;

import io.heliograph.http.body.HttpBody;
import io.heliograph.internal.base.LibraryCheck;
import io.heliograph.json.JsonBody;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Secret;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of one vendor's API. One call is one request on the wire: only a query on a kept connection that
 * broke is repeated, and no redirect is followed.
 *
 * <p>Thread-safe. Calls block the calling thread until the response or the deadline; an interrupt ends the wait, no
 * later than the deadline. An idle connection is kept for
 * 4 seconds, or less if the server says so.
 */
public final class VendorHttp implements AutoCloseable {
    /** The largest body that is read, in bytes after decompression. */
    static final int MAX_BODY = 1 << 20;

    private static final byte[] NO_BYTES = {};

    private final Endpoint endpoint;
    private final LateClient client;
    private final Redactor redactor;

    private VendorHttp(Endpoint endpoint, LateClient client) {
        this.endpoint = endpoint;
        this.client = client;
        redactor = endpoint.redactor();
    }

    public static VendorHttp to(Endpoint endpoint, HttpOptions options) {
        LibraryCheck.run();
        return new VendorHttp(endpoint, LateClient.of(options, endpoint.base().isHttps()));
    }

    /** A path below the base URL. */
    public ResourcePath target(String... segments) {
        HttpUrl.Builder url = endpoint.base().newBuilder();
        int last = endpoint.base().pathSize() - 1;
        if (endpoint.base().pathSegments().get(last).isEmpty()) {
            url.removePathSegment(last); // the base URL may end with a slash
        }
        for (String segment : segments) {
            url.addPathSegment(segment);
        }
        return new ResourcePath(url.build(), redactor);
    }

    /**
     * Posts a request that makes the vendor send an SMS, once per context.
     *
     * @throws HttpException if no response came; it and the context say whether the vendor may have received the
     *     message
     * @throws IllegalStateException if the context has been used
     */
    public HttpResponse submit(ResourcePath target, HttpBody body, AttemptContext context) {
        return submit(Method.POST, target, body, context);
    }

    /** As above, for a JSON document that is written by a lambda. */
    public HttpResponse submit(ResourcePath target, JsonBody body, AttemptContext context) {
        return submit(Method.POST, target, body, context);
    }

    /**
     * Makes the vendor send an SMS with another HTTP method, once per context. A GET is treated like a POST: it isn't
     * repeated here, and caches are told not to answer it. But proxies may repeat a GET (RFC 9110, 9.2.2), so use POST
     * if the vendor accepts both.
     *
     * @param body null for no body; a GET has none
     * @throws HttpException if no response came; it and the context say whether the vendor may have received the
     *     message
     * @throws IllegalStateException if the context has been used
     */
    public HttpResponse submit(Method method, ResourcePath target, @Nullable HttpBody body, AttemptContext context) {
        RequestBody content = content(method, body);
        context.claim();
        Request.Builder request = request(target).method(method.name(), content);
        if (method == Method.GET) {
            request.header("Cache-Control", "no-cache, no-store");
        }
        return execute(request, CallProgress.of(context));
    }

    /**
     * Queries a resource without changing anything at the vendor; repeats the query once if a kept connection breaks.
     *
     * @throws HttpException if no response came
     */
    public HttpResponse get(ResourcePath target, Deadline deadline) {
        return execute(request(target).get(), new CallProgress(deadline, true));
    }

    /**
     * Makes a call that sends no SMS; it may change something at the vendor.
     *
     * @param body null for no body; a GET has none
     * @throws HttpException if no response came: whether the change was made is unknown
     */
    public HttpResponse call(Method method, ResourcePath target, @Nullable HttpBody body, Deadline deadline) {
        RequestBody content = content(method, body);
        return execute(request(target).method(method.name(), content), new CallProgress(deadline, false));
    }

    /** As above, for a JSON document that is written by a lambda. */
    public HttpResponse call(Method method, ResourcePath target, @Nullable JsonBody body, Deadline deadline) {
        return call(method, target, (HttpBody) body, deadline);
    }

    private static @Nullable RequestBody content(Method method, @Nullable HttpBody body) {
        if (method == Method.GET && body != null) {
            throw new IllegalArgumentException("a GET has no body; its parameters are the target's query");
        }
        if (body != null) {
            return OneShotBody.of(body);
        }
        return method == Method.GET || method == Method.DELETE ? null : OneShotBody.empty();
    }

    /**
     * Queries a resource that is read line by line, such as NDJSON, and may be long.
     *
     * @param lines receives the lines as they come, in order; each is at most 1 MiB
     * @return the response; the body of a 2xx is empty, because its lines were read
     * @throws HttpException if no response came, or it broke off: some lines may have been read
     */
    public HttpResponse lines(ResourcePath target, Consumer<String> lines, Deadline deadline) {
        CallProgress progress = new CallProgress(deadline, true);
        Call call = newCall(request(target).get(), progress);
        try (Response response = call.execute()) {
            if (!response.isSuccessful()) {
                return read(response, call);
            }
            BufferedSource source = response.body().source();
            while (!source.exhausted()) {
                lines.accept(nextLine(source));
            }
            return new HttpResponse(response.code(), response.headers(), NO_BYTES, true, redactor);
        } catch (IOException e) {
            throw TransportErrors.explain(e, null, deadline, progress.tookTooLong());
        } finally {
            progress.end();
        }
    }

    /** Reads a line; the last one may lack its line end. */
    private static String nextLine(BufferedSource source) throws IOException {
        boolean hasEnd = source.indexOf((byte) '\n', 0, MAX_BODY) >= 0;
        if (!hasEnd && source.request(MAX_BODY)) {
            throw new ProtocolException("a line of more than " + MAX_BODY + " bytes");
        }
        return hasEnd ? source.readUtf8LineStrict() : source.readUtf8();
    }

    /** The same API with another bearer token; connections are shared. */
    public VendorHttp withBearer(Secret token) {
        return new VendorHttp(endpoint.bearer(token), client);
    }

    /** The same API with one more header, which holds no credential; connections are shared. */
    public VendorHttp withHeader(String name, String value) {
        return new VendorHttp(endpoint.plainHeader(name, value), client);
    }

    /** The HTTP methods of calls that change something; at some vendors a GET does. */
    public enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    /** Closes idle connections; running calls go on. */
    @Override
    public void close() {
        client.evictIdle();
    }

    private Request.Builder request(ResourcePath target) {
        return endpoint.request(target.url());
    }

    private HttpResponse execute(Request.Builder request, CallProgress progress) {
        AttemptContext context = progress.context();
        Call call = newCall(request, progress);
        try {
            Response response = call.execute();
            if (context != null) {
                context.recordStatus(response.code());
            }
            return read(response, call);
        } catch (Exception e) { // OkHttp also throws InterruptedException, which Kotlin doesn't declare
            Response head = progress.head();
            if (head == null) {
                throw TransportErrors.explain(e, context, progress.deadline(), progress.tookTooLong());
            }
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (context != null) {
                context.recordStatus(head.code());
            }
            return new HttpResponse(head.code(), head.headers(), NO_BYTES, false, redactor); // the body broke off
        } finally {
            progress.end();
        }
    }

    private Call newCall(Request.Builder request, CallProgress progress) {
        OkHttpClient ready = client.get(progress.deadline());
        long nanosLeft = progress.deadline().nanosLeft();
        if (nanosLeft <= 0) {
            throw new HttpException(ErrorType.DEADLINE, false, "no time was left to begin");
        }
        Call call = ready.newCall(request.tag(CallProgress.class, progress).build());
        progress.begin(call, nanosLeft);
        return call;
    }

    /** Reads a response whose head has come. It never throws, because the vendor has responded. */
    private HttpResponse read(Response response, Call call) {
        BufferedSource source = response.body().source();
        boolean complete;
        try {
            complete = !source.request(MAX_BODY + 1L);
        } catch (IOException | RuntimeException e) {
            complete = false;
        }
        byte[] body = complete ? source.getBuffer().readByteArray() : NO_BYTES;
        close(response, call, complete);
        return new HttpResponse(response.code(), response.headers(), body, complete, redactor);
    }

    /** Closes the response; an incomplete one is cancelled, so that no socket stays open for its rest. */
    private static void close(Response response, Call call, boolean complete) {
        if (!complete) {
            call.cancel();
        }
        try {
            response.close();
        } catch (RuntimeException e) {
            call.cancel(); // OkHttp throws for a response that violates the protocol, but its body has been read
        }
    }
}
