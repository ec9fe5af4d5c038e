package io.heliograph.internal.send;

import io.heliograph.message.PhoneNumber;

/**
 * A set of phone numbers, however they are spelled, in 8 to 16 bytes each: two million take at most 32 MB. Not
 * thread-safe.
 */
final class PhoneNumberSet {
    private long[] slots = new long[1024];
    private int size;

    /** Adds a number; false if it was already there. */
    boolean add(PhoneNumber number) {
        if (size * 2 >= slots.length) {
            grow();
        }
        // E.164 has at most 15 digits, and the first isn't 0, so that 0 can mark a free slot.
        boolean added = put(slots, Long.parseLong(number.canonical().digits()));
        size += added ? 1 : 0;
        return added;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long number : slots) {
            if (number != 0) {
                put(larger, number);
            }
        }
        slots = larger;
    }

    private static boolean put(long[] slots, long number) {
        int mask = slots.length - 1;
        int slot = (int) ((number * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (slots[slot] != 0) {
            if (slots[slot] == number) {
                return false;
            }
            slot = (slot + 1) & mask;
        }
        slots[slot] = number;
        return true;
    }
}
