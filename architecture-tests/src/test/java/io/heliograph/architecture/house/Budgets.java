package io.heliograph.architecture.house;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The budgets: the limits, and the values measured.
 *
 * <p>A budget has a limit and maybe an aim: {@code 938 -> 700} allows 938 today, and aims at 700. Belongs to one run.
 */
final class Budgets {
    private static final String TO_AIM = "->";

    private final int places;
    private final Properties values = new Properties();
    private final Set<String> texts = new TreeSet<>();
    private final List<String> exceeded = new ArrayList<>();
    private final Map<String, String> measures = new TreeMap<>();
    private final Map<String, Integer> largest = new TreeMap<>();

    private Budgets(int places) {
        this.places = places;
    }

    /** @param places how many places a report names for an exceeded budget */
    static Budgets read(Path file, int places) throws IOException {
        Budgets budgets = new Budgets(places);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            budgets.values.load(reader);
        }
        return budgets;
    }

    /** The words of a setting, separated by commas or blanks. */
    List<String> words(String key) {
        return split(limit(key), "[,\\s]+");
    }

    /** The phrases of a setting, separated by semicolons. */
    List<String> phrases(String key) {
        return split(limit(key), "\\s*;\\s*");
    }

    private static List<String> split(String text, String separator) {
        return Pattern.compile(separator)
                .splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The present limit. */
    int number(String key) {
        return number(key, limit(key));
    }

    private static int number(String key, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the budget " + key + " is a whole number, not \"" + text + "\"");
        }
    }

    /** The module's own key if the file has it, otherwise the key for all modules. */
    String keyOf(String key, String module) {
        texts.add(key);
        String own = key + "." + module;
        return values.containsKey(own) ? own : key;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    private String limit(String key) {
        texts.add(key);
        String text = values.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("the budgets file lacks " + key);
        }
        int aim = text.indexOf(TO_AIM);
        return (aim < 0 ? text : text.substring(0, aim)).strip();
    }

    /**
     * Records a value; if there are several, the largest counts.
     *
     * @param where the places to look at if the value exceeds the limit
     */
    void check(String key, int measured, List<String> where) {
        int limit = number(key);
        largest.merge(key, measured, Math::max);
        measures.put(key, String.valueOf(largest.get(key)));
        if (measured > limit) {
            exceed(key, String.valueOf(measured), where);
        }
    }

    /**
     * Records sizes, the largest first: each is limited by the number at the same position, and there may be no more
     * of them.
     */
    void checkSizes(String key, List<Integer> sizes, List<String> where) {
        List<String> limits = limit(key).equals("none") ? List.of() : words(key);
        String measured = sizes.toString().replaceAll("[\\[\\],]", "");
        measures.merge(key, measured, (one, other) -> one.length() < other.length() ? other : one);
        boolean isTooMuch = false;
        for (int i = 0; i < sizes.size(); i++) {
            isTooMuch |= i >= limits.size() || sizes.get(i) > number(key, limits.get(i));
        }
        if (isTooMuch) {
            exceed(key, measured, where);
        }
    }

    private void exceed(String key, String measured, List<String> where) {
        String limit = limit(key);
        StringBuilder line =
                new StringBuilder(key + " is " + measured + ", and may be " + (limit.isEmpty() ? "none" : limit));
        where.stream().limit(places).forEach(place -> line.append("\n    ").append(place));
        if (where.size() > places) {
            line.append("\n    and ").append(where.size() - places).append(" more: scripts/house --all");
        }
        exceeded.add(line.toString());
    }

    /** One entry for each exceeded budget. */
    List<String> exceeded() {
        return exceeded;
    }

    /** One entry for each budget without a value. */
    List<String> unused() {
        List<String> all = new ArrayList<>();
        for (String key : new TreeSet<>(values.stringPropertyNames())) {
            if (!texts.contains(key)) {
                all.add(key + " is a budget of nothing that there is: take it out, or mend its name");
            }
        }
        return all;
    }

    /** The budgets with an aim: what was measured, the limit and the aim. */
    Table withAims() {
        Table table = new Table("budget", "measured", "limit", "aim", "");
        measures.forEach((key, measured) -> {
            String value = values.getProperty(key);
            int aim = value.indexOf(TO_AIM);
            if (aim >= 0) {
                boolean isLoose = !measured.equals(limit(key));
                table.row(
                        key,
                        measured,
                        limit(key),
                        value.substring(aim + TO_AIM.length()).strip(),
                        isLoose ? "tighten the limit" : "");
            }
        });
        return table;
    }
}
