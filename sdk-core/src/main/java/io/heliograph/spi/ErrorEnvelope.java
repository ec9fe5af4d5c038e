package io.heliograph.spi;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Detects an API's error in a document of unknown structure. Stateless. */
final class ErrorEnvelope {
    private static final Set<String> VERDICTS = Set.of("success", "ok", "accepted");
    private static final Set<String> ERRORS = Set.of(
            "error", "errors", "errorcode", "errormessage", "errortype", "fault", "exception", "title", "detail");
    private static final Set<String> WORDS = Set.of("message", "msg", "reason", "description", "errordescription");
    private static final Set<String> STATES = Set.of("status", "state", "statuscode");
    private static final Set<String> INNER = Set.of("data", "result", "response");

    /** Values of error fields that mean no error. */
    private static final Set<String> NOTHING = Set.of("", "0", "false", "null", "none", "ok", "success", "accepted");

    private static final Set<String> FAILED = Set.of(
            "error",
            "fail",
            "failed",
            "failure",
            "rejected",
            "refused",
            "denied",
            "invalid",
            "unauthorized",
            "forbidden");

    private ErrorEnvelope() {}

    /** Whether the fields report an error, or hold nothing but text, at the top level or in a wrapped object. */
    static boolean isIn(Map<String, @Nullable Object> fields) {
        return reportsError(fields, true);
    }

    private static boolean reportsError(Map<?, ?> fields, boolean outer) {
        boolean error = false;
        boolean words = false;
        boolean others = false;
        for (Map.Entry<?, ?> field : fields.entrySet()) {
            String name = name(field.getKey());
            Object value = field.getValue();
            error |= VERDICTS.contains(name) && isFalse(value);
            error |= ERRORS.contains(name) && isSomething(value);
            error |= name.equals("code") && isSomething(value) && !isHttp(value, 200, 300);
            error |= STATES.contains(name) && (FAILED.contains(word(value)) || isHttp(value, 400, 600));
            error |= outer && INNER.contains(name) && value instanceof Map<?, ?> inner && reportsError(inner, false);
            words |= WORDS.contains(name) && value instanceof String && isSomething(value);
            others |= VERDICTS.contains(name) || STATES.contains(name) || INNER.contains(name) || name.equals("code");
        }
        return error || (outer && words && !others);
    }

    private static String name(@Nullable Object key) {
        return String.valueOf(key).toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** The value in lower case; a whole number without a fraction. */
    private static String word(@Nullable Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return String.valueOf(value).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isFalse(@Nullable Object value) {
        return word(value).equals("false") || word(value).equals("0");
    }

    private static boolean isSomething(@Nullable Object value) {
        if (value instanceof Collection<?> list) {
            return !list.isEmpty();
        }
        return value instanceof Map<?, ?> map ? !map.isEmpty() : !NOTHING.contains(word(value));
    }

    private static boolean isHttp(@Nullable Object value, int from, int below) {
        String word = word(value);
        return word.matches("[0-9]{3}") && Integer.parseInt(word) >= from && Integer.parseInt(word) < below;
    }
}
