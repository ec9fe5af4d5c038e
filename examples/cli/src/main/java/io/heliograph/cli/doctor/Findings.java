package io.heliograph.cli.doctor;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/**
 * The findings of all checks, as lines for people or as JSON. Immutable and thread-safe.
 *
 * @param isOnline whether the checks of the network were among them
 */
public record Findings(List<Finding> all, boolean isOnline) {
    private static final int WIDTH = 80;
    private static final int INDENT = 6;

    public Findings {
        all = List.copyOf(all);
    }

    /** Runs checks, one after the other. */
    public static Findings of(List<Check> checks, boolean isOnline) {
        List<Finding> all = new ArrayList<>();
        checks.forEach(check -> all.addAll(check.findings()));
        return new Findings(all, isOnline);
    }

    public long count(Level level) {
        return all.stream().filter(finding -> finding.level() == level).count();
    }

    /** Prints each finding with its advice below it, in at most 80 columns, and the counts. */
    public void print(PrintWriter out, Ansi ansi) {
        for (Finding finding : all) {
            String level = String.format(Locale.ROOT, "%-4s", finding.level());
            String subject = finding.subject().isEmpty() ? "" : " " + finding.subject();
            List<String> lines = wrapped(finding.check() + subject + ": " + finding.seen());
            out.println(ansi.string("@|" + colour(finding.level()) + " " + level + "|@") + "  " + lines.get(0));
            lines.stream().skip(1).forEach(line -> out.println(" ".repeat(INDENT) + line));
            if (!finding.advice().isEmpty()) {
                List<String> advice = wrapped("-> " + finding.advice());
                out.println(" ".repeat(INDENT) + advice.get(0));
                advice.stream().skip(1).forEach(line -> out.println(" ".repeat(INDENT + 3) + line));
            }
        }
        out.println();
        wrapped(summary()).forEach(out::println);
    }

    private String summary() {
        return count(Level.OK) + " OK, " + count(Level.WARN) + " WARN, " + count(Level.FAIL) + " FAIL"
                + (isOnline ? "" : "; without the network: --online checks keys, TLS, DNS and clock by free calls");
    }

    private static String colour(Level level) {
        return switch (level) {
            case OK -> "green";
            case WARN -> "bold,yellow";
            case FAIL -> "bold,red";
        };
    }

    /**
     * Breaks a text between words; a word that is longer than a line stays whole, so that a path can be copied. So does a
     * line that begins with a blank: it quotes, and the next has a caret below.
     */
    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        for (String part : text.split("\n", -1)) {
            if (part.startsWith(" ")) {
                lines.add(part);
            } else {
                wrap(part, lines);
            }
        }
        return lines;
    }

    private static void wrap(String text, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            int max = WIDTH - INDENT - (lines.isEmpty() ? 0 : 3);
            if (line.length() > 0 && line.length() + 1 + word.length() > max) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
    }

    /** Writes one object. */
    public void writeTo(JsonWriter json) throws IOException {
        json.beginObject();
        json.name("online").value(isOnline);
        json.name("ok").value(count(Level.OK));
        json.name("warnings").value(count(Level.WARN));
        json.name("failures").value(count(Level.FAIL));
        json.name("findings").beginArray();
        for (Finding finding : all) {
            json.beginObject();
            json.name("check").value(finding.check());
            json.name("subject").value(finding.subject());
            json.name("level").value(finding.level().name());
            json.name("seen").value(finding.seen());
            json.name("advice").value(finding.advice());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }
}
