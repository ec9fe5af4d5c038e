package io.heliograph.cli.lint;

import io.heliograph.text.TextValidation;
import io.heliograph.text.lint.CostlyCharacter;
import io.heliograph.text.lint.Placeholder;
import io.heliograph.text.lint.SmsText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The output of {@code lint} for people: a table for each file. */
final class LintReport {
    private static final int MAX_KEY = 40;
    private static final int MAX_CHARACTERS = 4;

    private LintReport() {}

    static void print(PrintWriter out, LintResult result) {
        int width = result.texts().stream()
                .mapToInt(text -> key(text).length())
                .max()
                .orElse(0);
        String file = "";
        for (SmsText text : result.texts()) {
            if (!text.file().equals(file)) {
                file = text.file();
                String locale = text.locale().map(tag -> " (" + tag + ")").orElse("");
                out.println(visible(file) + locale);
            }
            print(out, result, text, width);
        }
        long several = result.texts().stream()
                .filter(text -> text.segments().parts() > 1)
                .count();
        long ucs2 = result.texts().stream().filter(LintResult::isUcs2).count();
        out.println(LintResult.texts(result.texts().size()) + " in " + result.files()
                + (result.files() == 1 ? " file: " : " files: ") + several + " of several segments, " + ucs2
                + " of UCS-2");
    }

    private static void print(PrintWriter out, LintResult result, SmsText text, int width) {
        int parts = text.segments().parts();
        boolean isBad = !text.segments().sendable()
                || result.isOverLimit(text)
                || (result.isUcs2Failure() && LintResult.isUcs2(text));
        String line = String.format(
                Locale.ROOT,
                "%s%5d  %-" + Math.max(1, width) + "s  %-5s  %3d  %4d",
                isBad ? "!" : " ",
                text.line(),
                key(text),
                text.segments().encoding(),
                parts,
                text.segments().units());
        String notes = String.join("; ", notes(text));
        out.println(line + (notes.isEmpty() ? "" : "  " + notes));
    }

    private static List<String> notes(SmsText text) {
        List<String> notes = new ArrayList<>();
        int over = text.unitsOverOne();
        if (over > 0) {
            notes.add(over + (over == 1 ? " unit over" : " units over") + " one segment");
        }
        if (!text.segments().sendable()) {
            notes.add("can't be sent: "
                    + TextValidation.problem(text.segments().text()).orElse("has more than 255 segments"));
        }
        List<CostlyCharacter> costly = text.costly();
        if (!costly.isEmpty()) {
            notes.add("UCS-2 by "
                    + costly.stream()
                            .limit(MAX_CHARACTERS)
                            .map(each -> (isVisible(each.codePoint()) ? Character.toString(each.codePoint()) + " " : "")
                                    + each)
                            .collect(Collectors.joining(", "))
                    + (costly.size() > MAX_CHARACTERS ? " and " + (costly.size() - MAX_CHARACTERS) + " more" : ""));
        }
        if (text.smart().changed()) {
            notes.add("smart encoding: "
                    + LintResult.segments(text.smart().after().parts()) + " of GSM-7");
        }
        if (!text.placeholders().isEmpty()) {
            notes.add(text.placeholders().stream()
                    .map(LintReport::placeholder)
                    .distinct()
                    .collect(Collectors.joining(", ")));
        }
        return notes;
    }

    private static String placeholder(Placeholder placeholder) {
        return placeholder.name() + "=" + placeholder.assumed();
    }

    private static String key(SmsText text) {
        String key = visible(text.key());
        return key.length() <= MAX_KEY ? key : key.substring(0, MAX_KEY - 1) + "…";
    }

    private static String visible(String text) {
        return text.codePoints()
                .mapToObj(codePoint -> isVisible(codePoint) || codePoint == ' ' ? Character.toString(codePoint) : "?")
                .collect(Collectors.joining());
    }

    /** Whether a character shows itself and doesn't move the terminal. */
    private static boolean isVisible(int codePoint) {
        return Character.isDefined(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE
                && !Character.isIdentifierIgnorable(codePoint)
                && !Character.isISOControl(codePoint)
                && !Character.isSpaceChar(codePoint);
    }
}
