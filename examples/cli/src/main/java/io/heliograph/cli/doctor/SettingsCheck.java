package io.heliograph.cli.doctor;

import io.heliograph.message.Violation;
import java.util.List;
import java.util.Set;

/** Whether a client can be built from the settings: names that aren't known, that are missing, or whose values are wrong. */
public final class SettingsCheck implements Check {
    private static final String NAME = "settings";
    private static final String CONFIG = "--config";
    private static final List<String> UNKNOWN = List.of("is no setting", "is no provider", "names no provider");

    private final SettingNames names;
    private final List<Violation> violations;
    private final Set<String> providers;

    /**
     * A check of the settings that a client was built from.
     *
     * @param violations why it couldn't be built; empty if it could
     * @param providers the providers of the client
     */
    public SettingsCheck(SettingNames names, List<Violation> violations, Set<String> providers) {
        this.names = names;
        this.violations = List.copyOf(violations);
        this.providers = providers;
    }

    @Override
    public List<Finding> findings() {
        if (violations.isEmpty()) {
            return List.of(Finding.ok(NAME, "", names.places() + "; providers: " + String.join(", ", providers)));
        }
        return violations.stream()
                .map(violation -> Finding.fail(NAME, "", violation.toString(), advice(violation)))
                .toList();
    }

    private String advice(Violation violation) {
        if (violation.field().equals("providers")
                && names.names().isEmpty()
                && names.variables().isEmpty()) {
            return "run this where heliograph.properties is, name a file by --config FILE, or set HELIOGRAPH_… variables";
        }
        String problem = violation.problem();
        if (violation.field().equals(CONFIG)) {
            return "name a settings file by --config FILE";
        }
        if (problem.startsWith("is missing") || problem.startsWith("are missing")) {
            return "set it in the file, or as the variable that docs/settings.md names";
        }
        if (UNKNOWN.stream().anyMatch(problem::startsWith)) {
            return problem.contains("did you mean")
                    ? "correct the name where it is set"
                    : "remove or correct it where it is set";
        }
        return "correct its value where it is set";
    }
}
