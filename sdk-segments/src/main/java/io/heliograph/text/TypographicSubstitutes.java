package io.heliograph.text;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * GSM-7 substitutes for characters that look or read the same.
 *
 * <p>Names and code points are those of Unicode 15.1 (looked up 2026-11). Left out on purpose, because the text would mean
 * something else: superscripts (10² isn't 102), fractions (1½ isn't 11/2), degree signs, letters of other scripts.
 */
final class TypographicSubstitutes {
    private static final Map<Integer, String> BY_CODE_POINT = table();

    private TypographicSubstitutes() {}

    /** The substitute of a character; null if it has none. */
    static @Nullable String replacement(int codePoint) {
        return BY_CODE_POINT.get(codePoint);
    }

    static Map<Integer, String> all() {
        return Map.copyOf(BY_CODE_POINT);
    }

    private static Map<Integer, String> table() {
        Map<Integer, String> table = new HashMap<>();
        fullWidth(table);
        quotes(table);
        spaces(table);
        symbols(table);
        ligatures(table);
        return table;
    }

    private static void fullWidth(Map<Integer, String> table) {
        for (char ascii = '!'; ascii <= '~'; ascii++) {
            table.put(ascii + 0xFEE0, ascii == '`' ? "'" : String.valueOf(ascii));
        }
        put(table, "£", "FFE1");
        put(table, "¥", "FFE5");
        put(table, "|", "FFE4");
        put(table, ",", "3001 FE50-FE51");
        put(table, ".", "3002 FE52 FF61");
        String small = ";:?!";
        for (int i = 0; i < small.length(); i++) {
            table.put(0xFE54 + i, small.substring(i, i + 1));
        }
        put(table, "-", "FE58 FE63");
        String brackets = "(){}";
        for (int i = 0; i < brackets.length(); i++) {
            table.put(0xFE59 + i, brackets.substring(i, i + 1));
        }
        String signs = "#&*+-<>=";
        for (int i = 0; i < signs.length(); i++) {
            table.put(0xFE5F + i, signs.substring(i, i + 1));
        }
        String last = "\\$%@";
        for (int i = 0; i < last.length(); i++) {
            table.put(0xFE68 + i, last.substring(i, i + 1));
        }
    }

    private static void quotes(Map<Integer, String> table) {
        put(table, "'", "0060 00B4 02B9 02BB-02BD 02C8 02CA-02CB 2018-201B 2032 2035 2039-203A 275B-275C");
        put(table, "\"", "00AB 00BB 02BA 02EE 201C-201F 2033 2036 275D-275E 301D-301F");
        put(table, "-", "02D7 2010-2015 2043 2212 2E3A-2E3B");
        put(table, "...", "2026 22EF");
        put(table, "..", "2025");
        put(table, ".", "2024 00B7 2027 22C5");
        put(table, "!!", "203C");
        put(table, "??", "2047");
        put(table, "?!", "2048");
        put(table, "!?", "2049");
    }

    private static void spaces(Map<Integer, String> table) {
        put(table, " ", "0009 00A0 1680 2000-200A 202F 205F 3000");
        put(table, "\n", "000B 0085 2028-2029");
        // Soft hyphen, joiners, direction marks, variation selectors and byte order mark: invisible.
        put(table, "", "00AD 034F 200B-200F 202A-202E 2060-2064 2066-2069 FE00-FE0F FEFF");
    }

    private static void symbols(Map<Integer, String> table) {
        put(table, "£", "20A4");
        put(table, "Rs", "20A8 20B9");
        put(table, "c", "00A2 FFE0");
        put(table, "u", "00B5");
        put(table, "(c)", "00A9");
        put(table, "(R)", "00AE");
        put(table, "(P)", "2117");
        put(table, "TM", "2122");
        put(table, "SM", "2120");
        put(table, "No.", "2116");
        put(table, "*", "2022 2217 2219 25CF 2B24");
        put(table, ">", "2023 27E9 3009");
        put(table, "<", "27E8 3008");
        put(table, "x", "00D7 2715-2716");
        put(table, "/", "00F7 2044 2215");
        put(table, "\\", "2216");
        put(table, "|", "00A6 2223 2502");
        put(table, ":", "2236 A789");
        put(table, "~", "02DC 223C 2053 301C 2248");
        put(table, "^", "02C6");
        put(table, "_", "2017");
        put(table, "+/-", "00B1");
        put(table, "<=", "2264");
        put(table, ">=", "2265");
        put(table, "!=", "2260");
        put(table, "->", "2192");
        put(table, "<-", "2190");
        put(table, "=>", "21D2");
        put(table, "Δ", "2206");
        put(table, "Σ", "2211");
        put(table, "Π", "220F");
    }

    private static void ligatures(Map<Integer, String> table) {
        put(table, "ff", "FB00");
        put(table, "fi", "FB01");
        put(table, "fl", "FB02");
        put(table, "ffi", "FB03");
        put(table, "ffl", "FB04");
        put(table, "st", "FB05-FB06");
        put(table, "IJ", "0132");
        put(table, "ij", "0133");
    }

    /** Adds a replacement for code points such as {@code 2018-201B 2032}. */
    private static void put(Map<Integer, String> table, String replacement, String codePoints) {
        for (String range : codePoints.split(" ", -1)) {
            int first = Integer.parseInt(range.substring(0, 4), 16);
            int last = Integer.parseInt(range.substring(range.length() - 4), 16);
            for (int codePoint = first; codePoint <= last; codePoint++) {
                table.put(codePoint, replacement);
            }
        }
    }
}
