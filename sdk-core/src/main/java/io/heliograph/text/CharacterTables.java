package io.heliograph.text;

import java.util.BitSet;

/** Writes the characters of tables of TS 23.038 without their codes: what a text costs depends on the former only. */
final class CharacterTables {
    private static final String DIGITS_AND_SMALL_LETTERS = "0030-0039 0061-007A ";
    private static final String CAPITALS = "0041-005A ";

    private CharacterTables() {}

    /** The default alphabet with some characters in place of others. */
    static String latin(String without, String with) {
        BitSet characters = set(Gsm7.DEFAULT + with);
        without.chars().forEach(characters::clear);
        return string(characters);
    }

    /** The extension table and more. */
    static String latinShift(String more) {
        return Gsm7.EXTENSION + more;
    }

    /** A script with what the locking tables of India and Pakistan share: digits, small letters, some marks. */
    static String script(String ranges) {
        return "\n\r !)(,.:;?" + inRanges(DIGITS_AND_SMALL_LETTERS + ranges);
    }

    /** Characters of a script with what the single shift tables of India and Pakistan share: capitals and other marks. */
    static String scriptShift(String ranges) {
        return Gsm7.EXTENSION + "@£$¥¿\"¤%&'*+-/<=>¡_#" + inRanges(CAPITALS + ranges);
    }

    /** The characters as a set that answers at once; without the place of the escape. */
    static BitSet set(String characters) {
        BitSet set = new BitSet();
        characters.chars().filter(c -> c != 0xffff).forEach(set::set);
        return set;
    }

    /** The characters of ranges such as {@code 0981-0983 098C}. */
    private static String inRanges(String ranges) {
        BitSet characters = new BitSet();
        for (String range : ranges.split("\\s+", -1)) {
            int first = Integer.parseInt(range.substring(0, 4), 16);
            int last = Integer.parseInt(range.substring(range.length() - 4), 16);
            characters.set(first, last + 1);
        }
        return string(characters);
    }

    private static String string(BitSet characters) {
        StringBuilder string = new StringBuilder();
        characters.stream().forEach(c -> string.append((char) c));
        return string.toString();
    }
}
