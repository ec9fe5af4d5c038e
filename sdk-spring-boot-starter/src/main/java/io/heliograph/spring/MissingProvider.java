package io.heliograph.spring;

import io.heliograph.message.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** Makes the exception for an application without a provider, which says what to set. */
final class MissingProvider {
    private static final String SANDBOX =
            " To develop without sending SMS, add io.heliograph:heliograph-sandbox and set heliograph.sandbox.enabled=true.";

    private MissingProvider() {}

    static SetupException among(SettingNames names) {
        if (names.providers().isEmpty()) {
            return new SetupException(
                    "No SMS provider is on the class path.",
                    "Add one, for example io.heliograph:heliograph-provider-wavix, and its settings." + SANDBOX);
        }
        String found = names.providers().stream()
                .map(name -> "Found provider " + name + " but no " + missing(name, names.missing(name)))
                .collect(Collectors.joining(".\n    ", "\n\n    ", "."));
        return new SetupException(
                "No SMS provider is set up." + found, "Set what is missing for one of them or more." + SANDBOX);
    }

    private static String missing(String provider, List<Violation> violations) {
        return violations.isEmpty()
                ? "heliograph.providers." + provider + ".enabled"
                : violations.stream()
                        .map(violation -> "heliograph.providers." + provider + "." + violation.field())
                        .distinct()
                        .collect(Collectors.joining(", no "));
    }
}
