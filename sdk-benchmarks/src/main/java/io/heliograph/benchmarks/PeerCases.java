package io.heliograph.benchmarks;

import io.heliograph.text.Segments;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Prints a table of each library's result for texts that are easily miscounted. */
final class PeerCases {
    /** A text, and its parts by TS 23.038 and 23.040, counted by hand. */
    private record Case(String name, String text, int parts) {}

    private static final Case[] CASES = {
        new Case("160 × `Ç`", "Ç".repeat(160), 1),
        new Case("160 × `ç`", "ç".repeat(160), 3),
        new Case("160 × `§`", "§".repeat(160), 1),
        new Case("160 back-ticks", "`".repeat(160), 3),
        new Case("160 × `Δ`", "Δ".repeat(160), 1),
        new Case("160 × `Α`, Greek", "Α".repeat(160), 3),
        new Case("80 × `€`", "€".repeat(80), 1),
        new Case("81 × `€`", "€".repeat(81), 2),
        new Case("153 × `]`", "]".repeat(153), 3),
        new Case("80 form feeds", "\f".repeat(80), 1),
        new Case("81 form feeds", "\f".repeat(81), 2),
        new Case("160 escape characters", "\u001B".repeat(160), 3),
        new Case("160 no-break spaces", "\u00A0".repeat(160), 3),
        new Case("70 × `ก`", "ก".repeat(70), 1),
        new Case("67 emoji", "😀".repeat(67), 3),
        new Case("100 emoji", "😀".repeat(100), 4),
        new Case("empty", "", 1),
    };

    private PeerCases() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Peers peers = new Peers();
        out.println("| text | parts | Heliograph | ch-commons-charset | jcharset |");
        out.println("|---|---|---|---|---|");
        for (Case each : CASES) {
            out.println("| " + each.name() + " | " + each.parts() + " | "
                    + verdict(each, Segments.of(each.text()).parts()) + " | "
                    + verdict(each, peers.commonsCharset(each.text())) + " | "
                    + verdict(each, peers.jcharset(each.text())) + " |");
        }
    }

    private static String verdict(Case each, int counted) {
        return counted == each.parts() ? "✓" : "**" + counted + "**";
    }
}
