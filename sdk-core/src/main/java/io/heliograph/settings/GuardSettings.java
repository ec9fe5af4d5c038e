package io.heliograph.settings;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings that protect recipients, budgets or webhooks, none of which an empty value switches off. */
final class GuardSettings {
    /** The word that switches a guard off. */
    static final String OFF = "off";

    /** By full name. */
    private static final Map<String, GeneralSetting> OF_CLIENT = Stream.of(GeneralSetting.values())
            .filter(setting -> setting.guard() != GeneralSetting.Guard.NONE)
            .collect(Collectors.toUnmodifiableMap(GeneralSetting::fullName, setting -> setting));

    /** The allowed values, by the name below the provider. */
    private static final Map<String, String> OF_PROVIDERS = Map.of(
            "enabled", "true or false",
            "rate-limit", "requests a second such as 10 or 0.5/s",
            "webhook-addresses", "IP addresses with blanks between");

    /** It has a default that is in force without it, so it can't be switched off. */
    private static final String ALWAYS_ON = "enabled";

    private GuardSettings() {}

    static boolean isGuard(String name) {
        return OF_CLIENT.containsKey(name) || OF_PROVIDERS.containsKey(belowProvider(name));
    }

    /** Whether a value switches a guard off on purpose. */
    static boolean isOff(String name, String value) {
        return value.equalsIgnoreCase(OFF) && isGuard(name) && canBeOff(name);
    }

    /** The problem of a guard with an empty value, and the allowed values. */
    static String problemIfEmpty(String name) {
        GeneralSetting setting = OF_CLIENT.get(name);
        String allowed = setting == null ? OF_PROVIDERS.getOrDefault(belowProvider(name), "") : setting.allowed();
        return "is set to nothing, which would switch it off in silence; it must be " + allowed
                + (canBeOff(name) ? ", or the word off" : ", or not be set at all");
    }

    private static boolean canBeOff(String name) {
        GeneralSetting setting = OF_CLIENT.get(name);
        return setting == null ? !ALWAYS_ON.equals(belowProvider(name)) : setting.mayBeOff();
    }

    private static String belowProvider(String name) {
        int dot = name.startsWith(SettingNames.PROVIDERS) ? name.indexOf('.', SettingNames.PROVIDERS.length()) : -1;
        return dot < 0 ? "" : name.substring(dot + 1);
    }
}
