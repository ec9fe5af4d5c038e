package io.heliograph.internal.send;

import io.heliograph.message.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * An exact set of phone numbers, however they are spelled: two million of one country take about 3 bytes each, two million
 * of the whole world about 6. Not thread-safe.
 */
final class PhoneNumberSet {
    private static final int BLOCK_BITS = 24;
    private static final int FIRST_CAPACITY = 16;

    /** The numbers by their high digits, in an open hash table; null where it is free. */
    private @Nullable NumberSetBlock[] blocks = new NumberSetBlock[FIRST_CAPACITY];

    private int count;

    /** Adds a number; false if it was already there. */
    boolean add(PhoneNumber number) {
        long digits = number.canonical().asLong();
        return block(digits >>> BLOCK_BITS).add((int) (digits & ((1 << BLOCK_BITS) - 1)));
    }

    private NumberSetBlock block(long high) {
        int slot = slot(blocks, high);
        NumberSetBlock block = blocks[slot];
        if (block == null) {
            block = new NumberSetBlock(high);
            blocks[slot] = block;
            count++;
            if (count * 2 > blocks.length) {
                grow();
            }
        }
        return block;
    }

    private void grow() {
        @Nullable NumberSetBlock[] larger = new NumberSetBlock[blocks.length * 2];
        for (NumberSetBlock block : blocks) {
            if (block != null) {
                larger[slot(larger, block.high())] = block;
            }
        }
        blocks = larger;
    }

    /** The slot of a block, or the free one where it belongs. */
    private static int slot(@Nullable NumberSetBlock[] blocks, long high) {
        int mask = blocks.length - 1;
        int slot = (int) ((high * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        for (NumberSetBlock there = blocks[slot]; there != null && there.high() != high; there = blocks[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
