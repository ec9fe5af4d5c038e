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
 * What may be measured at most, and what was.
 *
 * <p>A budget is a number, or two: {@code 938 -> 700} may be 938 today, and shall be 700. Belongs to one run.
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

    /** @param places how many are named at most where a budget isn't kept */
    static Budgets read(Path file, int places) throws IOException {
        Budgets budgets = new Budgets(places);
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            budgets.values.load(reader);
        }
        return budgets;
    }

    /** The words of a setting, which commas or blanks part. */
    List<String> words(String key) {
        return split(limit(key), "[,\\s]+");
    }

    /** The phrases of a setting, which semicolons part. */
    List<String> phrases(String key) {
        return split(limit(key), "\\s*;\\s*");
    }

    private static List<String> split(String text, String separator) {
        return Pattern.compile(separator)
                .splitAsStream(text)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** The limit of today. */
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

    /** The module's own key if the file has it, and else the key of all modules. */
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
     * Notes a measure; the largest counts if there are many.
     *
     * @param where the places to look at, if it is too much
     */
    void check(String key, int measured, List<String> where) {
        int limit = number(key);
        largest.merge(key, measured, Math::max);
        measures.put(key, String.valueOf(largest.get(key)));
        if (measured > limit) {
            exceed(key, String.valueOf(measured), where);
        }
    }

    /** Notes sizes, the largest first: each may be what the number in the same place says, and there may be no more. */
    void checkSizes(String key, List<Integer> sizes, List<String> where) {
        List<String> limits = words(key);
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

    /** One entry for each budget that isn't kept. */
    List<String> exceeded() {
        return exceeded;
    }

    /** One entry for each budget that nothing was measured for. */
    List<String> unused() {
        List<String> all = new ArrayList<>();
        for (String key : new TreeSet<>(values.stringPropertyNames())) {
            if (!texts.contains(key)) {
                all.add(key + " is a budget of nothing that there is: take it out, or mend its name");
            }
        }
        return all;
    }

    /** Those that have an aim besides their limit: what is measured, and both. */
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
