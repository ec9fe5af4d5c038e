package io.heliograph.settings;

import java.util.Set;

/** What to do about a provider that isn't on the class path. */
final class ClassPathAdvice {
    /** The providers that have a module of this project. */
    private static final Set<String> MODULES =
            Set.of("androidgateway", "nativehub", "textingline", "thaibulk", "wavix");

    private ClassPathAdvice() {}

    /** The module to add, the name that may have been meant, or else all that there are. */
    static String of(String name, Set<String> installed) {
        return MODULES.contains(name)
                ? "add io.heliograph:heliograph-provider-" + name
                : UnknownSetting.nearest(name, installed)
                        .map(near -> "did you mean " + near + "?")
                        .orElseGet(() -> all(installed));
    }

    /** All that there are. */
    static String all(Set<String> installed) {
        return "there are " + (installed.isEmpty() ? "none" : String.join(", ", installed));
    }
}
