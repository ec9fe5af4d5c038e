package io.heliograph.internal.base;

import java.util.Arrays;

/**
 * Many short sequences of bytes, in blocks of one size that are linked where a sequence needs several. Blocks of removed sequences are
 * used again. All of them are in a few large arrays, so the garbage collector neither copies nor follows them one by one. Not thread-safe.
 */
final class ByteBlocks {
    /** A timeline of one report mostly fits one block, and a key with an outcome three. */
    private static final int BLOCK = 44;

    /** How many blocks one array has. */
    private static final int CHUNK = 256;

    private static final int NONE = -1;

    private byte[][] chunks = {};

    /** The block after each one: of its sequence, or of the free ones. */
    private int[][] following = {};

    private int free = NONE;
    private int unused;

    /**
     * Adds a sequence.
     *
     * @param length how many bytes of the array it has, at least 1
     * @return its first block
     */
    int add(byte[] bytes, int length) {
        int first = take();
        int block = first;
        int at = write(block, bytes, 0, length);
        while (at < length) {
            int next = take();
            follow(block, next);
            block = next;
            at = write(block, bytes, at, length);
        }
        return first;
    }

    private int write(int block, byte[] bytes, int from, int length) {
        int count = Math.min(BLOCK, length - from);
        System.arraycopy(bytes, from, chunks[block / CHUNK], block % CHUNK * BLOCK, count);
        return from + count;
    }

    /** A copy of a sequence of this length. */
    byte[] copy(int first, int length) {
        byte[] bytes = new byte[length];
        int block = first;
        for (int at = 0; at < length; at += BLOCK) {
            int count = Math.min(BLOCK, length - at);
            System.arraycopy(chunks[block / CHUNK], block % CHUNK * BLOCK, bytes, at, count);
            block = after(block);
        }
        return bytes;
    }

    /** Removes a sequence of this length. */
    void remove(int first, int length) {
        int last = first;
        for (int at = BLOCK; at < length; at += BLOCK) {
            last = after(last);
        }
        follow(last, free);
        free = first;
    }

    private int take() {
        if (free == NONE) {
            return takeUnused();
        }
        int block = free;
        free = after(block);
        return block;
    }

    private int takeUnused() {
        int chunk = unused / CHUNK;
        if (chunk == chunks.length) {
            int count = Math.max(1, 2 * chunk);
            byte[][] more = Arrays.copyOf(chunks, count);
            following = Arrays.copyOf(following, count);
            chunks = more; // last, since its length says whether both are long enough
        }
        if (unused % CHUNK == 0) {
            following[chunk] = new int[CHUNK];
            chunks[chunk] = new byte[CHUNK * BLOCK];
        }
        return unused++;
    }

    private int after(int block) {
        return following[block / CHUNK][block % CHUNK];
    }

    private void follow(int block, int next) {
        following[block / CHUNK][block % CHUNK] = next;
    }
}
