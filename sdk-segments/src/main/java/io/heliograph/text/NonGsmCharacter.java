package io.heliograph.text;

import java.util.Locale;

/**
 * A character that isn't in GSM-7, and its index.
 *
 * @param codePoint the code point; an unpaired surrogate counts as one
 * @param index the index in the text, in UTF-16 units from 0
 */
public record NonGsmCharacter(int codePoint, int index) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "U+%04X at %d", codePoint, index);
    }
}
