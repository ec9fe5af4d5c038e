package io.heliograph.json;

import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an object as an instance of a class with plain fields; the last value of a duplicate name wins. Thread-safe. */
final class ObjectReader implements ValueReader<Object> {
    /** A field of the class, and the reader of its values. */
    record Member(String name, Field field, ValueReader<?> reader) {}

    private final Constructor<?> constructor;
    private Member[] members = {};
    private JsonReader.Options names = JsonReader.Options.of();

    ObjectReader(Constructor<?> constructor) {
        this.constructor = constructor;
    }

    /** Sets the fields, before the first document: a field may be of the class itself. */
    void members(List<Member> all) {
        names = JsonReader.Options.of(all.stream().map(Member::name).toArray(String[]::new));
        members = all.toArray(Member[]::new);
    }

    @Override
    public @Nullable Object read(JsonReader document) throws IOException {
        if (document.peek() != JsonReader.Token.BEGIN_OBJECT) {
            document.skipValue();
            return null;
        }
        try {
            Object object = constructor.newInstance();
            document.beginObject();
            while (document.hasNext()) {
                int number = document.selectName(names);
                if (number < 0) {
                    document.skipName();
                    document.skipValue();
                } else {
                    Member member = members[number];
                    member.field().set(object, member.reader().read(document));
                }
            }
            document.endObject();
            return object;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a class that was checked can't be made: " + constructor, e);
        }
    }
}
