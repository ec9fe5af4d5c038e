package io.heliograph.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, read by type; a member of another type is refused with a 400.
 *
 * @param path what stands before a member's name in complaints
 * @param complaint what the vendor says about a member of the wrong type, up to its name
 * @param nullIsAbsent whether an explicit null counts as a member that is not there
 */
record Fields(Map<String, @Nullable Object> members, String path, String complaint, boolean nullIsAbsent) {

    /** The body of a request to a vendor that takes JSON objects only, and no explicit null. */
    static Fields read(Request request, String complaint) throws Refused {
        if (!request.isJson()) {
            throw new Refused(400, complaint + "Content-Type");
        }
        try {
            return new Fields(Json.readObject(request.body()), "", complaint, false);
        } catch (IOException e) {
            throw new Refused(400, complaint + "body");
        }
    }

    void refuseUnknown(Set<String> known) throws Refused {
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw wrong(name);
            }
        }
    }

    boolean has(String name) {
        return nullIsAbsent ? members.get(name) != null : members.containsKey(name);
    }

    Refused wrong(String name) {
        return new Refused(400, complaint + path + name);
    }

    @Nullable
    String string(String name) throws Refused {
        if (!has(name)) {
            return null;
        }
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw wrong(name);
    }

    boolean bool(String name, boolean ifAbsent) throws Refused {
        if (!has(name)) {
            return ifAbsent;
        }
        if (members.get(name) instanceof Boolean truth) {
            return truth;
        }
        throw wrong(name);
    }

    /** An integer, written without fraction and exponent, of at most 18 digits. */
    @Nullable
    Long integer(String name) throws Refused {
        if (!has(name)) {
            return null;
        }
        if (members.get(name) instanceof Json.Digits number && number.written().matches("-?[0-9]{1,18}")) {
            return Long.valueOf(number.written());
        }
        throw wrong(name);
    }

    @Nullable
    List<String> strings(String name) throws Refused {
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

    @Nullable
    Fields object(String name) throws Refused {
        return has(name) ? inner(name, members.get(name)) : null;
    }

    @Nullable
    List<Fields> objects(String name) throws Refused {
        if (!has(name)) {
            return null;
        }
        if (!(members.get(name) instanceof List<?> list)) {
            throw wrong(name);
        }
        List<Fields> objects = new ArrayList<>();
        for (Object item : list) {
            objects.add(inner(name, item));
        }
        return objects;
    }

    @SuppressWarnings("unchecked") // every map comes from Json, whose maps have string keys
    private Fields inner(String name, @Nullable Object value) throws Refused {
        if (value instanceof Map<?, ?> map) {
            return new Fields((Map<String, @Nullable Object>) map, path + name + ".", complaint, nullIsAbsent);
        }
        throw wrong(name);
    }
}
