package io.heliograph.json;

import com.squareup.moshi.Json;
import com.squareup.moshi.JsonReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Makes the readers of a type and of all types within it. Not thread-safe; the readers are. */
final class ValueReaders {
    private static final Map<Class<?>, ValueReader<?>> SCALARS = Map.of(
            String.class, LenientScalars.TEXT,
            Integer.class, LenientScalars.WHOLE,
            Long.class, LenientScalars.LONG_WHOLE,
            Double.class, LenientScalars.REAL,
            Boolean.class, LenientScalars.FLAG,
            BigDecimal.class, LenientScalars.DECIMAL);

    private final Map<Class<?>, ObjectReader> objects = new HashMap<>();

    /**
     * The reader of a type: a scalar, a list, a map of strings to a type, a {@link JsonItem}, or a class with such fields.
     *
     * @throws IllegalArgumentException if it is another type, or can't be accessed
     */
    ValueReader<?> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            ValueReader<?> values = of(arguments[arguments.length - 1]);
            if (generic.getRawType() == List.class) {
                return list(values);
            }
            if (generic.getRawType() == JsonItem.class) {
                return item(values);
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return map(values);
            }
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("no value of JSON is read as " + type);
        }
        ValueReader<?> scalar = SCALARS.get(plain);
        return scalar != null ? scalar : object(plain);
    }

    /** A reader of lists of values; null for anything but a list. */
    static <T> ValueReader<List<@Nullable T>> list(ValueReader<T> values) {
        return document -> {
            if (document.peek() != JsonReader.Token.BEGIN_ARRAY) {
                document.skipValue();
                return null;
            }
            List<@Nullable T> list = new ArrayList<>();
            document.beginArray();
            while (document.hasNext()) {
                list.add(values.read(document));
            }
            document.endArray();
            return list;
        };
    }

    /** A reader of objects as maps, in their order; the last value of a duplicate name wins. */
    static <T> ValueReader<Map<String, @Nullable T>> map(ValueReader<T> values) {
        return document -> {
            if (document.peek() != JsonReader.Token.BEGIN_OBJECT) {
                document.skipValue();
                return null;
            }
            Map<String, @Nullable T> map = new LinkedHashMap<>();
            document.beginObject();
            while (document.hasNext()) {
                map.put(document.nextName(), values.read(document));
            }
            document.endObject();
            return map;
        };
    }

    /** A reader of values that keeps each one's own JSON as it stands. */
    static <T> ValueReader<JsonItem<T>> item(ValueReader<T> values) {
        return document -> {
            String json;
            try (BufferedSource source = document.nextSource()) {
                json = source.readUtf8();
            }
            T value = values.read(JsonReader.of(new Buffer().writeUtf8(json)));
            return value == null ? null : new JsonItem<>(value, json);
        };
    }

    private ValueReader<?> object(Class<?> type) {
        ObjectReader known = objects.get(type);
        if (known != null) {
            return known;
        }
        if (type.isInterface()
                || type.isEnum()
                || type.isRecord()
                || type.isArray()
                || type.isPrimitive()
                || type.getName().startsWith("java.")) {
            throw new IllegalArgumentException("no value of JSON is read as " + type);
        }
        ObjectReader reader = new ObjectReader(constructor(type));
        objects.put(type, reader); // before its fields, which may be of the class itself
        Map<String, ObjectReader.Member> members = new LinkedHashMap<>();
        for (Class<?> owner = type; owner != null && owner != Object.class; owner = owner.getSuperclass()) {
            for (Field field : owner.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                    ObjectReader.Member member = member(field);
                    if (members.put(member.name(), member) != null) {
                        throw new IllegalArgumentException(type + " has two fields for " + member.name());
                    }
                }
            }
        }
        reader.members(List.copyOf(members.values()));
        return reader;
    }

    private ObjectReader.Member member(Field field) {
        Json json = field.getAnnotation(Json.class);
        String name = json == null || json.name().equals(Json.UNSET_NAME) ? field.getName() : json.name();
        try {
            field.setAccessible(true);
        } catch (RuntimeException e) {
            throw inaccessible(field.getDeclaringClass(), e);
        }
        return new ObjectReader.Member(name, field, of(field.getGenericType()));
    }

    private static Constructor<?> constructor(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " has no constructor without parameters", e);
        } catch (RuntimeException e) {
            throw inaccessible(type, e);
        }
    }

    private static IllegalArgumentException inaccessible(Class<?> type, RuntimeException cause) {
        return new IllegalArgumentException(
                type + " can't be accessed; its module must open " + type.getPackageName() + " to io.heliograph",
                cause);
    }
}
