package io.heliograph.sandbox.http;

import io.heliograph.sandbox.spi.Json;
import io.heliograph.sandbox.spi.SandboxRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, read by type; a member of another type is a 400.
 *
 * @param path the prefix of a member's name in errors
 * @param errorPrefix the vendor's error text for a member of the wrong type, up to its name
 * @param nullIsAbsent whether an explicit null counts as a missing member
 */
public record JsonFields(Map<String, @Nullable Object> members, String path, String errorPrefix, boolean nullIsAbsent) {

    /** The body of a request to a vendor that accepts only JSON objects without explicit nulls. */
    public static JsonFields read(SandboxRequest request, String errorPrefix) throws ErrorResponseException {
        if (!request.isJson()) {
            throw new ErrorResponseException(400, errorPrefix + "Content-Type");
        }
        try {
            return new JsonFields(Json.readObject(request.body()), "", errorPrefix, false);
        } catch (IOException e) {
            throw new ErrorResponseException(400, errorPrefix + "body");
        }
    }

    public void refuseUnknown(Set<String> known) throws ErrorResponseException {
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw wrong(name);
            }
        }
    }

    public boolean has(String name) {
        return nullIsAbsent ? members.get(name) != null : members.containsKey(name);
    }

    public ErrorResponseException wrong(String name) {
        return new ErrorResponseException(400, errorPrefix + path + name);
    }

    public @Nullable String string(String name) throws ErrorResponseException {
        if (!has(name)) {
            return null;
        }
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw wrong(name);
    }

    public boolean bool(String name, boolean ifAbsent) throws ErrorResponseException {
        if (!has(name)) {
            return ifAbsent;
        }
        if (members.get(name) instanceof Boolean truth) {
            return truth;
        }
        throw wrong(name);
    }

    /** An integer, written without fraction and exponent, of at most 18 digits. */
    public @Nullable Long integer(String name) throws ErrorResponseException {
        if (!has(name)) {
            return null;
        }
        if (members.get(name) instanceof Json.Digits number && number.written().matches("-?[0-9]{1,18}")) {
            return Long.valueOf(number.written());
        }
        throw wrong(name);
    }

    public @Nullable List<String> strings(String name) throws ErrorResponseException {
        if (!has(name)) {
            return null;
        }
        if (!(members.get(name) instanceof List<?> list)) {
            throw wrong(name);
        }
        List<String> strings = new ArrayList<>();
        for (Object item : list) {
            if (!(item instanceof String text)) {
                throw wrong(name);
            }
            strings.add(text);
        }
        return strings;
    }

    public @Nullable JsonFields object(String name) throws ErrorResponseException {
        return has(name) ? inner(name, members.get(name)) : null;
    }

    public @Nullable List<JsonFields> objects(String name) throws ErrorResponseException {
        if (!has(name)) {
            return null;
        }
        if (!(members.get(name) instanceof List<?> list)) {
            throw wrong(name);
        }
        List<JsonFields> objects = new ArrayList<>();
        for (Object item : list) {
            objects.add(inner(name, item));
        }
        return objects;
    }

    @SuppressWarnings("unchecked") // every map comes from Json, whose maps have string keys
    private JsonFields inner(String name, @Nullable Object value) throws ErrorResponseException {
        if (value instanceof Map<?, ?> map) {
            return new JsonFields((Map<String, @Nullable Object>) map, path + name + ".", errorPrefix, nullIsAbsent);
        }
        throw wrong(name);
    }
}
