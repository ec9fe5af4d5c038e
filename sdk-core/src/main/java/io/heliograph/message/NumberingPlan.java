package io.heliograph.message;

import org.jspecify.annotations.Nullable;

/** Translates numbers of former numbering plans, and numbers with an optional mobile digit, to the current plan. */
final class NumberingPlan {
    private NumberingPlan() {}

    /** The number in the current plan; null if it's unchanged, or the country's plan isn't known here. */
    static @Nullable String today(String e164) {
        // Switches on the calling code's digits as a number, which creates no strings
        int twoDigits = (e164.charAt(1) - '0') * 10 + e164.charAt(2) - '0';
        return switch (twoDigits) {
            case 22 ->
                switch (e164.charAt(3)) {
                    case '5' -> ivoryCoast(e164);
                    case '9' -> benin(e164);
                    default -> null;
                };
            case 52 -> mexico(e164);
            case 54 -> argentina(e164);
            case 55 -> brazil(e164);
            case 84 -> vietnam(e164);
            default -> null;
        };
    }

    /** Whether the number has the form of its country's mobile numbers, in a country where those begin with 0. */
    static boolean beginsWithZero(String e164) {
        int digits = e164.length() - 4;
        return (digits == 10 && (e164.startsWith("+225") || e164.startsWith("+229")))
                || (digits == 9 && e164.startsWith("+242"));
    }

    /** Drops the prefixes 1, 01, 044 and 045 before ten digits, which were abolished on 2019-08-03. */
    private static @Nullable String mexico(String e164) {
        int more = e164.length() - 3 - 10;
        if (more < 1 || more > 3) {
            return null;
        }
        String before = e164.substring(3, 3 + more);
        return before.equals("1") || before.equals("01") || before.equals("044") || before.equals("045")
                ? "+52" + e164.substring(3 + more)
                : null;
    }

    /** Adds the 9 that marks a mobile number, which gets lost; the ten digits after it identify one line. */
    private static @Nullable String argentina(String e164) {
        char first = e164.charAt(3);
        return e164.length() == 13 && first >= '1' && first <= '3' ? "+549" + e164.substring(3) : null;
    }

    /**
     * Adds the ninth digit, introduced from 2012 to 2016, to mobile numbers: an area code and eight digits from 6 on.
     */
    private static @Nullable String brazil(String e164) {
        boolean old = e164.length() == 13 && e164.charAt(3) != '0' && e164.charAt(4) != '0' && e164.charAt(5) >= '6';
        return old ? e164.substring(0, 5) + "9" + e164.substring(5) : null;
    }

    /**
     * Adds the two digits that mobile numbers got on 2021-01-31; the second of the old eight digits determines them.
     */
    private static @Nullable String ivoryCoast(String e164) {
        char first = e164.charAt(4);
        if (e164.length() != 12 || first == '1' || first == '2' || first == '3') {
            return null;
        }
        char network = e164.charAt(5);
        return "+225" + (network <= '3' ? "01" : network <= '6' ? "05" : "07") + e164.substring(4);
    }

    /** Adds the 01 that all eight-digit numbers got on 2024-11-30. */
    private static @Nullable String benin(String e164) {
        return e164.length() == 12 ? "+22901" + e164.substring(4) : null;
    }

    /** Shortens mobile numbers of ten digits, which became nine from 2018-09-15 to 2018-11-14. */
    private static @Nullable String vietnam(String e164) {
        if (e164.length() != 13 || e164.charAt(3) != '1') {
            return null;
        }
        String today = switch (e164.substring(3, 6)) {
            case "120" -> "70";
            case "121" -> "79";
            case "122" -> "77";
            case "126" -> "76";
            case "128" -> "78";
            case "123" -> "83";
            case "124" -> "84";
            case "125" -> "85";
            case "127" -> "81";
            case "129" -> "82";
            case "162", "163", "164", "165", "166", "167", "168", "169" -> "3" + e164.charAt(5);
            case "186" -> "56";
            case "188" -> "58";
            case "199" -> "59";
            default -> "";
        };
        return today.isEmpty() ? null : "+84" + today + e164.substring(6);
    }
}
