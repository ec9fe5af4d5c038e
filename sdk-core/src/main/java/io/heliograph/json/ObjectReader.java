package io.heliograph.json;

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
    private FieldNames names = new FieldNames(List.of());

    ObjectReader(Constructor<?> constructor) {
        this.constructor = constructor;
    }

    /** Sets the fields, before the first document: a field may be of the class itself. */
    void members(List<Member> all) {
        names = new FieldNames(all.stream().map(Member::name).toList());
        members = all.toArray(Member[]::new);
    }

    @Override
    public @Nullable Object read(JsonScanner document) throws MalformedJsonException {
        if (document.peek() != '{') {
            document.skip();
            return null;
        }
        try {
            Object object = constructor.newInstance();
            for (boolean more = document.enter('}'); more; more = document.hasMore('}')) {
                int number = document.name(names);
                if (number < 0) {
                    document.skip();
                } else {
                    Member member = members[number];
                    member.field().set(object, member.reader().read(document));
                }
            }
            return object;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a class that was checked can't be made: " + constructor, e);
        }
    }
}
