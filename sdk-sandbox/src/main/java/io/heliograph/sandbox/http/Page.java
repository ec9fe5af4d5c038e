package io.heliograph.sandbox.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One numbered page of a list. */
public record Page<T>(List<T> items, int total, int number, int size) {

    public static <T> Page<T> of(List<T> all, int number, int size) {
        int start = (int) Math.min(all.size(), (number - 1L) * size);
        return new Page<>(all.subList(start, Math.min(all.size(), start + size)), all.size(), number, size);
    }

    /** A page, newest first, of a list that is oldest first; only the page itself is reversed. */
    public static <T> Page<T> newestFirst(List<T> oldestFirst, int number, int size) {
        int end = (int) Math.max(0, oldestFirst.size() - (number - 1L) * size);
        List<T> items = new ArrayList<>(oldestFirst.subList(Math.max(0, end - size), end));
        Collections.reverse(items);
        return new Page<>(items, oldestFirst.size(), number, size);
    }
}
