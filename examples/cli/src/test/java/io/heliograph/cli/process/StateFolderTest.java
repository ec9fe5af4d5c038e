package io.heliograph.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateFolderTest {
    private static final Map<String, String> HOME = Map.of("HOME", "/home/ann");

    @Test
    void each_system_has_its_own_place() {
        assertThat(StateFolder.of(HOME, "Linux")).isEqualTo(Path.of("/home/ann/.local/state/heliograph"));
        assertThat(StateFolder.of(HOME, "Mac OS X"))
                .isEqualTo(Path.of("/home/ann/Library/Application Support/heliograph"));
        assertThat(StateFolder.of(Map.of("HOME", "/home/ann", "LOCALAPPDATA", "/users/ann/local"), "Windows 11"))
                .isEqualTo(Path.of("/users/ann/local/heliograph"));
        assertThat(StateFolder.of(HOME, "Windows 11")).isEqualTo(Path.of("/home/ann/AppData/Local/heliograph"));
    }

    @Test
    void the_variable_of_the_desktop_specification_wins_unless_it_is_relative() {
        assertThat(StateFolder.of(Map.of("HOME", "/home/ann", "XDG_STATE_HOME", "/var/state"), "Linux"))
                .isEqualTo(Path.of("/var/state/heliograph"));
        assertThat(StateFolder.of(Map.of("HOME", "/home/ann", "XDG_STATE_HOME", "state"), "Linux"))
                .isEqualTo(Path.of("/home/ann/.local/state/heliograph"));
    }
}
