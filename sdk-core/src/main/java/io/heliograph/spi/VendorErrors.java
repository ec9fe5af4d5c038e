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
 * How one vendor refuses: its error tables, how a body is read for them, and what is special about its HTTP. Immutable and
 * thread-safe.
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
    private final Duration longestReset;

    private VendorErrors(Builder builder) {
        provider = builder.provider;
        sendErrors = builder.sendErrors;
        queryErrors = builder.queryErrors;
        reader = builder.reader;
        changeRefusals = builder.changeRefusals;
        notFoundWithoutBody = builder.notFoundWithoutBody;
        resetClock = builder.resetClock;
        longestReset = builder.longestReset;
    }

    /** Begins with a provider's name, and its table for whatever is called. */
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
        return result instanceof SendResult.Rejected refused
                ? new SendResult.Rejected(untilReset(refused.failure(), response))
                : result;
    }

    SmsException exception(HttpResponse response) {
        return exception(queryErrors, response);
    }

    SmsException exception(ErrorTable table, HttpResponse response) {
        ErrorDetails details = details(response);
        SmsException exception = table.exception(response, details.code(), details.text());
        return exception
                .refusal()
                .map(failure -> SmsException.of(untilReset(failure, response), List.of()))
                .orElse(exception);
    }

    private Failure untilReset(Failure failure, HttpResponse response) {
        return resetClock != null && failure.type() == ErrorType.RATE_LIMITED
                ? failure.waitingAtLeast(response.rateLimitReset(resetClock, longestReset))
                : failure;
    }

    boolean isNotFound(HttpResponse response) {
        boolean isBare = notFoundWithoutBody && response.body().isEmpty();
        return response.status() == NOT_FOUND && (isBare || details(response).arePresent());
    }

    /** Collects what is known of a vendor's refusals; not thread-safe. */
    public static final class Builder {
        private final String provider;
        private final ErrorTable sendErrors;
        private ErrorTable queryErrors;
        private Function<HttpResponse, ErrorDetails> reader = response -> ErrorDetails.NONE;
        private Set<Integer> changeRefusals = Set.of();
        private boolean notFoundWithoutBody;
        private @Nullable Clock resetClock;
        private Duration longestReset = Duration.ZERO;

        private Builder(String provider, ErrorTable table) {
            this.provider = provider;
            sendErrors = table;
            queryErrors = table;
        }

        /**
         * The fields of a refusal's body. Without it only the HTTP status counts.
         *
         * @param code of the vendor's code; null where it gives none
         * @param text of the vendor's prose
         */
        public Builder fields(@Nullable String code, String text) {
            JsonBinding<Map<String, @Nullable String>> binding = JsonBinding.texts();
            return details(response -> {
                Map<String, @Nullable String> body = binding.read(response.body());
                return body == null
                        ? ErrorDetails.NONE
                        : new ErrorDetails(code == null ? null : body.get(code), body.get(text));
            });
        }

        /** The class that the body of each refusal is bound to, and what it says. */
        public <E> Builder body(Class<E> type, Function<E, ErrorDetails> details) {
            JsonBinding<E> binding = JsonBinding.of(type);
            return details(response -> {
                E body = binding.read(response.body());
                return body == null ? ErrorDetails.NONE : details.apply(body);
            });
        }

        /** What a refusal says, where its body alone doesn't tell that. */
        public Builder details(Function<HttpResponse, ErrorDetails> newReader) {
            reader = newReader;
            return this;
        }

        /** Another table for whatever isn't a send. */
        public Builder queries(ErrorTable table) {
            queryErrors = table;
            return this;
        }

        /** The 5xx by which the vendor promises that it changed nothing; none by default. */
        public Builder changeRefusedBy(Integer... statuses) {
            changeRefusals = Set.of(statuses);
            return this;
        }

        /** This vendor's 404 for an id may have no body. */
        public Builder notFoundWithoutBody() {
            notFoundWithoutBody = true;
            return this;
        }

        /**
         * A rate limit is over when the window ends that {@code X-RateLimit-Reset} names.
         *
         * @param longest no longer than this: a longer wait is a wrong clock
         */
        public Builder rateLimitReset(Clock clock, Duration longest) {
            resetClock = clock;
            longestReset = longest;
            return this;
        }

        public VendorErrors build() {
            return new VendorErrors(this);
        }
    }
}
