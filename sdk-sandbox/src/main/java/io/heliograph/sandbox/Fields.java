package io.heliograph.sandbox;

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

    Set<String> names() {
        return members.keySet();
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

    @SuppressWarnings("unchecked") // every map comes from Json, whose maps have string keys
    @Nullable
    Fields object(String name) throws Refused {
        if (!has(name)) {
            return null;
        }
        if (members.get(name) instanceof Map<?, ?> map) {
            return new Fields((Map<String, @Nullable Object>) map, path + name + ".", complaint, nullIsAbsent);
        }
        throw wrong(name);
    }
}
