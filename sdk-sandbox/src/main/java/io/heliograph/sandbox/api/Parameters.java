package io.heliograph.sandbox.api;

import io.heliograph.sandbox.http.ErrorResponseException;
import io.heliograph.sandbox.http.Rfc3339;
import io.heliograph.sandbox.journal.Page;
import io.heliograph.sandbox.model.InboxQuery;
import io.heliograph.sandbox.model.MessageStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of one query; what is wrong is a 400 that says what would be right. */
record Parameters(Map<String, String> values) {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 500;

    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern TIMEOUT = Pattern.compile("([0-9]{1,6})(ms|s)");
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(60);

    /** Whether a text may be the id of an entry. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The parameters, which must have one of the known names. */
    static Parameters of(Map<String, String> values, Set<String> known) throws ErrorResponseException {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new ErrorResponseException(
                        400,
                        known.isEmpty()
                                ? "The query must be empty here."
                                : "The query has a parameter that isn't known here; known are "
                                        + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
        return new Parameters(values);
    }

    /** The value; null where it is missing or empty. */
    @Nullable
    String text(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private ErrorResponseException wrong(String name, String right) {
        return new ErrorResponseException(
                400,
                name + " must be " + right + "; it has "
                        + values.getOrDefault(name, "").length() + " characters and isn't.");
    }

    int limit() throws ErrorResponseException {
        Integer limit = number("limit", 1, MAX_LIMIT);
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    /** The number that the page is before. */
    long before() throws ErrorResponseException {
        String value = text("before");
        if (value == null) {
            return Page.FROM_NEWEST;
        }
        if (!isId(value)) {
            throw wrong("before", "the id that the page before this one ended with");
        }
        return Long.parseLong(value);
    }

    Duration timeout() throws ErrorResponseException {
        String value = text("timeout");
        Matcher timeout = TIMEOUT.matcher(value == null ? "5s" : value);
        if (!timeout.matches()) {
            throw wrong("timeout", "a whole number of s or ms, as 5s or 500ms");
        }
        long number = Long.parseLong(timeout.group(1));
        Duration wait = timeout.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
        if (wait.compareTo(MAX_TIMEOUT) > 0) {
            throw wrong("timeout", "at most 60s");
        }
        return wait;
    }

    /** A whole number; null without one. */
    @Nullable
    Integer number(String name, int min, int max) throws ErrorResponseException {
        String value = text(name);
        if (value == null) {
            return null;
        }
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < min || Integer.parseInt(value) > max) {
            throw wrong(name, "a whole number from " + min + " to " + max);
        }
        return Integer.valueOf(value);
    }

    /** The filter of the parameters to, from, vendor, state, key, text, q and after. */
    InboxQuery filter() throws ErrorResponseException {
        InboxQuery filter = InboxQuery.any();
        for (String name : values.keySet()) {
            String value = text(name);
            if (value == null) {
                continue;
            }
            filter = switch (name) {
                case "to" -> filter.to(value);
                case "from" -> filter.from(value);
                case "vendor" -> filter.vendor(value);
                case "state" -> filter.status(status(value));
                case "key" -> filter.key(value);
                case "text" -> filter.text(value);
                case "q" -> filter.search(value);
                case "after" -> after(filter, value);
                default -> filter;
            };
        }
        return filter;
    }

    private MessageStatus status(String value) throws ErrorResponseException {
        Optional<MessageStatus> status = Arrays.stream(MessageStatus.values())
                .filter(candidate -> candidate.word().equals(value))
                .findFirst();
        if (status.isEmpty()) {
            throw wrong(
                    "state",
                    "one of "
                            + Arrays.stream(MessageStatus.values())
                                    .map(MessageStatus::word)
                                    .collect(Collectors.joining(", ")));
        }
        return status.get();
    }

    private InboxQuery after(InboxQuery filter, String value) throws ErrorResponseException {
        if (isId(value)) {
            return filter.after(Long.parseLong(value));
        }
        // An unencoded plus sign of an offset is a blank in a query.
        Instant time = Rfc3339.parse(value.replace(' ', '+'));
        if (time == null) {
            throw wrong("after", "the id of a message, or a time as 2026-11-30T10:00:00Z");
        }
        return filter.after(time);
    }
}
