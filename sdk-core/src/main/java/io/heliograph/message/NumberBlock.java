package io.heliograph.message;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Up to 4,096 numbers in the order in which they were added, by their distance from the first one: in 4 bytes each, or in 8
 * if one is too far away. Not thread-safe while numbers are added.
 */
final class NumberBlock {
    static final int MAX = 4096;
    private static final int FIRST_CAPACITY = 16;

    private final long first;
    private int[] distances = new int[FIRST_CAPACITY];
    private long @Nullable [] wide;
    private int size;

    NumberBlock(long first) {
        this.first = first;
    }

    void add(long number) {
        long distance = number - first;
        long[] numbers = wide;
        if (numbers == null && distance == (int) distance) {
            if (size == distances.length) {
                distances = Arrays.copyOf(distances, size * 2);
            }
            distances[size] = (int) distance;
        } else {
            numbers = numbers == null ? widened() : numbers;
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size] = number;
            wide = numbers;
        }
        size++;
    }

    private long[] widened() {
        long[] numbers = new long[distances.length];
        for (int i = 0; i < size; i++) {
            numbers[i] = get(i);
        }
        distances = new int[0];
        return numbers;
    }

    long get(int index) {
        long[] numbers = wide;
        return numbers == null ? first + distances[index] : numbers[index];
    }
}
