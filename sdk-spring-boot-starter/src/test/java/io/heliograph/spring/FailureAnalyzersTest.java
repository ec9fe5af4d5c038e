package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;

class FailureAnalyzersTest {
    @Test
    void every_fault_has_a_line_of_its_own() {
        FailureAnalysis analysis = analysis(new IllegalStateException(new InvalidRequestException(
                List.of(new Violation("a", "is missing"), new Violation("b", "is 3 letters")))));
        assertThat(analysis.getDescription()).contains("\n    a is missing\n    b is 3 letters");
    }

    @Test
    void a_missing_provider_comes_with_what_to_do() {
        FailureAnalysis analysis = analysis(new IllegalStateException(MissingProvider.among(new SettingNames())));
        assertThat(analysis.getDescription())
                .contains("Found provider wavix but no heliograph.providers.wavix.api-key.");
        assertThat(analysis.getAction()).contains("heliograph.sandbox.enabled=true");
    }

    /** As Spring Boot finds them. */
    private static FailureAnalysis analysis(Throwable failure) {
        return SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, (type, name, e) -> {})
                .stream()
                .filter(failureAnalyzer ->
                        failureAnalyzer.getClass().getPackageName().equals("io.heliograph.spring"))
                .map(failureAnalyzer -> failureAnalyzer.analyze(failure))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
