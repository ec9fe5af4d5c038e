package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.SpringFactoriesLoader;

class FailureAnalyzersTest {
    @Test
    void every_fault_has_a_line_of_its_own() {
        FailureAnalysis analysis = analysis(new IllegalStateException(new InvalidRequestException(
                List.of(new Violation("a", "is missing"), new Violation("b", "is 3 letters")))));
        assertThat(analysis.getDescription()).contains("\n    a is missing\n    b is 3 letters");
    }

    @Test
    void every_fault_has_its_origin() {
        StandardEnvironment environment = new StandardEnvironment();
        Origin origin =
                new TextResourceOrigin(new ClassPathResource("application.yml"), new TextResourceOrigin.Location(2, 8));
        environment
                .getPropertySources()
                .addFirst(new OriginTrackedMapPropertySource(
                        "file",
                        Map.of(
                                "heliograph.deadline", OriginTrackedValue.of("soon", origin),
                                "heliograph.spend.countries[0]", OriginTrackedValue.of("", origin),
                                "heliograph.providers.wavix.apiKey", OriginTrackedValue.of("a b", origin))));
        environment
                .getPropertySources()
                .addLast(new SystemEnvironmentPropertySource(
                        "systemEnvironment", Map.of("HELIOGRAPH_SPEND_COUNTRY", "TH", "HELIOGRAPH_ROUTE", "|")));
        FailureAnalysis analysis = Objects.requireNonNull(new ViolationsFailureAnalyzer(environment)
                .analyze(new InvalidRequestException(List.of(
                        new Violation("heliograph.deadline", "is wrong"),
                        new Violation("heliograph.spend.countries", "is empty"),
                        new Violation("heliograph.providers.wavix.api-key", "has a blank"),
                        new Violation("heliograph.route", "can't be read"),
                        new Violation("HELIOGRAPH_SPEND_COUNTRY", "is no setting"),
                        new Violation("heliograph.providers.wavix.from", "is missing"),
                        new Violation("providers", "are missing")))));

        String place = "\n        Origin: class path resource [application.yml] - 3:9";
        assertThat(analysis.getDescription())
                .contains("heliograph.deadline is wrong" + place)
                .contains("heliograph.spend.countries is empty" + place)
                .contains("heliograph.providers.wavix.api-key has a blank" + place)
                .contains("heliograph.route can't be read\n        Origin: \"HELIOGRAPH_ROUTE\" from")
                .contains(
                        "HELIOGRAPH_SPEND_COUNTRY is no setting\n        Origin: System Environment Property \"HELIOGRAPH_SPEND_COUNTRY\"")
                .contains("heliograph.providers.wavix.from is missing\n    providers are missing");
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
