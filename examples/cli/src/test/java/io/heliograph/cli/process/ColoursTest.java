package io.heliograph.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColoursTest {
    @ParameterizedTest
    @CsvSource({
        "AUTO, '', true, true",
        "AUTO, '', false, false",
        "AUTO, NO_COLOR=1, true, false",
        "AUTO, NO_COLOR=, true, true",
        "AUTO, CLICOLOR_FORCE=1, false, true",
        "AUTO, CLICOLOR_FORCE=0, false, false",
        "AUTO, NO_COLOR=1 CLICOLOR_FORCE=1, true, false",
        "AUTO, CLICOLOR=0, true, false",
        "AUTO, TERM=dumb, true, false",
        "ALWAYS, NO_COLOR=1, false, true",
        "NEVER, CLICOLOR_FORCE=1, true, false"
    })
    void the_option_wins_over_the_environment_and_that_over_the_terminal(
            Colours when, String variables, boolean isTerminal, boolean isOn) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(" ", -1)) {
            if (!variable.isEmpty()) {
                environment.put(
                        variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
            }
        }

        assertThat(when.ansi(environment, isTerminal).enabled()).isEqualTo(isOn);
    }
}
