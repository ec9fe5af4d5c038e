package io.heliograph.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a text into parts. */
final class PartSplitter {
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private PartSplitter() {}

    /** The end of the part that begins at an index: as much as fits without splitting a pair. */
    static int end(String text, int begin, Encoding encoding, int capacity) {
        return encoding == Encoding.GSM_7 ? septetEnd(text, begin, capacity) : surrogateEnd(text, begin, capacity);
    }

    private static int septetEnd(String text, int begin, int capacity) {
        int left = capacity;
        int end = begin;
        while (end < text.length()) {
            left -= Gsm7.units(text.charAt(end));
            if (left < 0) {
                return end;
            }
            end++;
        }
        return end;
    }

    private static int surrogateEnd(String text, int begin, int capacity) {
        if (text.length() - begin <= capacity) {
            return text.length();
        }
        int end = begin + capacity;
        return Character.isSurrogatePair(text.charAt(end - 1), text.charAt(end)) ? end - 1 : end;
    }

    /**
     * The last grapheme cluster boundary at or before an index, or the index if the part has no earlier boundary.
     *
     * <p>A boundary depends on the text before it and on the one character after it, so no more is
     * examined, and splitting takes linear time for any text.
     */
    static int graphemeEnd(String text, int begin, int end) {
        if (end == text.length()) {
            return end;
        }
        Matcher graphemes = GRAPHEME.matcher(text).region(begin, text.offsetByCodePoints(end, 1));
        int whole = begin;
        while (graphemes.find() && graphemes.end() <= end) {
            whole = graphemes.end();
        }
        return whole == begin ? end : whole;
    }

    /** The ends of parts with a number of units each; a pair across an end belongs to the part where it begins. */
    static int[] divided(String text, Encoding encoding, int capacity, int parts) {
        int[] ends = new int[parts];
        long units = 0;
        int part = 0;
        for (int i = 0; i < text.length(); i++) {
            boolean inPair = i > 0 && Character.isSurrogatePair(text.charAt(i - 1), text.charAt(i));
            while (!inPair && units >= (part + 1L) * capacity) {
                ends[part++] = i;
            }
            units += encoding == Encoding.GSM_7 ? Gsm7.units(text.charAt(i)) : 1;
        }
        while (part < parts) {
            ends[part++] = text.length();
        }
        return ends;
    }
}
