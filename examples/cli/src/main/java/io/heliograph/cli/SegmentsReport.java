package io.heliograph.cli;

import io.heliograph.money.CostEstimate;
import io.heliograph.text.Encoding;
import io.heliograph.text.NonGsmCharacter;
import io.heliograph.text.Segments;
import io.heliograph.text.SmartEncodingResult;
import io.heliograph.text.TextValidation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** The output of {@code segments} for people: the segments, and the characters that cost more. */
final class SegmentsReport {
    private static final int BAR = 20;
    private static final int MAX_LISTED = 12;
    private static final int MAX_PARTS = 255;
    private static final String MARK = "\u001B[33;4m";
    private static final String PLAIN = "\u001B[0m";

    private SegmentsReport() {}

    static void print(
            PrintWriter out,
            Segments segments,
            SmartEncodingResult smart,
            List<CostEstimate> estimates,
            String whyNone) {
        int parts = segments.parts();
        out.println("encoding  " + segments.encoding());
        out.println("parts     " + parts + ", " + Report.units(segments) + ", " + segments.unitsLeft()
                + " left in the last" + (parts > MAX_PARTS ? "; an SMS has at most " + MAX_PARTS : ""));
        TextValidation.problem(segments.text()).ifPresent(problem -> out.println("problem   the text " + problem));
        out.println();
        picture(out, segments);
        out.println();
        costly(out, segments);
        out.println("smart     " + smart(smart));
        if (estimates.isEmpty()) {
            out.println("credits   " + whyNone);
        }
        String label = "credits";
        for (CostEstimate estimate : estimates) {
            out.printf(Locale.ROOT, "%-10s%-16s%s%n", label, estimate.provider(), Report.costs(estimate));
            label = "";
        }
    }

    /** A line for each segment: how full it is, and its text. */
    private static void picture(PrintWriter out, Segments segments) {
        boolean ucs2 = segments.encoding() == Encoding.UCS_2;
        int capacity = segments.parts() > 1 ? (ucs2 ? 67 : 153) : (ucs2 ? 70 : 160);
        List<Integer> units = segments.unitsPerPart();
        List<String> texts = segments.split();
        for (int part = 0; part < Math.min(texts.size(), MAX_PARTS); part++) {
            int full = (units.get(part) * BAR + capacity - 1) / capacity;
            out.printf(
                    Locale.ROOT,
                    "%3d %s%s %3d/%d  %s%n",
                    part + 1,
                    "#".repeat(full),
                    ".".repeat(BAR - full),
                    units.get(part),
                    capacity,
                    shown(texts.get(part), ucs2));
        }
        if (texts.size() > MAX_PARTS) {
            out.println("    and " + (texts.size() - MAX_PARTS) + " more");
        }
    }

    /** The expensive characters: in GSM-7 those of two units, in UCS-2 those that forced it. */
    private static void costly(PrintWriter out, Segments segments) {
        List<String> found = new ArrayList<>();
        int count = 0;
        if (segments.encoding() == Encoding.UCS_2) {
            for (NonGsmCharacter character : segments.nonGsm()) {
                count++;
                if (found.size() < MAX_LISTED) {
                    found.add(visible(character.codePoint()) + " " + character);
                }
            }
        } else {
            String text = segments.text();
            for (int i = 0; i < text.length(); i++) {
                if (isCostly(text.charAt(i), false)) {
                    count++;
                    if (found.size() < MAX_LISTED) {
                        found.add(visible(text.charAt(i)) + " at " + i);
                    }
                }
            }
        }
        if (count > 0) {
            String label = segments.encoding() == Encoding.UCS_2 ? "UCS-2 by  " : "two units ";
            out.println(label
                    + String.join(", ", found)
                    + (count > found.size() ? " and " + (count - found.size()) + " more" : ""));
        }
    }

    private static String smart(SmartEncodingResult smart) {
        int replaced = smart.replaced();
        if (replaced == 0) {
            return "smart encoding would change nothing";
        }
        int parts = smart.after().parts();
        return "smart encoding would make it " + parts + (parts == 1 ? " part" : " parts") + " of "
                + smart.after().encoding() + " and save " + smart.segmentsSaved() + ", with " + replaced
                + (replaced == 1 ? " character replaced" : " characters replaced");
    }

    /** A text without control characters, with its expensive characters marked where the terminal has colours. */
    private static String shown(String text, boolean ucs2) {
        boolean colours = Ansi.AUTO.enabled();
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            boolean marked = colours && isCostly(codePoint, ucs2);
            shown.append(marked ? MARK : "").append(visible(codePoint)).append(marked ? PLAIN : "");
        });
        return shown.toString();
    }

    private static boolean isCostly(int codePoint, boolean ucs2) {
        Segments alone = Segments.of(Character.toString(codePoint));
        return ucs2 ? alone.encoding() == Encoding.UCS_2 : alone.units() == 2;
    }

    private static String visible(int codePoint) {
        if (codePoint < ' ') {
            return Character.toString(0x2400 + codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                codePoint == 0x200D ? Character.toString(codePoint) : String.format(Locale.ROOT, "<%04X>", codePoint);
            default -> Character.toString(codePoint);
        };
    }
}
