package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.settings.GeneralSetting;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
