package io.heliograph.text;

/**
 * A character that GSM-7 can't express, and where it stands.
 *
 * @param codePoint its code point; a surrogate without its other half counts as one
 * @param index where it begins in the text, in UTF-16 units from 0
 */
public record NonGsmCharacter(int codePoint, int index) {
    @Override
    public String toString() {
        return String.format("U+%04X at %d", codePoint, index);
    }
}
