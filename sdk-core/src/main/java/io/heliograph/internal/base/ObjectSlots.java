package io.heliograph.internal.base;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Objects by numbers, which are used again. Not thread-safe.
 *
 * @param <T> the type of an object
 */
final class ObjectSlots<T> {
    private static final int INITIAL = 8;

    private @Nullable Object[] objects = new Object[INITIAL];

    /** Numbers that have no object, the next one last. */
    private int[] free = new int[INITIAL];

    private int freeCount;
    private int used;

    int add(T object) {
        if (freeCount == 0 && used == objects.length) {
            free = Arrays.copyOf(free, 2 * used);
            objects = Arrays.copyOf(objects, 2 * used); // last, since its length says whether both are long enough
        }
        int number = freeCount > 0 ? free[--freeCount] : used++;
        objects[number] = object;
        return number;
    }

    @SuppressWarnings("unchecked") // it has objects of this type only
    T get(int number) {
        return (T) Objects.requireNonNull(objects[number], "object");
    }

    void set(int number, T object) {
        objects[number] = object;
    }

    void remove(int number) {
        objects[number] = null;
        free[freeCount++] = number;
    }
}
