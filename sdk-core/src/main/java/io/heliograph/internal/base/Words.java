package io.heliograph.internal.base;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The texts that repeat in a store, such as providers' names, by number, so that each is in memory once. Thread-safe. A word is
 * never removed; when there are too many, further ones have no number.
 */
public final class Words {
    private static final int MAX = 1_000;
    private static final int MAX_LENGTH = 100;

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<String> all = new CopyOnWriteArrayList<>();

    /** The number of a word, from 0; -1 if it has none. */
    int number(String word) {
        Integer number = numbers.get(word);
        return number != null ? number : add(word);
    }

    private synchronized int add(String word) {
        if (all.size() >= MAX || word.length() > MAX_LENGTH) {
            return -1;
        }
        @Nullable Integer there = numbers.get(word);
        if (there != null) {
            return there;
        }
        all.add(word); // before its number is known to others
        numbers.put(word, all.size() - 1);
        return all.size() - 1;
    }

    /** The word with a number. */
    String word(int number) {
        return all.get(number);
    }
}
