package io.heliograph.spring;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Prints all violations of the settings, one a line. */
final class ViolationsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidRequestException> {
    private final SettingOrigins origins;

    /** Made by Spring Boot, with the application's environment where there is one. */
    ViolationsFailureAnalyzer(@Nullable Environment environment) {
        origins = new SettingOrigins(environment);
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidRequestException cause) {
        String list =
                cause.violations().stream().map(this::described).collect(Collectors.joining("\n    ", "\n\n    ", ""));
        return new FailureAnalysis(
                "Heliograph can't be set up:" + list,
                "Correct what is listed. Settings may stand in any source of properties; all names are in Heliograph's"
                        + " docs/settings.md.",
                cause);
    }

    /** A violation with the place of the setting, as Spring Boot shows it for its own. */
    private String described(Violation violation) {
        return violation
                + origins.of(violation.field())
                        .map(origin -> "\n        Origin: " + origin)
                        .orElse("");
    }
}
