package io.heliograph.sandbox.client;

import io.heliograph.json.JsonFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An object of the sandbox's JSON; what is missing is empty. */
record JsonObject(Map<?, ?> fields) {
    static JsonObject of(String json) {
        return new JsonObject(JsonFields.of(json));
    }

    /** The objects of a document that is an array. */
    static List<JsonObject> listOf(String json) {
        return of("{\"all\":" + json + "}").objects("all");
    }

    String text(String name) {
        return optional(name).orElse("");
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(asText(fields.get(name)));
    }

    int number(String name) {
        return fields.get(name) instanceof Number number ? number.intValue() : 0;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    Optional<Instant> time(String name) {
        try {
            return optional(name).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    List<String> texts(String name) {
        return items(name).map(JsonObject::asText).filter(Objects::nonNull).toList();
    }

    List<JsonObject> objects(String name) {
        return items(name)
                .filter(Map.class::isInstance)
                .map(each -> new JsonObject((Map<?, ?>) each))
                .toList();
    }

    JsonObject object(String name) {
        return new JsonObject(fields.get(name) instanceof Map<?, ?> map ? map : Map.of());
    }

    private Stream<?> items(String name) {
        return fields.get(name) instanceof List<?> list ? list.stream() : Stream.empty();
    }

    /** A number such as an id has no fraction. */
    private static @Nullable String asText(@Nullable Object value) {
        if (value instanceof Double number && number == Math.rint(number)) {
            return String.valueOf(number.longValue());
        }
        return value == null || value instanceof Map || value instanceof List ? null : value.toString();
    }
}
