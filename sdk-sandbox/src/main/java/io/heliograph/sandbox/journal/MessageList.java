package io.heliograph.sandbox.journal;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The messages in the order of their numbers, in an array: a search reads all of them, and a linked structure would miss the
 * processor's cache at each. Thread-safe; a list that was returned doesn't change.
 */
final class MessageList {
    private static final int MIN_CAPACITY = 1_024;

    // All guarded by this. What a returned list has seen is never overwritten.
    private KeptMessage[] items = new KeptMessage[MIN_CAPACITY];
    private int start;
    private int end;

    synchronized void add(KeptMessage message) {
        if (end == items.length) {
            items = Arrays.copyOf(Arrays.copyOfRange(items, start, end), Math.max(MIN_CAPACITY, 2 * (end - start)));
            end -= start;
            start = 0;
        }
        items[end] = message;
        end++;
    }

    /** All messages, oldest first. */
    synchronized List<KeptMessage> all() {
        return Collections.unmodifiableList(Arrays.asList(items).subList(start, end));
    }

    /** The messages after a number, oldest first. */
    List<KeptMessage> after(long id) {
        List<KeptMessage> all = all();
        return id == 0 ? all : all.subList(indexAfter(all, id), all.size());
    }

    /** The messages before a number, oldest first. */
    List<KeptMessage> before(long id) {
        List<KeptMessage> all = all();
        return all.subList(0, indexAfter(all, id - 1));
    }

    private static int indexAfter(List<KeptMessage> all, long id) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).id() <= id) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    synchronized void removeFirst() {
        start++;
    }

    synchronized void removeAll(Set<KeptMessage> removed) {
        KeptMessage[] left = new KeptMessage[Math.max(MIN_CAPACITY, end - start)];
        int count = 0;
        for (int i = start; i < end; i++) {
            if (!removed.contains(items[i])) {
                left[count] = items[i];
                count++;
            }
        }
        items = left;
        start = 0;
        end = count;
    }

    synchronized int size() {
        return end - start;
    }
}
