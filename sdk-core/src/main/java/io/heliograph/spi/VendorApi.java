package io.heliograph.spi;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.SmsException;
import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpResponse;
import io.heliograph.http.ResourcePath;
import io.heliograph.http.VendorHttp;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonBody;
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
 * One vendor's API: its calls, with the credential, and what its refusals mean. Immutable and thread-safe.
 *
 * <p>Methods that take a {@link Deadline} or a {@link AttemptContext} are for the provider: they return any answer, and let
 * {@link HttpException} through. Those without are for vendor-only operations: each call takes at most
 * {@link #OPERATION_TIMEOUT}, and whatever fails is an {@link SmsException}.
 *
 * <p>With a {@link TokenSource} each call goes out with its token, and once more with a new one after a 401: a 401 says that
 * the vendor did nothing, so that a send may be repeated too. {@link AttemptContext} allows that once.
 */
public final class VendorApi implements AutoCloseable {
    /** How long one call of a vendor-only operation may take: as long as a send by the client's own default. */
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

    /** An API whose calls go by this client; closing the API closes that. */
    public static VendorApi of(VendorHttp http, VendorErrors errors) {
        return new VendorApi(http, errors, null);
    }

    /** The same API whose calls get their tokens from here; connections are shared. */
    public VendorApi withTokens(TokenSource source) {
        return new VendorApi(http, errors, source);
    }

    /** The same API with one bearer token, which isn't renewed; connections are shared. */
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

    /** A place below the base URL. */
    public ResourcePath target(String... segments) {
        return http.target(segments);
    }

    /**
     * Posts what makes the vendor send an SMS, once for each scope, and once more after a 401.
     *
     * @throws SmsException if the login was refused: nothing was sent
     * @throws HttpException if no answer came; it and the scope say whether the vendor may have got the message
     */
    public HttpResponse submit(ResourcePath target, JsonBody body, AttemptContext context) {
        return withCredential(context.deadline(), api -> api.submit(target, body, context));
    }

    /**
     * Asks for something, which changes nothing at the vendor.
     *
     * @throws HttpException if no answer came
     */
    public HttpResponse get(ResourcePath target, Deadline deadline) {
        return withCredential(deadline, api -> api.get(target, deadline));
    }

    /**
     * Calls something that sends no SMS; it may change something at the vendor.
     *
     * @param body what to send; null for no body
     * @throws HttpException if no answer came, so that the change may have been made or not
     */
    public HttpResponse call(
            VendorHttp.Method method, ResourcePath target, @Nullable JsonBody body, Deadline deadline) {
        return withCredential(deadline, api -> api.call(method, target, body, deadline));
    }

    /** Makes any other call with the credential: once, and once more after a 401. */
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
     * What an answer that isn't a 2xx says about a send.
     *
     * @param sensitiveValues what must not be repeated from the vendor's prose: {@link #sensitiveValues}; empty where that
     *     isn't known, and then nothing of it is
     */
    public SendResult sendFailure(HttpResponse response, List<String> sensitiveValues) {
        return errors.sendFailure(response, sensitiveValues);
    }

    /** What must not be repeated from the vendor's prose about a request: the request's content, and who logged in. */
    public List<String> sensitiveValues(SendRequest request) {
        List<String> ofLogin = tokens == null ? List.of() : tokens.sensitiveValues();
        return Stream.concat(ofLogin.stream(), request.sensitiveValues().stream())
                .toList();
    }

    /** What the body of a refusal says. */
    public ErrorDetails error(HttpResponse response) {
        return errors.details(response);
    }

    /** What to throw for an answer that isn't a 2xx to anything but a send. */
    public SmsException refused(HttpResponse response) {
        return errors.exception(response);
    }

    /** What to throw for an answer that isn't a 2xx to a call that has an error table of its own. */
    public SmsException refused(ErrorTable table, HttpResponse response) {
        return errors.exception(table, response);
    }

    /** What to throw for a 2xx that can't be read, where there is nothing to give without it. */
    public SmsException unreadable() {
        String reason = errors.provider() + " answered with something that can't be read";
        return SmsException.of(Failure.of(ErrorType.PROVIDER_ERROR, reason), List.of());
    }

    /**
     * The answer, if it is a 2xx.
     *
     * @throws SmsException if it isn't
     */
    public HttpResponse require2xx(HttpResponse response) {
        if (!response.is2xx()) {
            throw refused(response);
        }
        return response;
    }

    /**
     * The answer to a question about a message, if it is a 2xx.
     *
     * @throws MessageNotFoundException if the vendor says that it has no such message
     * @throws SmsException if it isn't a 2xx otherwise
     */
    public HttpResponse requireFound(HttpResponse response, MessageId id) {
        if (isNotFound(response)) {
            throw new MessageNotFoundException(id);
        }
        return require2xx(response);
    }

    /** Whether a 404 is about what was asked for, in the vendor's own form; any other page is a wrong base URL. */
    public boolean isNotFound(HttpResponse response) {
        return errors.isNotFound(response);
    }

    /**
     * An id that this vendor can be asked for.
     *
     * @throws InvalidRequestException if it is another provider's, or not known
     */
    public MessageId requireOwnId(MessageId id) {
        if (!id.provider().equals(errors.provider()) || !id.isKnown()) {
            throw new InvalidRequestException("id", "isn't one of " + errors.provider() + "'s");
        }
        return id;
    }

    /**
     * Makes a vendor-only operation with a deadline of its own.
     *
     * @throws SmsException also where no answer came
     */
    public <R> R operation(Duration timeout, Function<Deadline, R> operation) {
        try {
            return operation.apply(Deadline.after(timeout));
        } catch (HttpException e) {
            throw SmsException.of(errors.provider(), e);
        }
    }

    /** Asks for something; the answer may be a refusal. */
    public HttpResponse get(ResourcePath target) {
        return operation(OPERATION_TIMEOUT, deadline -> get(target, deadline));
    }

    /** Asks for one document; nothing mustn't be read as "none". */
    public <T> T query(ResourcePath target, JsonBinding<T> binding) {
        return read(get(target), binding);
    }

    /** Asks for one document that may not be there; empty where the vendor says so. */
    public <T> Optional<T> find(ResourcePath target, JsonBinding<T> binding) {
        HttpResponse response = get(target);
        return isNotFound(response) ? Optional.empty() : Optional.of(read(response, binding));
    }

    /**
     * Reads the answer to a question.
     *
     * @throws SmsException if it isn't a 2xx, or can't be read
     */
    public <T> T read(HttpResponse response, JsonBinding<T> binding) {
        T document = binding.read(require2xx(response).body());
        if (document == null) {
            throw unreadable();
        }
        return document;
    }

    /**
     * Asks for a list without pages.
     *
     * @param names under which the list may stand; it may also be the whole document
     */
    public <R, T> List<T> list(ResourcePath target, JsonBinding<R> binding, Function<R, T> item, String... names) {
        return items(binding.readList(require2xx(get(target)).body(), names), item);
    }

    /**
     * Reads the items of a list; one that can't be read is left out.
     *
     * @throws SmsException if there is no list: it mustn't be read as an empty one
     */
    public <R, T> List<T> items(@Nullable List<? extends @Nullable R> items, Function<R, T> item) {
        if (items == null) {
            throw unreadable();
        }
        return items.stream()
                .filter(Objects::nonNull)
                .map(one -> item.apply(Objects.requireNonNull(one)))
                .toList();
    }

    /**
     * Asks for a list page by page: each is fetched when its first item is asked for.
     *
     * @param first the name of the first page, such as a number or a cursor
     * @param page where a page is
     * @param read reads a page of this name from an answer that is a 2xx
     */
    public <T> Stream<T> pages(
            String first, Function<String, ResourcePath> page, BiFunction<String, HttpResponse, Page<T>> read) {
        return Page.stream(first, name -> read.apply(name, require2xx(get(page.apply(name)))));
    }

    /**
     * Asks for a document of lines, such as NDJSON.
     *
     * @param timeout for the whole document, the time that {@code lines} takes included
     * @throws SmsException if it isn't a 2xx, or breaks off: some lines may have been read
     */
    public void lines(ResourcePath target, Duration timeout, Consumer<String> lines) {
        VendorApi linewise = withHeader("Accept", "application/x-ndjson, application/json"); // errors are JSON
        require2xx(operation(
                timeout, deadline -> linewise.withCredential(deadline, api -> api.lines(target, lines, deadline))));
    }

    /**
     * Changes something that isn't a message.
     *
     * @param body what to send; null for no body
     * @return the answer, which is a 2xx
     * @throws SmsException if the vendor refused; or if no clear answer came, and it may have been changed or not
     */
    public HttpResponse change(VendorHttp.Method method, ResourcePath target, @Nullable JsonBody body) {
        return require2xx(tryChange(method, target, body));
    }

    /**
     * Changes something that isn't a message, where some refusals have a meaning of their own.
     *
     * @return the answer, which may be a refusal
     * @throws SmsException if no clear answer came, and it may have been changed or not
     */
    public HttpResponse tryChange(VendorHttp.Method method, ResourcePath target, @Nullable JsonBody body) {
        Deadline deadline = Deadline.after(OPERATION_TIMEOUT);
        return NonRetryableCall.make(
                errors.provider(), errors.changeRefusals(), () -> call(method, target, body, deadline));
    }

    /** Deletes something that isn't a message; false where the vendor says that it isn't there. It throws as {@link #change} does. */
    public boolean delete(ResourcePath target) {
        HttpResponse response = tryChange(VendorHttp.Method.DELETE, target, null);
        if (isNotFound(response)) {
            return false;
        }
        require2xx(response);
        return true;
    }

    /** Closes idle connections; a call that is under way goes on. */
    @Override
    public void close() {
        http.close();
    }
}
