package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BalanceTest {
    /** The environment for providers that call the sandbox. */
    private static Map<String, String> environment(Sandbox sandbox, String... vendors) {
        Map<String, String> environment = new HashMap<>();
        for (String vendor : vendors) {
            environment.put(
                    variable(vendor, "base-url"), sandbox.baseUrl(vendor).toString());
            sandbox.credentials(vendor).forEach((name, value) -> environment.put(variable(vendor, name), value));
        }
        return environment;
    }

    private static String variable(String vendor, String setting) {
        return "HELIOGRAPH_PROVIDERS_" + (vendor + "_" + setting.replace('-', '_')).toUpperCase(Locale.ROOT);
    }

    @Test
    void each_provider_prints_its_balance_or_that_it_has_no_such_call() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            Run run = Run.of(environment(sandbox, "textingline", "thaibulk"), "balance");

            assertThat(run.exitCode()).isZero();
            assertThat(run.out())
                    .containsPattern("thaibulk        [0-9]+ credits\\R")
                    .containsPattern("textingline     not known: .*doesn't offer BALANCE\\R");
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void one_json_document() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            Run run = Run.of(environment(sandbox, "textingline", "thaibulk"), "balance", "thaibulk", "--json");

            assertThat(run.exitCode()).isZero();
            assertThat(String.valueOf(run.json()))
                    .matches("\\{providers=\\[\\{provider=thaibulk, balances=\\[\\{amount=[0-9]+, unit=credits}]}]}");
        }
    }

    @Test
    void without_any_balance_the_exit_code_is_unavailable() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            Run run = Run.of(environment(sandbox, "textingline"), "balance", "--json");

            assertThat(run.exitCode()).isEqualTo(69);
            assertThat(String.valueOf(run.json())).contains("error=UNSUPPORTED", "balances=[]");
        }
    }

    @Test
    void a_wrong_key_and_a_silent_vendor_are_failures_even_beside_a_balance() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            Map<String, String> wrong = environment(sandbox, "thaibulk", "wavix");
            wrong.put("HELIOGRAPH_PROVIDERS_THAIBULK_API_KEY", "wrong");
            assertThat(Run.of(wrong, "balance", "thaibulk").exitCode()).isEqualTo(77);

            Map<String, String> gone = environment(sandbox, "thaibulk", "wavix");
            gone.put("HELIOGRAPH_PROVIDERS_WAVIX_BASE_URL", "http://127.0.0.1:1");
            Run run = Run.of(gone, "balance");
            assertThat(run.exitCode()).isEqualTo(69);
            assertThat(run.out()).contains(" credits", "wavix           not known: ");
        }
    }

    @Test
    void a_balance_that_cannot_be_queried_is_one_line() {
        assertThat(Run.of(Map.of(), "balance", "nobody").exitCode()).isEqualTo(2);
        Run nothing = Run.of(Map.of(), "balance");
        assertThat(nothing.exitCode()).isEqualTo(78);
        assertThat(nothing.errors())
                .singleElement()
                .asString()
                .startsWith("sms: providers are missing")
                .contains("heliograph.properties", "sms sandbox");
    }
}
