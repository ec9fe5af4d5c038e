package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.settings.GeneralSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @Test
    void every_general_setting_has_a_line_with_its_default() {
        Run run = Run.of(Map.of(), "settings");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(GeneralSetting.values().length);
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("heliograph\\.retry\\.max-attempts +5 +How often any provider .*"))
                .anyMatch(line -> line.matches("heliograph\\.spend\\.max-parts +off +The most parts .*, 1 to 255\\."))
                .anyMatch(line -> line.matches("heliograph\\.route +- +Where sends go, .*"));
    }

    @Test
    void where_a_provider_is_set_stands_behind_the_problem_that_there_is_none(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("sms.properties"), "heliograph.deadline=abc\n");

        Run run = Run.of(Map.of(), "balance", "--config", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.errors())
                .singleElement()
                .asString()
                .contains(
                        "heliograph.providers.wavix.api-key in heliograph.properties, or HELIOGRAPH_PROVIDERS_WAVIX_API_KEY")
                .containsPattern("heliograph\\.deadline is [^;]*; it must be a duration such as 10s, 500ms or 2m(;|$)");
    }
}
