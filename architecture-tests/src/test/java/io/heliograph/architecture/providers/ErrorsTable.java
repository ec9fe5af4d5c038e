package io.heliograph.architecture.providers;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.LimitScope;
import io.heliograph.spi.ErrorRow;
import io.heliograph.spi.ErrorTable;
import io.heliograph.spi.VendorClient;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of a provider's error tables, which only its own package sees, as one table of its page. */
final class ErrorsTable {
    /** What the error tables are for, by the names of their constants. */
    private static final Map<String, String> PLACES = Map.of(
            "TABLE", "The answer to a send",
            "QUERIES", "The answer to another call",
            "QUESTION", "The answer to another call",
            "ANY_PHONE", "The answer to a send without `device-id`",
            "CANCEL", "The answer to a cancellation",
            "PHONE", "A message that failed on the phone",
            "FAILED_MESSAGE", "A message that failed",
            "FAILED_MMS", "An MMS that failed",
            "RECIPIENT", "The final status of a recipient");

    private static final String HEAD =
            "| the vendor says | `ErrorType` | retry here | next provider | what it means |\n|---|---|---|---|---|\n";

    private ErrorsTable() {}

    /** A table for each place where the vendor says so; a row of several tables is in the first. */
    static String of(VendorClient client) throws ReflectiveOperationException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        Class<?> errors = Class.forName(client.getClass().getName() + "Errors");
        for (Field field : errors.getDeclaredFields()) {
            if (field.getType() == ErrorTable.class) {
                String place = Objects.requireNonNull(PLACES.get(field.getName()), field.getName());
                for (Object row : (List<?>) get(ErrorTable.class, "rows", get(field, null))) {
                    String cells = cells((ErrorRow) row);
                    if (seen.add(cells)) {
                        tables.computeIfAbsent(place, key -> new ArrayList<>()).add("| " + cells + " |");
                    }
                }
            }
        }
        return tables.entrySet().stream()
                .map(table -> "### " + table.getKey() + "\n\n" + HEAD + String.join("\n", table.getValue()))
                .collect(Collectors.joining("\n\n"));
    }

    private static String cells(ErrorRow row) throws ReflectiveOperationException {
        ErrorType type = (ErrorType) get(ErrorRow.class, "type", row);
        Failure.Builder failure = Failure.builder(type, "-").scope((LimitScope) get(ErrorRow.class, "scope", row));
        optional("retryable", row).ifPresent(value -> failure.retryable((Boolean) value));
        optional("failover", row).ifPresent(value -> failure.failover((Boolean) value));
        optional("wait", row).ifPresent(value -> failure.retryAfter((Duration) value));
        Failure known = failure.build();
        boolean isUnknown = type == ErrorType.DUPLICATE;
        return String.join(
                " | ",
                condition(row),
                isUnknown ? "unknown" : "`" + type + "`",
                isUnknown ? "no" : retry(known),
                !isUnknown && known.failover() ? "yes" : "no",
                get(ErrorRow.class, "advice", row).toString());
    }

    private static String condition(ErrorRow row) throws ReflectiveOperationException {
        List<String> parts = new ArrayList<>();
        int status = (int) get(ErrorRow.class, "status", row);
        if (status != 0) {
            parts.add("HTTP " + status);
        }
        optional("code", row).ifPresent(code -> parts.add("`" + code + "`"));
        ((List<?>) get(ErrorRow.class, "texts", row)).forEach(text -> parts.add("“" + text + "”"));
        return String.join(", ", parts);
    }

    private static String retry(Failure failure) {
        String scope = failure.scope() == LimitScope.ACCOUNT
                ? ""
                : "; this " + failure.scope().name().toLowerCase(Locale.ROOT) + " only";
        if (!failure.retryable()) {
            return "no" + scope;
        }
        String when = failure.retryAfter()
                .map(wait ->
                        wait.toHours() > 0 ? "after " + wait.toHours() + " h" : "after " + wait.toMinutes() + " min")
                .orElse("yes");
        return when + scope;
    }

    private static Optional<Object> optional(String name, ErrorRow row) throws ReflectiveOperationException {
        Field field = ErrorRow.class.getDeclaredField(name);
        field.setAccessible(true);
        return Optional.ofNullable(field.get(row));
    }

    private static Object get(Class<?> type, String name, Object owner) throws ReflectiveOperationException {
        return get(type.getDeclaredField(name), owner);
    }

    private static Object get(Field field, @Nullable Object owner) throws ReflectiveOperationException {
        field.setAccessible(true);
        return Objects.requireNonNull(field.get(owner), field.getName());
    }
}
