package io.heliograph.spi;

import io.heliograph.error.SmsException;
import io.heliograph.http.HttpResponse;
import io.heliograph.json.JsonBinding;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Translates one vendor's error responses: its error tables, how to read a body, and its HTTP peculiarities. Immutable
 * and thread-safe.
 */
public final class VendorErrors {
    private static final int NOT_FOUND = 404;

    private final String provider;
    private final ErrorTable sendErrors;
    private final ErrorTable queryErrors;
    private final Function<HttpResponse, ErrorDetails> reader;
    private final Set<Integer> changeRefusals;
    private final boolean notFoundWithoutBody;
    private final @Nullable Clock resetClock;
    private final Duration maxReset;

    private VendorErrors(Builder builder) {
        provider = builder.provider;
        sendErrors = builder.sendErrors;
        queryErrors = builder.queryErrors;
        reader = builder.reader;
        changeRefusals = builder.changeRefusals;
        notFoundWithoutBody = builder.notFoundWithoutBody;
        resetClock = builder.resetClock;
        maxReset = builder.maxReset;
    }

    /** Begins with a provider's name, and its error table for all calls. */
    public static Builder builder(String provider, ErrorTable table) {
        return new Builder(provider, table);
    }

    String provider() {
        return provider;
    }

    Set<Integer> changeRefusals() {
        return changeRefusals;
    }

    ErrorDetails details(HttpResponse response) {
        return reader.apply(response);
    }

    SendResult sendFailure(HttpResponse response, List<String> sensitiveValues) {
        ErrorDetails details = details(response);
        SendResult result = sendErrors.result(response, details.code(), details.text(), sensitiveValues);
        return result instanceof SendResult.Rejected rejected
                ? new SendResult.Rejected(untilReset(rejected.failure(), response))
                : result;
    }

    SmsException exception(HttpResponse response) {
        return exception(queryErrors, response);
    }

    SmsException exception(ErrorTable table, HttpResponse response) {
        ErrorDetails details = details(response);
        SmsException exception = table.exception(response, details.code(), details.text());
        return exception
                .failure()
                .map(failure -> SmsException.of(untilReset(failure, response), List.of()))
                .orElse(exception);
    }

    /** The exception for a response after which it isn't known whether a change was made. */
    SmsException unknownChange(HttpResponse response) {
        ErrorDetails details = details(response);
        return queryErrors.unknownChange(provider, response, details.code(), details.text());
    }

    private Failure untilReset(Failure failure, HttpResponse response) {
        return resetClock != null && failure.type() == ErrorType.RATE_LIMITED
                ? failure.waitingAtLeast(response.rateLimitReset(resetClock, maxReset))
                : failure;
    }

    boolean isNotFound(HttpResponse response) {
        boolean isBare = notFoundWithoutBody && response.body().isEmpty();
        return response.status() == NOT_FOUND && (isBare || details(response).arePresent());
    }

    /** Builds the translation of a vendor's errors; not thread-safe. */
    public static final class Builder {
        private final String provider;
        private final ErrorTable sendErrors;
        private ErrorTable queryErrors;
        private Function<HttpResponse, ErrorDetails> reader = response -> ErrorDetails.NONE;
        private Set<Integer> changeRefusals = Set.of();
        private boolean notFoundWithoutBody;
        private @Nullable Clock resetClock;
        private Duration maxReset = Duration.ZERO;

        private Builder(String provider, ErrorTable table) {
            this.provider = provider;
            sendErrors = table;
            queryErrors = table;
        }

        /**
         * The fields of an error's body. Without them only the HTTP status counts.
         *
         * @param code the name of the code's field; null if there is none
         * @param text the name of the error text's field
         */
        public Builder fields(@Nullable String code, String text) {
            JsonBinding<Map<String, @Nullable String>> binding = JsonBinding.texts();
            return details(response -> {
                Map<String, @Nullable String> body = response.read(binding);
                return body == null
                        ? ErrorDetails.NONE
                        : new ErrorDetails(code == null ? null : body.get(code), body.get(text));
            });
        }

        /** Binds the body of each error to a class, and reads the details from it. */
        public <E> Builder body(Class<E> type, Function<E, ErrorDetails> details) {
            JsonBinding<E> binding = JsonBinding.of(type);
            return details(response -> {
                E body = response.read(binding);
                return body == null ? ErrorDetails.NONE : details.apply(body);
            });
        }

        /** Reads the details of an error from the whole response, if its body alone isn't enough. */
        public Builder details(Function<HttpResponse, ErrorDetails> newReader) {
            reader = newReader;
            return this;
        }

        /** Another error table for all calls but a send. */
        public Builder queries(ErrorTable table) {
            queryErrors = table;
            return this;
        }

        /**
         * The 5xx statuses that, by the vendor's documentation, mean that nothing was changed; besides 501, which always
         * does.
         */
        public Builder changeRejectedBy(Integer... statuses) {
            changeRefusals = Set.of(statuses);
            return this;
        }

        /** Accepts a 404 without a body as the vendor's own. */
        public Builder notFoundWithoutBody() {
            notFoundWithoutBody = true;
            return this;
        }

        /**
         * Takes the end of a rate limit from {@code X-RateLimit-Reset}.
         *
         * @param max the upper bound of the wait; a longer one means a wrong clock
         */
        public Builder rateLimitReset(Clock clock, Duration max) {
            resetClock = clock;
            maxReset = max;
            return this;
        }

        public VendorErrors build() {
            return new VendorErrors(this);
        }
    }
}
