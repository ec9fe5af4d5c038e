package io.heliograph.architecture.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The declared order of packages, from top to bottom, and the dependencies against it. */
final class Floors {
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");

    private Floors() {}

    /**
     * The strings of a {@code List.of(...)}, read from its source.
     *
     * @param variable the name of the constant
     * @throws IllegalArgumentException if the source declares no such list
     */
    static List<String> declared(String source, String variable) {
        Matcher declaration = Pattern.compile(
                        "List<String> " + Pattern.quote(variable) + "\\s*=\\s*List\\.of\\(([^)]*)\\)")
                .matcher(source);
        if (!declaration.find()) {
            throw new IllegalArgumentException("floors.order: no List<String> " + variable + " = List.of(...)");
        }
        return TEXT.matcher(declaration.group(1))
                .results()
                .map(text -> text.group(1))
                .toList();
    }

    /** Each use of a class in a higher package. */
    static List<String> upward(List<String> order, Map<String, Set<String>> uses) {
        List<String> upward = new ArrayList<>();
        uses.forEach((from, targets) -> {
            int floor = order.indexOf(ClassGraph.packageOf(from));
            for (String to : targets) {
                int other = order.indexOf(ClassGraph.packageOf(to));
                if (other >= 0 && other < floor) {
                    upward.add(from + " -> " + to);
                }
            }
        });
        return upward;
    }
}
