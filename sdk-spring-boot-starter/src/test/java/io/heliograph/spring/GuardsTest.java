package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** No guard is switched off by an empty or misspelt name, in whichever source of properties. */
class GuardsTest {
    private static final Pattern GUARD = Pattern.compile("^\\| `([a-z.-]+)` \\|.*\\| `off`[^|]*\\|$");

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(AheadOfTimeAutoConfiguration.class, SmsClientAutoConfiguration.class))
            .withPropertyValues("heliograph.providers.wavix.api-key=key-1");

    /** Every guard by its full name, as the documentation has them; a provider's as one provider's. */
    static Stream<String> guards() throws IOException {
        List<String> guards = new ArrayList<>();
        String prefix = "";
        for (String line : Files.readAllLines(Path.of("..", "docs", "settings.md"))) {
            if (line.startsWith("## ")) {
                break; // the vendors' own
            }
            prefix = line.startsWith("Every provider has these") ? "heliograph.providers.wavix." : prefix;
            Matcher guard = GUARD.matcher(line);
            if (guard.matches()) {
                guards.add(prefix + guard.group(1));
            }
        }
        assertThat(guards).hasSizeGreaterThanOrEqualTo(9);
        return guards.stream();
    }

    private static String variable(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private ApplicationContextRunner with(Map<String, Object> variables) {
        return context.withInitializer(configurableApplicationContext -> configurableApplicationContext
                .getEnvironment()
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables)));
    }

    private static void refuses(ApplicationContextRunner context, String... words) {
        context.run(assertableApplicationContext -> assertThat(assertableApplicationContext)
                .getFailure()
                .rootCause()
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("hunter2"));
    }

    @ParameterizedTest
    @MethodSource("guards")
    void an_empty_property_is_a_fault(String guard) {
        refuses(context.withPropertyValues(guard + "="), guard + " is set to nothing", "or the word off");
    }

    @ParameterizedTest
    @MethodSource("guards")
    void a_placeholder_that_is_filled_with_nothing_is_a_fault(String guard) {
        refuses(context.withPropertyValues(guard + "=${NO_SUCH_VARIABLE_HERE:}"), guard + " is set to nothing");
    }

    @ParameterizedTest
    @MethodSource("guards")
    void an_empty_variable_over_a_file_is_a_fault(String guard) {
        refuses(with(Map.of(variable(guard), "")).withPropertyValues(guard + "=hunter2"), guard + " is set to nothing");
    }

    @ParameterizedTest
    @MethodSource("guards")
    void the_word_off_switches_it_off(String guard) {
        context.withPropertyValues(guard + "=off")
                .run(assertableApplicationContext ->
                        assertThat(assertableApplicationContext).hasNotFailed().hasSingleBean(SmsClient.class));
        context.withInitializer(configurableApplicationContext -> configurableApplicationContext
                        .getEnvironment()
                        .getPropertySources()
                        .addLast(new MapPropertySource("a file", Map.of(guard, "hunter2"))))
                .withPropertyValues(guard + "=off")
                .run(assertableApplicationContext ->
                        assertThat(assertableApplicationContext).hasNotFailed().hasSingleBean(SmsClient.class));
    }

    @ParameterizedTest
    @MethodSource("guards")
    void a_misspelt_name_is_a_fault_that_names_the_right_one(String guard) {
        String misspelt = guard.substring(0, guard.length() - 1);
        refuses(context.withPropertyValues(misspelt + "=hunter2"), "is no setting; did you mean " + guard + "?");
    }

    @ParameterizedTest
    @MethodSource("guards")
    void a_misspelt_variable_is_a_fault(String guard) {
        String misspelt = variable(guard).substring(0, variable(guard).length() - 1);
        refuses(with(Map.of(misspelt, "hunter2")), "is no setting");
    }

    @Test
    void a_variable_that_spring_does_not_read_is_a_fault_that_names_the_one_that_it_reads() {
        refuses(
                with(Map.of("heliograph_spend_max_parts", "hunter2")),
                "heliograph_spend_max_parts is no setting; did you mean HELIOGRAPH_SPEND_MAX_PARTS?");
        refuses(
                with(Map.of("HELIOGRAPH_SPEND_COUNTRY", "hunter2")),
                "HELIOGRAPH_SPEND_COUNTRY is no setting; did you mean HELIOGRAPH_SPEND_COUNTRIES?");
        refuses(with(Map.of("HELIOGRAPH_SOMEBODY_ELSES", "hunter2")), "HELIOGRAPH_SOMEBODY_ELSES is no setting");
    }

    @Test
    void every_spelling_that_spring_reads_is_right() {
        with(Map.of(
                        "HELIOGRAPH_SPEND_MAX_PARTS", "2",
                        "HELIOGRAPH_SPEND_PERRECIPIENTANDHOUR", "3",
                        "HELIOGRAPH_SPEND_COUNTRIES_0", "TH",
                        "HELIOGRAPH_SPEND_COUNTRIES_1", "US",
                        "HELIOGRAPH_SANDBOX_REFUSED_PROFILES_0", "live",
                        "HELIOGRAPH_SANDBOX_ENABLED", "false"))
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext
                                .getBean(ClientSettings.class)
                                .all())
                        .containsEntry("heliograph.spend.max-parts", "2")
                        .containsEntry("heliograph.spend.per-recipient-and-hour", "3")
                        .containsEntry("heliograph.spend.countries", "TH, US"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"heliograph.spend.countries", "heliograph.spend.budgets"})
    void a_list_of_empty_elements_is_a_fault(String list) {
        refuses(context.withPropertyValues(list + "[0]="), list, "in silence");
        refuses(context.withPropertyValues(list + "[0]=", list + "[1]="), list, "in silence");
        refuses(with(Map.of(variable(list) + "_0", "")), list, "in silence");
    }

    @Test
    void an_element_of_what_is_no_list_is_a_fault() {
        refuses(with(Map.of("HELIOGRAPH_SPEND_MAX_PARTS_0", "1")), "HELIOGRAPH_SPEND_MAX_PARTS_0 is no setting");
    }

    @Test
    void an_empty_value_hides_nothing_from_under_one_that_is_set() {
        with(Map.of("HELIOGRAPH_SPEND_COUNTRIES", "TH"))
                .withPropertyValues("heliograph.spend.countries=")
                .run(assertableApplicationContext -> assertThat(assertableApplicationContext
                                .getBean(ClientSettings.class)
                                .all())
                        .containsEntry("heliograph.spend.countries", "TH"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"heliograph.route", "heliograph.providers.wavix.enabled"})
    void what_cannot_be_off_cannot_be_nothing_either(String name) {
        refuses(context.withPropertyValues(name + "="), name + " is set to nothing", "or not be set at all");
    }

    @Test
    void services_of_kubernetes_beside_the_application_stop_nothing() {
        with(Map.of(
                        "HELIOGRAPH_SANDBOX_PORT", "tcp://10.0.0.9:8025",
                        "HELIOGRAPH_SANDBOX_SERVICE_HOST", "10.0.0.9",
                        "HELIOGRAPH_SANDBOX_PORT_8025_TCP_ADDR", "10.0.0.9",
                        "HELIOGRAPH_PROVIDERS_PORT", "tcp://10.0.0.9:80",
                        "HELIOGRAPH_PROVIDERS_SERVICE_HOST", "10.0.0.9",
                        "HELIOGRAPH_PROVIDERS_PORT_80_TCP", "tcp://10.0.0.9:80",
                        "HELIOGRAPH_SERVICE_PORT", "80",
                        "HELIOGRAPH_SPEND_MAX_PARTS", "2"))
                .run(assertableApplicationContext -> {
                    assertThat(assertableApplicationContext).hasNotFailed();
                    assertThat(assertableApplicationContext
                                    .getBean(ClientSettings.class)
                                    .all())
                            .containsEntry("heliograph.spend.max-parts", "2");
                    assertThat(assertableApplicationContext
                                    .getBean(BoundSettings.class)
                                    .properties()
                                    .sandbox()
                                    .port())
                            .isZero();
                });
    }
}
