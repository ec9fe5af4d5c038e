package io.heliograph.message;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Parses a number as networks, phones and vendors write it: with blanks, dashes, brackets and invisible characters,
 * with {@code tel:} before it or {@code /TYPE=PLMN} after it (OMA MMS 1.3, addresses), in the digits of any script.
 */
final class WrittenNumber {
    private static final int MAX_LENGTH = 100;
    private static final String[] SCHEMES = {"tel:", "sms:"};

    private WrittenNumber() {}

    /**
     * The digits in ASCII, after a plus if there was one; null if it has letters or other characters that numbers don't
     * have.
     */
    static @Nullable String read(@Nullable String text) {
        if (text == null || text.length() > MAX_LENGTH) {
            return null;
        }
        int first = text.startsWith("+") ? 1 : 0;
        if (text.length() > first && AsciiText.isIn(text, first, '0', '9')) {
            return text; // the usual form
        }
        if (isWord(text)) {
            return null;
        }
        String number = withoutAddress(text);
        StringBuilder read = new StringBuilder(number.length());
        for (int i = 0; i < number.length(); i += Character.charCount(number.codePointAt(i))) {
            int c = number.codePointAt(i);
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                read.append((char) ('0' + digit));
            } else if ((c == '+' || c == '\uff0b') && read.length() == 0) {
                read.append('+');
            } else if (!isIgnored(c)) {
                return null;
            }
        }
        boolean hasDigit = read.length() > 1 || (read.length() == 1 && read.charAt(0) != '+');
        return hasDigit ? read.toString() : null;
    }

    /** Whether a text is in ASCII, has a letter, and has none of the characters of an address: most senders are names. */
    private static boolean isWord(String text) {
        boolean letter = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == ':' || c == '/' || c == ';') {
                return false;
            }
            letter |= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
        return letter;
    }

    /** Removes the scheme and the parameters of an address. */
    private static String withoutAddress(String text) {
        String number = visible(text);
        for (String scheme : SCHEMES) {
            if (number.regionMatches(true, 0, scheme, 0, scheme.length())) {
                number = number.substring(scheme.length());
            }
        }
        int type = number.toUpperCase(Locale.ROOT).indexOf("/TYPE=");
        if (type >= 0) {
            number = number.substring(0, type);
        }
        int parameters = number.indexOf(';'); // without a plus they name the country, so they're kept
        return parameters > 0 && number.charAt(0) == '+' ? number.substring(0, parameters) : number;
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            if (Character.getType(c) != Character.FORMAT) {
                visible.appendCodePoint(c);
            }
        }
        return visible.toString().strip();
    }

    private static boolean isIgnored(int c) {
        return Character.isSpaceChar(c)
                || Character.isWhitespace(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION
                || "().\u2212\uff08\uff09\uff0e/".indexOf(c) >= 0;
    }
}
