package io.heliograph.text.lint;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A character that makes a text UCS-2.
 *
 * @param codePoint the code point; an unpaired surrogate counts as one
 * @param index its index in the text as the file has it, in UTF-16 units from 0
 * @param replacement what smart encoding would write in its place; empty if there is nothing of the same meaning in GSM-7
 */
public record CostlyCharacter(int codePoint, int index, Optional<String> replacement) {
    /** For example {@code U+2019 at 2 -> '}; a line break or a space is written as {@code U+000A}. */
    @Override
    public String toString() {
        String place = name(codePoint) + " at " + index;
        return replacement
                .map(text -> place + (text.isEmpty() ? " -> nothing" : " -> " + visible(text)))
                .orElse(place);
    }

    private static String visible(String text) {
        return text.codePoints()
                .mapToObj(each -> Character.isISOControl(each) || Character.isSpaceChar(each)
                        ? name(each)
                        : Character.toString(each))
                .collect(Collectors.joining());
    }

    private static String name(int codePoint) {
        return String.format(Locale.ROOT, "U+%04X", codePoint);
    }
}
