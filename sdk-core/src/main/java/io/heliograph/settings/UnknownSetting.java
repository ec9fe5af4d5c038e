package io.heliograph.settings;

import io.heliograph.message.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A name that is no setting, and what may have been meant. */
final class UnknownSetting {
    private static final int LONG_WORD = 6;
    private static final int FAR_OF_LONG = 3;
    private static final int FAR_OF_SHORT = 2;

    private UnknownSetting() {}

    /** Says which setting may have been meant, or else which there are beside it. */
    static Violation fault(String name, Collection<String> known) {
        return new Violation(
                name,
                "is no setting; "
                        + nearest(name, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElseGet(() -> "there are " + String.join(", ", beside(name, known))));
    }

    /** The name that differs in the fewest letters; empty where all differ in more than a slip does. */
    static Optional<String> nearest(String name, Collection<String> known) {
        String folded = fold(name);
        int far = folded.length() - folded.lastIndexOf('.') > LONG_WORD ? FAR_OF_LONG : FAR_OF_SHORT;
        String nearest = null;
        int min = far + 1;
        for (String other : known.stream().sorted().toList()) {
            int distance = distance(folded, fold(other));
            if (distance < min) {
                min = distance;
                nearest = other;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static List<String> beside(String name, Collection<String> known) {
        char dot = name.indexOf('.') < 0 ? '_' : '.';
        String above = name;
        List<String> near = List.of();
        while (near.isEmpty() && above.indexOf(dot) >= 0) {
            above = above.substring(0, above.lastIndexOf(dot));
            String prefix = above + dot;
            boolean providers = isProviders(prefix);
            near = known.stream()
                    .filter(other -> other.startsWith(prefix) && (providers || !isProviders(other)))
                    .sorted()
                    .toList();
        }
        return near.isEmpty() ? known.stream().sorted().toList() : near;
    }

    private static boolean isProviders(String name) {
        return name.startsWith(SettingNames.PROVIDERS)
                || name.startsWith(SettingNames.variable(SettingNames.PROVIDERS));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    }

    /** How many letters must be put in, taken out, changed, or swapped with the next one. */
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }
}
