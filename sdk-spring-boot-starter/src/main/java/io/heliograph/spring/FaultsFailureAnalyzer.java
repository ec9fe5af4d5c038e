package io.heliograph.spring;

import io.heliograph.message.Fault;
import io.heliograph.message.InvalidRequestException;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists everything that is wrong with the settings, a line each. */
final class FaultsFailureAnalyzer extends AbstractFailureAnalyzer<InvalidRequestException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidRequestException cause) {
        String list =
                cause.faults().stream().map(Fault::toString).collect(Collectors.joining("\n    ", "\n\n    ", ""));
        return new FailureAnalysis(
                "Heliograph can't be set up:" + list,
                "Correct what is listed. Settings may stand in any source of properties; all names are in Heliograph's"
                        + " docs/settings.md.",
                cause);
    }
}
