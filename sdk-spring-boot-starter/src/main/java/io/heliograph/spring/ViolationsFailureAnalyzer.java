package io.heliograph.spring;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints all violations of the settings, one a line. */
final class ViolationsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidRequestException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidRequestException cause) {
        String list = cause.violations().stream()
                .map(Violation::toString)
                .collect(Collectors.joining("\n    ", "\n\n    ", ""));
        return new FailureAnalysis(
                "Heliograph can't be set up:" + list,
                "Correct what is listed. Settings may stand in any source of properties; all names are in Heliograph's"
                        + " docs/settings.md.",
                cause);
    }
}
