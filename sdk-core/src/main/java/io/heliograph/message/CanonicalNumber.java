package io.heliograph.message;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import org.jspecify.annotations.Nullable;

/**
 * Computes the canonical spelling of a number, for comparing numbers: without a trunk prefix, and by the current
 * numbering plan.
 *
 * <p>A quick check recognises most numbers as canonical; libphonenumber parses only the others, which takes
 * microseconds and kilobytes. docs/suppression.md lists the folding rules with their sources.
 */
final class CanonicalNumber {
    private static final int MAX_FOLDS = 5;

    /** Second digits of two-digit calling codes, by first digit; all other codes have three digits. */
    private static final String[] SECOND_DIGITS = {
        "", "", "07", "0123469", "013456789", "12345678", "0123456", "", "1246", "0123458"
    };

    private CanonicalNumber() {}

    /** The canonical spelling of a number in E.164; the same object if the number is canonical already. */
    static String of(String e164) {
        String number = e164;
        // Repeated, for a trunk prefix before a number of the old plan, or a prefix written twice
        for (int i = 0; i < MAX_FOLDS; i++) {
            String folded = folded(number);
            if (folded == null) {
                return number;
            }
            number = folded;
        }
        return number;
    }

    /** Applies one folding rule; null if none applies. */
    private static @Nullable String folded(String number) {
        String today = NumberingPlan.today(number);
        if (today != null) {
            return today;
        }
        int national = 1 + callingCodeLength(number);
        if (!mayHaveTrunkPrefix(number, national)) {
            return null;
        }
        String without = withoutTrunkPrefix(number, national);
        return without == null || without.equals(number) || !isE164(without) ? null : without;
    }

    /** The length of the calling code. No calling code is a prefix of another (ITU-T E.164). */
    static int callingCodeLength(String e164) {
        char first = e164.charAt(1);
        if (first == '1' || first == '7') {
            return 1;
        }
        return SECOND_DIGITS[first - '0'].indexOf(e164.charAt(2)) >= 0 ? 2 : 3;
    }

    private static boolean mayHaveTrunkPrefix(String number, int national) {
        int digits = number.length() - national;
        char first = number.charAt(national);
        if (first == '0') {
            return !NumberingPlan.beginsWithZero(number);
        }
        if (first == '1') {
            return number.startsWith("+1") || number.startsWith("+692") || isLong(number, "+54", digits, 11);
        }
        if (first == '8') {
            return isLong(number, "+7", digits, 10)
                    || isLong(number, "+370", digits, 8)
                    || isLong(number, "+375", digits, 9)
                    || isLong(number, "+993", digits, 8);
        }
        return isLong(number, "+54", digits, 11) || isLong(number, "+55", digits, 11) || number.startsWith("+5590");
    }

    private static boolean isLong(String number, String callingCode, int digits, int maxDigits) {
        return digits > maxDigits && number.startsWith(callingCode);
    }

    private static @Nullable String withoutTrunkPrefix(String number, int national) {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        try {
            Phonenumber.PhoneNumber read = util.parse(number, null);
            String written = util.format(read, PhoneNumberFormat.E164);
            if (!written.equals(number) || number.charAt(national) != '0' || util.isValidNumber(read)) {
                return written;
            }
            // Also drops a 0 that isn't valid in countries without a trunk prefix, or with another one
            String shorter = number.substring(0, national) + number.substring(national + 1);
            return util.isValidNumber(util.parse(shorter, null)) ? shorter : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    static boolean isE164(String value) {
        int digits = value.length() - 1;
        if (digits < 7 || digits > 15 || value.charAt(0) != '+' || value.charAt(1) == '0') {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
