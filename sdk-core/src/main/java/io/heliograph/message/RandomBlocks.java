package io.heliograph.message;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Version 7 UUIDs, whose random bits are drawn from {@link SecureRandom} in blocks. Thread-safe: each of several blocks has a
 * lock of its own, because that of the generator would be waited for at each send.
 */
final class RandomBlocks {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BLOCK = 512;
    private static final int COUNT = 16;
    private static final Block[] BLOCKS =
            IntStream.range(0, COUNT).mapToObj(number -> new Block()).toArray(Block[]::new);

    private RandomBlocks() {}

    /** A new UUID with this time in its first 48 bits. */
    static UUID uuid(long epochMillis) {
        return BLOCKS[(int) Thread.currentThread().getId() & (COUNT - 1)].uuid(epochMillis);
    }

    private static final class Block {
        private final byte[] bytes = new byte[BLOCK];
        private final ByteBuffer random = ByteBuffer.wrap(bytes).position(BLOCK);

        private synchronized UUID uuid(long epochMillis) {
            if (!random.hasRemaining()) {
                RANDOM.nextBytes(bytes);
                random.clear();
            }
            long high = (epochMillis << 16) | 0x7000 | (random.getLong() & 0x0FFF);
            long low = (random.getLong() >>> 2) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        }
    }
}
