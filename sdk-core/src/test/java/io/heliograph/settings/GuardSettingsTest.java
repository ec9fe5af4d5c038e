package io.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No guard of the settings' page is switched off by an empty or misspelt name. */
class GuardSettingsTest {
    /** A row whose last column begins with the word off. */
    private static final Pattern GUARD = Pattern.compile("^\\| `([a-z.-]+)` \\|.*\\| `off`[^|]*\\|$");

    private static final Map<String, String> PROVIDER = Map.of("heliograph.providers.fake.api-key", "k");

    /** Every guard by its full name, as the documentation has them; a provider's as the fake's. */
    static Stream<String> guards() throws IOException {
        List<String> guards = new ArrayList<>();
        String prefix = "";
        for (String line : Files.readAllLines(Path.of("..", "docs", "settings.md"))) {
            if (line.startsWith("## ")) {
                break; // the vendors' own
            }
            prefix = line.startsWith("Every provider has these") ? "heliograph.providers.fake." : prefix;
            Matcher guard = GUARD.matcher(line);
            if (guard.matches() && !guard.group(1).equals("webhook-addresses")) { // which the fake doesn't read
                guards.add(prefix + guard.group(1));
            }
        }
        assertThat(guards).hasSizeGreaterThanOrEqualTo(8);
        return guards.stream();
    }

    /** What every setting of the spend guard and of the suppression file is, by the code: those of no documentation too. */
    private static List<String> read() {
        Map<String, String> more = new LinkedHashMap<>(PROVIDER);
        more.put("heliograph.no-such-name-at-all", "1");
        Violation unknown = faults(Settings.of(more)).get(0);
        return Stream.of(unknown.problem()
                        .replace("is no setting; there are ", "")
                        .split(", "))
                .toList();
    }

    private static List<Violation> faults(Settings settings) {
        InvalidRequestException thrown = catchThrowableOfType(
                InvalidRequestException.class, () -> SmsClient.builder().settings(settings));
        assertThat(thrown).isNotNull();
        return thrown.violations();
    }

    private static Settings file(String name, String value) {
        Map<String, String> properties = new LinkedHashMap<>(PROVIDER);
        properties.put(name, value);
        return Settings.of(properties);
    }

    @Test
    void every_setting_of_the_spend_guard_is_aguard_of_the_documentation() throws IOException {
        assertThat(read())
                .contains("heliograph.deadline")
                .filteredOn(name -> name.startsWith("heliograph.spend."))
                .isNotEmpty()
                .allMatch(guards().toList()::contains);
        assertThat(guards()).contains("heliograph.suppression.file", "heliograph.prices");
    }

    @ParameterizedTest
    @MethodSource("guards")
    void an_empty_variable_over_the_files_is_an_error(String guard) {
        String variable = SettingNames.variable(guard);

        assertThat(faults(file(guard, "hunter2").withEnvironment(Map.of(variable, " "))))
                .filteredOn(violation -> violation.field().equals(variable))
                .singleElement()
                .satisfies(violation -> assertThat(violation.problem())
                        .startsWith("is set to nothing")
                        .contains("it must be ")
                        .endsWith("or the word off")
                        .doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @MethodSource("guards")
    void an_empty_variable_over_nothing_is_an_error_too(String guard) {
        assertThat(faults(Settings.of(PROVIDER).withEnvironment(Map.of(SettingNames.variable(guard), ""))))
                .extracting(Violation::field)
                .containsExactly(SettingNames.variable(guard));
    }

    @ParameterizedTest
    @MethodSource("guards")
    void an_empty_value_in_afile_is_an_error(String guard) {
        assertThat(faults(file(guard, ""))).extracting(Violation::field).containsExactly(guard);
    }

    @ParameterizedTest
    @MethodSource("guards")
    void the_word_off_switches_it_off_in_either_source(String guard) {
        for (Settings settings : List.of(
                file(guard, "off"),
                file(guard, "OFF"),
                file(guard, "hunter2").withEnvironment(Map.of(SettingNames.variable(guard), "off")))) {
            assertThat(settings.get(guard)).isEmpty();
            SmsClient.builder().settings(settings).build().close();
        }
    }

    @ParameterizedTest
    @MethodSource("guards")
    void an_empty_value_under_one_that_is_set_hides_nothing(String guard) {
        assertThat(file(guard, "")
                        .withEnvironment(Map.of(SettingNames.variable(guard), "5"))
                        .get(guard))
                .contains("5");
        assertThat(file(guard, "5").nameIfEmpty(guard)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("guards")
    void a_misspelt_name_is_an_error_that_names_the_right_one(String guard) {
        String misspelt = guard.substring(0, guard.length() - 1);

        assertThat(faults(file(misspelt, "hunter2")))
                .containsExactly(new Violation(misspelt, "is no setting; did you mean " + guard + "?"));
        assertThat(faults(Settings.of(PROVIDER).withEnvironment(Map.of(SettingNames.variable(misspelt), "hunter2"))))
                .containsExactly(new Violation(
                        SettingNames.variable(misspelt),
                        "is no setting; did you mean " + SettingNames.variable(guard) + "?"));
    }

    @ParameterizedTest
    @MethodSource("guards")
    void a_variable_in_small_letters_is_an_error(String guard) {
        String small = guard.replace('.', '_').replace('-', '_');

        assertThat(faults(Settings.of(PROVIDER).withEnvironment(Map.of(small, "1"))))
                .containsExactly(
                        new Violation(small, "is no setting; did you mean " + SettingNames.variable(guard) + "?"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"heliograph.route", "heliograph.providers.fake.enabled"})
    void what_cannot_be_off_cannot_be_nothing_either(String name) {
        assertThat(faults(Settings.of(PROVIDER).withEnvironment(Map.of(SettingNames.variable(name), ""))))
                .singleElement()
                .satisfies(violation -> assertThat(violation.problem()).endsWith("or not be set at all"));
        assertThat(faults(file(name, "off"))).extracting(Violation::field).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heliograph.spend.countries", "heliograph.spend.budgets"})
    void a_list_of_nothing_is_an_error(String name) {
        for (String nothing : List.of(",", " , ", ";", ";;")) {
            assertThat(faults(file(name, nothing))).extracting(Violation::field).containsExactly(name);
        }
    }

    @Test
    void what_is_no_guard_may_be_empty() {
        SmsClient.builder()
                .settings(file("heliograph.retry.max-attempts", "")
                        .withEnvironment(Map.of("HELIOGRAPH_DEADLINE", "", "HELIOGRAPH_PROVIDERS_OTHER_COLOUR", "")))
                .build()
                .close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HELIOGRAPH_SANDBOX_PORT=tcp://10.0.0.9:8025",
                "HELIOGRAPH_PORT=tcp://10.0.0.9:80",
                "HELIOGRAPH_PORT=tcp://[fd00:10:96::9]:80",
                "HELIOGRAPH_SERVICE_HOST=fd00:10:96::9",
                "HELIOGRAPH_SANDBOX_SERVICE_HOST=10.0.0.9",
                "HELIOGRAPH_SERVICE_HOST=10.0.0.9",
                "HELIOGRAPH_SANDBOX_SERVICE_PORT=8025",
                "HELIOGRAPH_SANDBOX_SERVICE_PORT_HTTP_INBOX=8025",
                "HELIOGRAPH_SPEND_PORT_8080_TCP=tcp://10.0.0.9:8080",
                "HELIOGRAPH_SPEND_PORT_8080_TCP_PROTO=tcp",
                "HELIOGRAPH_SPEND_PORT_8080_TCP_PORT=8080",
                "HELIOGRAPH_SPEND_PORT_53_UDP_ADDR=10.0.0.9",
                "HELIOGRAPH_PROVIDERS_PORT=udp://10.0.0.9:53",
                "HELIOGRAPH_PROVIDERS_FAKE_SERVICE_HOST=10.0.0.9",
            })
    void the_links_of_a_service_of_kubernetes_are_left_aside(String variable) {
        String[] parts = variable.split("=", 2);

        assertThat(Settings.isServiceLink(parts[0], parts[1])).isTrue();
        try (SmsClient client = SmsClient.builder()
                .settings(Settings.of(PROVIDER).withEnvironment(Map.of(parts[0], parts[1])))
                .build()) {
            assertThat(client).hasToString("SmsClient[fake]");
        }
    }

    /** An application of Spring Boot and the sms command may have one environment. */
    @ParameterizedTest
    @ValueSource(strings = {"HELIOGRAPH_ENABLED", "HELIOGRAPH_SANDBOX_PORT", "HELIOGRAPH_WEBHOOKS_PATH"})
    void the_variables_of_the_starter_alone_are_left_aside(String variable) {
        try (SmsClient client = SmsClient.builder()
                .settings(Settings.of(PROVIDER).withEnvironment(Map.of(variable, "8025")))
                .build()) {
            assertThat(client).hasToString("SmsClient[fake]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HELIOGRAPH_SPEND_MAX_PARTS=tcp://10.0.0.9:80",
                "HELIOGRAPH_SUPPRESION_FILE=/list.csv",
                "HELIOGRAPH_SPEND_COUNTRY=US",
                "HELIOGRAPH_SPEND_COUNTRIES_SERVICE_HOST=US",
                "HELIOGRAPH_SPEND_MAX_PARTS_PORT=1",
                "HELIOGRAPH_SPEND_MAX_PARTS_SERVICE_PORT=one",
                "HELIOGRAPH_SUPPRESSION_PORT_1_TCP_ADDR=/list.csv",
                "HELIOGRAPH_SPEND_PORT=tcp://",
            })
    void what_only_looks_like_alink_is_not(String variable) {
        String[] parts = variable.split("=", 2);

        assertThat(Settings.isServiceLink(parts[0], parts[1])).isFalse();
        assertThat(faults(Settings.of(PROVIDER).withEnvironment(Map.of(parts[0], parts[1]))))
                .extracting(Violation::field)
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELIOGRAPH_HOME", "HELIOGRAPH_SPEND", "HELIOGRAPH_"})
    void a_variable_that_is_near_nothing_is_an_error_that_names_what_there_is(String variable) {
        assertThat(faults(Settings.of(PROVIDER).withEnvironment(Map.of(variable, "hunter2"))))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo(variable);
                    assertThat(violation.problem())
                            .startsWith("is no setting; there are HELIOGRAPH_")
                            .contains("HELIOGRAPH_SPEND_MAX_PARTS")
                            .doesNotContain("hunter2");
                });
    }
}
