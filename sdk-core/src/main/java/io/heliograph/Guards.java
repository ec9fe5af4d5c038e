package io.heliograph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The settings that hold messages back, or keep strangers out: none of them is ever switched off by an empty value. */
final class Guards {
    /** The word that switches a guard off. */
    static final String OFF = "off";

    /** What each must be, by the full names. */
    private static final Map<String, String> OF_CLIENT = ofClient();

    /** What each must be, by the names below a provider's. */
    private static final Map<String, String> OF_PROVIDERS = Map.of(
            "enabled", "true or false",
            "rate-limit", "requests a second such as 10 or 0.5/s",
            "webhook-addresses", "IP addresses with blanks between");

    /** Without them something else is in force than nothing, so that they can't be switched off. */
    private static final Set<String> ALWAYS_ON = Set.of("heliograph.route", "enabled");

    private Guards() {}

    private static Map<String, String> ofClient() {
        Map<String, String> guards = new LinkedHashMap<>();
        guards.put("heliograph.route", "a route such as wavix || androidgateway");
        guards.put("heliograph.prices", "a file with the prices of a part");
        guards.put("heliograph.suppression.file", "a CSV file of people who get nothing");
        guards.put("heliograph.spend.max-parts", "1 to 255");
        guards.put("heliograph.spend.max-cost", "an amount such as 0.50");
        guards.put("heliograph.spend.countries", "countries such as TH, US");
        guards.put("heliograph.spend.per-recipient-and-hour", "1 to 1000");
        guards.put("heliograph.spend.budgets", "budgets such as wavix TH 20.00; * * 5000 parts");
        return guards;
    }

    static boolean isGuard(String name) {
        return OF_CLIENT.containsKey(name) || OF_PROVIDERS.containsKey(belowProvider(name));
    }

    /** Whether a value switches a guard off on purpose. */
    static boolean isOff(String name, String value) {
        return value.equalsIgnoreCase(OFF) && isGuard(name) && canBeOff(name);
    }

    /** What is wrong with a guard that is set to nothing, and what would be right. */
    static String emptied(String name) {
        String right = OF_CLIENT.getOrDefault(name, OF_PROVIDERS.getOrDefault(belowProvider(name), ""));
        return "is set to nothing, which would switch it off in silence; it must be " + right
                + (canBeOff(name) ? ", or the word off" : ", or not be set at all");
    }

    private static boolean canBeOff(String name) {
        return !ALWAYS_ON.contains(name) && !ALWAYS_ON.contains(belowProvider(name));
    }

    private static String belowProvider(String name) {
        int dot = name.startsWith(Settings.PROVIDERS) ? name.indexOf('.', Settings.PROVIDERS.length()) : -1;
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
