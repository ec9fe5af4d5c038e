package io.heliograph.routing;

import io.heliograph.message.IdempotencyKey;

/**
 * A weighted random order of providers, seeded by a request's key: the same key gives the same order on every machine.
 *
 * <p>Each provider of a stage draws an exponentially distributed time whose rate is its weight; the order is by time. The
 * first place falls to each in proportion to its weight, the next among the rest likewise, and a provider
 * that joins or leaves doesn't change the order of the others. Immutable and thread-safe.
 */
final class WeightedOrder {
    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;
    private static final double UNIT = 0x1.0p-53;

    private final long seed;

    WeightedOrder(IdempotencyKey key) {
        seed = hash(0, key.value());
    }

    /** The provider's time; the earliest is first. */
    double time(String provider, int weight) {
        double uniform = ((hash(seed, provider) >>> 11) + 0.5) * UNIT;
        return -StrictMath.log(uniform) / weight;
    }

    private static long hash(long seed, String text) {
        long hash = mix(seed + text.length());
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash ^ text.charAt(i));
        }
        return hash;
    }

    /** The mixer of SplitMix64: every bit of the input affects every bit of the output. */
    private static long mix(long input) {
        long z = input + GOLDEN_GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
