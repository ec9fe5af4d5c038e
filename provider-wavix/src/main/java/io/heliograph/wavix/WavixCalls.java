package io.heliograph.wavix;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.http.Http;
import io.heliograph.http.HttpException;
import io.heliograph.http.HttpReply;
import io.heliograph.http.Target;
import io.heliograph.json.JsonBinding;
import io.heliograph.json.JsonBody;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Refusal;
import io.heliograph.spi.Change;
import io.heliograph.spi.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The calls that send nothing: lists, questions and changes of settings. Thread-safe. */
final class WavixCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Http http;
    private final JsonBinding<WavixWire.ErrorReply> errorReply = JsonBinding.of(WavixWire.ErrorReply.class);

    WavixCalls(Http http) {
        this.http = http;
    }

    Target target(String... segments) {
        return http.target(segments);
    }

    static Target query(Target target, Map<String, String> query) {
        Target asked = target;
        for (Map.Entry<String, String> one : query.entrySet()) {
            asked = asked.query(one.getKey(), one.getValue());
        }
        return asked;
    }

    /** A vendor-only operation with a deadline of its own; whoever calls it sees no exceptions of the HTTP stack. */
    static <R> R within(Duration time, Function<Deadline, R> operation) {
        try {
            return operation.apply(Deadline.after(time));
        } catch (HttpException e) {
            throw SmsException.of(WavixProvider.NAME, e);
        }
    }

    /** Asks for one document. */
    <T> T get(Target target, JsonBinding<T> binding) {
        return within(PATIENCE, deadline -> read(http.get(target, deadline), binding));
    }

    /** Asks for one document that may not be there; null where the vendor says so. */
    <T> @Nullable T find(Target target, JsonBinding<T> binding) {
        HttpReply reply = within(PATIENCE, deadline -> http.get(target, deadline));
        return isNotFound(reply) ? null : read(reply, binding);
    }

    /** Changes something; any 2xx is a success, because the vendor's documents differ in which. */
    HttpReply change(Http.Method method, Target target, @Nullable JsonBody body) {
        HttpReply reply = made(method, target, body);
        if (!reply.is2xx()) {
            throw isNotFound(reply) ? notFound() : failure(reply);
        }
        return reply;
    }

    /** Deletes something; false where the vendor says that it isn't there. */
    boolean delete(Target target) {
        HttpReply reply = made(Http.Method.DELETE, target, null);
        if (!reply.is2xx() && !isNotFound(reply)) {
            throw failure(reply);
        }
        return reply.is2xx();
    }

    private HttpReply made(Http.Method method, Target target, @Nullable JsonBody body) {
        Deadline deadline = Deadline.after(PATIENCE);
        return Change.make(WavixProvider.NAME, () -> http.call(method, target, body, deadline));
    }

    /** Asks for a document of lines; what isn't a 2xx is thrown. */
    void lines(Target target, Duration time, Consumer<String> lines) {
        Http linewise = http.withHeader("Accept", "application/x-ndjson, application/json"); // errors are JSON
        HttpReply reply = within(time, deadline -> linewise.lines(target, lines, deadline));
        if (!reply.is2xx()) {
            throw failure(reply);
        }
    }

    /** A list page by page, each fetched when its first item is asked for. */
    <R extends WavixPage, T> Stream<T> pages(
            Target target, JsonBinding<R> binding, BiFunction<R, HttpReply, List<T>> items) {
        return Page.stream("1", number -> {
            HttpReply reply = within(PATIENCE, deadline -> http.get(target.query("page", number), deadline));
            R page = read(reply, binding);
            List<T> found = items.apply(page, reply);
            int next = Integer.parseInt(number) + 1;
            // An empty page is the last one, whatever the numbers beside it say.
            return new Page<>(found, !found.isEmpty() && next <= page.pages() ? String.valueOf(next) : null);
        });
    }

    /**
     * Reads the answer to a question.
     *
     * @throws SmsException if it isn't a 2xx, or no document: nothing mustn't be read as "none"
     */
    <T> T read(HttpReply reply, JsonBinding<T> binding) {
        if (!reply.is2xx()) {
            throw failure(reply);
        }
        T said = binding.read(reply.body());
        if (said == null) {
            throw unreadable();
        }
        return said;
    }

    static SmsException unreadable() {
        return SmsException.of(Refusal.of(ErrorType.PROVIDER_ERROR, "the answer couldn't be read"), List.of());
    }

    @Nullable
    String errorText(HttpReply reply) {
        WavixWire.ErrorReply error = errorReply.read(reply.body());
        return error == null ? null : error.message;
    }

    /** What to throw for an answer that isn't a 2xx. */
    SmsException failure(HttpReply reply) {
        return WavixErrors.TABLE.exception(reply, null, errorText(reply));
    }

    /** A change names something of the account's by its id, so a 404 is the caller's and not the base URL's. */
    private static SmsException notFound() {
        String reason = "HTTP 404: Wavix has nothing with this id";
        return SmsException.of(Refusal.of(ErrorType.INVALID_REQUEST, reason), List.of());
    }

    /** A 404 in the vendor's own words; any other is a wrong base URL. */
    private boolean isNotFound(HttpReply reply) {
        return reply.status() == 404 && errorText(reply) != null;
    }
}
