package io.heliograph.spi;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.http.VendorHttp;
import io.heliograph.http.body.HttpBody;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonBody;
import io.heliograph.json.JsonValues;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.message.Secret;
import io.heliograph.message.SendRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One vendor's API: makes calls with the credential, and translates error responses. Immutable and thread-safe.
 *
 * <p>Methods that take a {@link Deadline} or an {@link AttemptContext} are for the provider: they return any response
 * and throw {@link HttpException}. The others are for vendor-only operations: each call takes at most
 * {@link #OPERATION_TIMEOUT}, and every failure is an {@link SmsException}.
 *
 * <p>With a {@link TokenSource}, each call carries its token and is repeated once with a new token after a 401. A 401
 * proves that the vendor did nothing, so a send may be repeated too; {@link AttemptContext} allows that once.
 */
public final class VendorApi implements AutoCloseable {
    /** The time limit of one call of a vendor-only operation, equal to the client's default deadline. */
    public static final Duration OPERATION_TIMEOUT = Duration.ofSeconds(30);

    private static final int UNAUTHORIZED = 401;

    private final VendorHttp http;
    private final VendorErrors errors;
    private final @Nullable TokenSource tokens;

    private VendorApi(VendorHttp http, VendorErrors errors, @Nullable TokenSource tokens) {
        this.http = http;
        this.errors = errors;
        this.tokens = tokens;
    }

    /** Creates an API on this HTTP client; closing the API closes the client. */
    public static VendorApi of(VendorHttp http, VendorErrors errors) {
        return new VendorApi(http, errors, null);
    }

    /** The same API with tokens from this source; connections are shared. */
    public VendorApi withTokens(TokenSource source) {
        return new VendorApi(http, errors, source);
    }

    /** The same API with a fixed bearer token; connections are shared. */
    public VendorApi withBearer(Secret token) {
        return new VendorApi(http.withBearer(token), errors, null);
    }

    /** The same API with one more header, which holds no credential; connections are shared. */
    public VendorApi withHeader(String name, String value) {
        return new VendorApi(http.withHeader(name, value), errors, tokens);
    }

    /** The provider's name in routes and settings. */
    public String provider() {
        return errors.provider();
    }

    /** A path below the base URL. */
    public ResourcePath target(String... segments) {
        return http.target(segments);
    }

    /**
     * Posts a request that makes the vendor send an SMS, once per context, and once more after a 401.
     *
     * @throws SmsException if the login failed: nothing was sent
     * @throws HttpException if no response came; it and the context say whether the vendor may have received the
     *     message
     */
    public HttpResponse submit(ResourcePath target, HttpBody body, AttemptContext context) {
        return submit(VendorHttp.Method.POST, target, body, context);
    }

    /** As above, for a JSON document that is written by a lambda. */
    public HttpResponse submit(ResourcePath target, JsonBody body, AttemptContext context) {
        return submit(VendorHttp.Method.POST, target, body, context);
    }

    /**
     * Makes the vendor send an SMS with another HTTP method, as {@link VendorHttp#submit(VendorHttp.Method, ResourcePath,
     * HttpBody, AttemptContext)} does, and once more after a 401.
     *
     * @param body null for no body; a GET has none
     * @throws SmsException if the login failed: nothing was sent
     * @throws HttpException if no response came; it and the context say whether the vendor may have received the
     *     message
     */
    public HttpResponse submit(
            VendorHttp.Method method, ResourcePath target, @Nullable HttpBody body, AttemptContext context) {
        return tokens == null
                ? http.submit(method, target, body, context)
                : withCredential(context.deadline(), api -> api.submit(method, target, body, context));
    }

    /**
     * Queries a resource without changing anything at the vendor.
     *
     * @throws HttpException if no response came
     */
    public HttpResponse get(ResourcePath target, Deadline deadline) {
        return withCredential(deadline, api -> api.get(target, deadline));
    }

    /**
     * Makes a call that sends no SMS; it may change something at the vendor.
     *
     * @param body null for no body
     * @throws HttpException if no response came: whether the change was made is unknown
     */
    public HttpResponse call(
            VendorHttp.Method method, ResourcePath target, @Nullable HttpBody body, Deadline deadline) {
        return withCredential(deadline, api -> api.call(method, target, body, deadline));
    }

    /** As above, for a JSON document that is written by a lambda. */
    public HttpResponse call(
            VendorHttp.Method method, ResourcePath target, @Nullable JsonBody body, Deadline deadline) {
        return call(method, target, (HttpBody) body, deadline);
    }

    /** Makes any other call with the credential, and repeats it once after a 401. */
    public HttpResponse withCredential(Deadline deadline, Function<VendorHttp, HttpResponse> call) {
        if (tokens == null) {
            return call.apply(http);
        }
        Secret token = tokens.access(deadline);
        HttpResponse response = call.apply(authorized(token));
        if (token == null || response.status() != UNAUTHORIZED) {
            return response;
        }
        return call.apply(authorized(tokens.accessAfter(token, deadline)));
    }

    private VendorHttp authorized(@Nullable Secret token) {
        return token == null ? http : http.withBearer(token);
    }

    /**
     * The result of a send whose response isn't a 2xx.
     *
     * @param sensitiveValues values to redact in the vendor's error text: {@link #sensitiveValues}; if empty, none of
     *     it is quoted
     */
    public SendResult sendFailure(HttpResponse response, List<String> sensitiveValues) {
        return errors.sendFailure(response, sensitiveValues);
    }

    /** Values to redact in the vendor's error text about a request: the request's content and the login. */
    public List<String> sensitiveValues(SendRequest request) {
        List<String> ofRequest = request.sensitiveValues();
        List<String> ofLogin = tokens == null ? List.of() : tokens.sensitiveValues();
        return ofLogin.isEmpty()
                ? ofRequest
                : Stream.concat(ofLogin.stream(), ofRequest.stream()).toList();
    }

    /** The error code and text in the body of an error response. */
    public ErrorDetails error(HttpResponse response) {
        return errors.details(response);
    }

    /** The exception for a response that isn't a 2xx, to any call but a send. */
    public SmsException exception(HttpResponse response) {
        return errors.exception(response);
    }

    /** The exception for a response that isn't a 2xx, to a call with its own error table. */
    public SmsException exception(ErrorTable table, HttpResponse response) {
        return errors.exception(table, response);
    }

    /** The exception for a 2xx that can't be read. */
    public SmsException unreadable() {
        String reason = errors.provider() + " responded with something that can't be read";
        return SmsException.of(Failure.of(ErrorType.PROVIDER_ERROR, reason), List.of());
    }

    /**
     * Returns the response if it's a 2xx.
     *
     * @throws SmsException if it isn't
     */
    public HttpResponse require2xx(HttpResponse response) {
        if (!response.is2xx()) {
            throw exception(response);
        }
        return response;
    }

    /**
     * Returns the response to a query about a message if it's a 2xx.
     *
     * @throws MessageNotFoundException if the vendor has no such message
     * @throws SmsException for any other response that isn't a 2xx
     */
    public HttpResponse requireFound(HttpResponse response, MessageId id) {
        if (isNotFound(response)) {
            throw new MessageNotFoundException(id);
        }
        return require2xx(response);
    }

    /**
     * Whether the response is a 404 in the vendor's own form, about the requested resource; any other 404 means a wrong
     * base URL.
     */
    public boolean isNotFound(HttpResponse response) {
        return errors.isNotFound(response);
    }

    /**
     * Returns the id if this vendor can be queried for it.
     *
     * @throws InvalidRequestException if it's another provider's, or unknown
     */
    public MessageId requireOwnId(MessageId id) {
        if (!id.provider().equals(errors.provider()) || !id.isKnown()) {
            throw new InvalidRequestException("id", "isn't one of " + errors.provider() + "'s");
        }
        return id;
    }

    /**
     * Runs a vendor-only operation with a deadline.
     *
     * @throws SmsException also if no response came
     */
    public <R> R operation(Duration timeout, Function<Deadline, R> operation) {
        try {
            return operation.apply(Deadline.after(timeout));
        } catch (HttpException e) {
            throw SmsException.of(errors.provider(), e);
        }
    }

    /** Queries a resource; the response may be an error. */
    public HttpResponse get(ResourcePath target) {
        return operation(OPERATION_TIMEOUT, deadline -> get(target, deadline));
    }

    /** Queries one document; an unreadable response is an error, not an empty document. */
    public <T> T query(ResourcePath target, JsonBinding<T> binding) {
        return read(get(target), binding);
    }

    /** Queries one document that may not exist; empty if the vendor says so. */
    public <T> Optional<T> find(ResourcePath target, JsonBinding<T> binding) {
        HttpResponse response = get(target);
        return isNotFound(response) ? Optional.empty() : Optional.of(read(response, binding));
    }

    /**
     * Parses the response to a query.
     *
     * @throws SmsException if it isn't a 2xx, or can't be read
     */
    public <T> T read(HttpResponse response, JsonBinding<T> binding) {
        T document = require2xx(response).read(binding);
        if (document == null) {
            throw unreadable();
        }
        return document;
    }

    /**
     * Queries a list without pages.
     *
     * @param names the names of the field that holds the list; the list may also be the whole document
     */
    public <R, T> List<T> list(ResourcePath target, JsonBinding<R> binding, Function<R, T> item, String... names) {
        return items(binding.readList(require2xx(get(target)).body(), names), item);
    }

    /**
     * Converts the items of a list; an item that couldn't be read is skipped.
     *
     * @throws SmsException if there is no list, which mustn't count as an empty one
     */
    public <R, T> List<T> items(@Nullable List<? extends @Nullable R> items, Function<R, T> item) {
        if (items == null) {
            throw unreadable();
        }
        return items.stream()
                .filter(Objects::nonNull)
                .map(row -> item.apply(Objects.requireNonNull(row)))
                .toList();
    }

    /**
     * Queries a list page by page as a lazy stream: a page is fetched when its first item is read.
     *
     * @param first the name of the first page, such as a number or a cursor
     * @param page returns the path of a page
     * @param read parses the page of this name from a 2xx response
     */
    public <T> Stream<T> pages(
            String first, Function<String, ResourcePath> page, BiFunction<String, HttpResponse, Page<T>> read) {
        return Page.stream(first, name -> read.apply(name, require2xx(get(page.apply(name)))));
    }

    /**
     * Queries a document that is read line by line, such as NDJSON.
     *
     * @param timeout for the whole document, including the time that {@code lines} takes
     * @throws SmsException if it isn't a 2xx, or breaks off: some lines may have been read
     */
    public void lines(ResourcePath target, Duration timeout, Consumer<String> lines) {
        VendorApi linewise = withHeader("Accept", "application/x-ndjson, application/json"); // errors are JSON
        require2xx(operation(
                timeout, deadline -> linewise.withCredential(deadline, api -> api.lines(target, lines, deadline))));
    }

    /**
     * Makes a change that sends no SMS.
     *
     * @param body null for no body
     * @return the response, which is a 2xx
     * @throws SmsException if the vendor rejected the change, or whether it was made is unknown
     */
    public HttpResponse change(VendorHttp.Method method, ResourcePath target, @Nullable HttpBody body) {
        return require2xx(tryChange(method, target, body));
    }

    /** As above, for a JSON document that is written by a lambda. */
    public HttpResponse change(VendorHttp.Method method, ResourcePath target, @Nullable JsonBody body) {
        return change(method, target, (HttpBody) body);
    }

    /**
     * Makes a change that sends no SMS, some of whose error responses have a special meaning.
     *
     * @return the response, which may be an error
     * @throws SmsException if whether the change was made is unknown
     */
    public HttpResponse tryChange(VendorHttp.Method method, ResourcePath target, @Nullable HttpBody body) {
        Deadline deadline = Deadline.after(OPERATION_TIMEOUT);
        return NonRetryableCall.make(errors, () -> {
            HttpResponse response = call(method, target, body, deadline);
            boolean hasKnownValues = body == null || body instanceof JsonBody;
            return response.is2xx() || !hasKnownValues
                    ? response // another body's values aren't known here, so the vendor's words aren't quoted
                    : response.withSensitiveValues(sensitiveValues(target, (JsonBody) body));
        });
    }

    /** The values of a change that sends nothing, so that the vendor's words about it can be quoted without them. */
    private static List<String> sensitiveValues(ResourcePath target, @Nullable JsonBody body) {
        List<String> ofBody = body == null ? List.of() : JsonValues.of(body);
        return Stream.concat(target.values().stream(), ofBody.stream()).toList();
    }

    /** As above, for a JSON document that is written by a lambda. */
    public HttpResponse tryChange(VendorHttp.Method method, ResourcePath target, @Nullable JsonBody body) {
        return tryChange(method, target, (HttpBody) body);
    }

    /** Deletes a resource; false if the vendor says that it doesn't exist. It throws as {@link #change} does. */
    public boolean delete(ResourcePath target) {
        HttpResponse response = tryChange(VendorHttp.Method.DELETE, target, null);
        if (isNotFound(response)) {
            return false;
        }
        require2xx(response);
        return true;
    }

    /** Closes idle connections; running calls go on. */
    @Override
    public void close() {
        http.close();
    }
}
