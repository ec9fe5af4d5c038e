package io.heliograph.settings;

import io.heliograph.message.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reports an unknown setting, with the name that may have been meant. */
final class UnknownSetting {
    private static final int MAX_LENGTH = 300;
    private static final int LONG_NAME = 6;
    private static final int MAX_EDITS_OF_LONG = 3;
    private static final int MAX_EDITS_OF_SHORT = 2;

    private UnknownSetting() {}

    /** The violation, with the setting that may have been meant, or else the neighbouring ones. */
    static Violation violation(String name, Collection<String> known) {
        return new Violation(
                SettingNames.shown(name),
                "is no setting; "
                        + nearest(name, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElseGet(() -> "there are " + String.join(", ", neighbours(name, known))));
    }

    /** The name with the smallest edit distance; empty where all differ in more than a typing error does. */
    static Optional<String> nearest(String name, Collection<String> known) {
        if (name.length() > MAX_LENGTH) { // the distance takes time and memory in proportion to it
            return Optional.empty();
        }
        String folded = fold(name);
        int maxEdits = folded.length() - folded.lastIndexOf('.') > LONG_NAME ? MAX_EDITS_OF_LONG : MAX_EDITS_OF_SHORT;
        String nearest = null;
        int min = maxEdits + 1;
        for (String second : known.stream().sorted().toList()) {
            int distance = distance(folded, fold(second));
            if (distance < min) {
                min = distance;
                nearest = second;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static List<String> neighbours(String name, Collection<String> known) {
        char dot = name.indexOf('.') < 0 ? '_' : '.';
        String parent = name;
        List<String> near = List.of();
        while (near.isEmpty() && parent.indexOf(dot) >= 0) {
            parent = parent.substring(0, parent.lastIndexOf(dot));
            String prefix = parent + dot;
            boolean providers = isProviderSetting(prefix);
            near = known.stream()
                    .filter(second -> second.startsWith(prefix) && (providers || !isProviderSetting(second)))
                    .sorted()
                    .toList();
        }
        return near.isEmpty() ? known.stream().sorted().toList() : near;
    }

    private static boolean isProviderSetting(String name) {
        return name.startsWith(SettingNames.PROVIDERS)
                || name.startsWith(SettingNames.variable(SettingNames.PROVIDERS));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    }

    /** The Damerau-Levenshtein distance: insertions, deletions, substitutions and swaps of neighbours. */
    private static int distance(String first, String second) {
        int[][] cost = new int[first.length() + 1][second.length() + 1];
        for (int i = 0; i <= first.length(); i++) {
            for (int j = 0; j <= second.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && first.charAt(i - 1) == second.charAt(j - 2)
                        && first.charAt(i - 2) == second.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[first.length()][second.length()];
    }
}
