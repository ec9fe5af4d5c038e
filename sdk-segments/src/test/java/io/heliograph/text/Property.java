package io.heliograph.text;

import java.util.Random;
import java.util.function.Consumer;

/** Runs a property with many random inputs. A failure names its seed; {@code -Dheliograph.seed=…} starts with it. */
final class Property {
    private static final long FIRST_SEED = Long.getLong("heliograph.seed", 20_261_101L);

    private Property() {}

    static void check(int runs, Consumer<Random> property) {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + runs; seed++) {
            try {
                property.accept(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("the property fails with seed " + seed, e);
            }
        }
    }

    /** A random text of a length within bounds, from an alphabet. */
    static String text(Random random, String alphabet, int shortest, int longest) {
        int length = shortest + random.nextInt(longest - shortest + 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(pick(random, alphabet));
        }
        return text.toString();
    }

    static char pick(Random random, String alphabet) {
        return alphabet.charAt(random.nextInt(alphabet.length()));
    }
}
