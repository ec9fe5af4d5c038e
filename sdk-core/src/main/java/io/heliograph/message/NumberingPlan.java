package io.heliograph.message;

import org.jspecify.annotations.Nullable;

/** Numbers of old numbering plans, and those with a digit that comes and goes, as the plan of today writes them. */
final class NumberingPlan {
    private NumberingPlan() {}

    /** The number by the plan of today; null where it is that already, or of a country whose plan isn't known here. */
    static @Nullable String today(String e164) {
        // By the digits of the calling code as one number, without making a text of each
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

    /** Whether it is a number of a country whose mobile numbers begin with 0, and as long as they are. */
    static boolean beginsWithZero(String e164) {
        int digits = e164.length() - 4;
        return (digits == 10 && (e164.startsWith("+225") || e164.startsWith("+229")))
                || (digits == 9 && e164.startsWith("+242"));
    }

    /** +52 1, and 01, 044 and 045 from inside, before ten digits: gone since 2019-08-03. */
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

    /** Ten digits name one line; the 9 before them only says that it is a mobile, and gets lost. */
    private static @Nullable String argentina(String e164) {
        char first = e164.charAt(3);
        return e164.length() == 13 && first >= '1' && first <= '3' ? "+549" + e164.substring(3) : null;
    }

    /** Area code and eight digits from 6 on: mobiles before the ninth digit, which came from 2012 to 2016. */
    private static @Nullable String brazil(String e164) {
        boolean old = e164.length() == 13 && e164.charAt(3) != '0' && e164.charAt(4) != '0' && e164.charAt(5) >= '6';
        return old ? e164.substring(0, 5) + "9" + e164.substring(5) : null;
    }

    /** Mobiles of eight digits until 2021-01-31; their second digit says the network, and that the two new digits. */
    private static @Nullable String ivoryCoast(String e164) {
        char first = e164.charAt(4);
        if (e164.length() != 12 || first == '1' || first == '2' || first == '3') {
            return null;
        }
        char network = e164.charAt(5);
        return "+225" + (network <= '3' ? "01" : network <= '6' ? "05" : "07") + e164.substring(4);
    }

    /** 01 before the eight digits of all numbers since 2024-11-30. */
    private static @Nullable String benin(String e164) {
        return e164.length() == 12 ? "+22901" + e164.substring(4) : null;
    }

    /** Mobiles of ten digits became such of nine from 2018-09-15 to 2018-11-14. */
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
