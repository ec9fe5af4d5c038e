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
    void where_a_provider_is_set_stands_behind_no_other_problem(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("sms.properties"), "heliograph.deadline=abc\n");

        assertThat(Run.of(Map.of(), "balance", "--config", file.toString()).errors())
                .containsExactly(
                        "sms: heliograph.deadline is 3 letters; it must be a duration such as 10s, 500ms or 2m");
        assertThat(Run.of(Map.of(), "balance").errors())
                .singleElement()
                .asString()
                .startsWith("sms: providers are missing; ")
                .contains("api-key in heliograph.properties, or HELIOGRAPH_PROVIDERS_WAVIX_API_KEY");
    }
}
