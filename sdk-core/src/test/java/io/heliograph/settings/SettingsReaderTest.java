package io.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.FakeFactory;
import io.heliograph.FakeProvider;
import io.heliograph.Sends;
import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Violation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final String KEY = "heliograph.providers.fake.api-key";
    private static final String COLOUR = "heliograph.providers.other.colour";

    @AfterEach
    void forgetWhatWasMade() {
        FakeFactory.MADE.remove();
    }

    /** Settings from names and values in turn. */
    private static Settings settings(String... namesAndValues) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Settings.of(properties);
    }

    private static String client(Settings settings) {
        try (SmsClient client = SmsClient.builder().settings(settings).build()) {
            return client.toString();
        }
    }

    private static List<Violation> faults(Settings settings) {
        InvalidRequestException thrown = catchThrowableOfType(
                InvalidRequestException.class, () -> SmsClient.builder().settings(settings));
        assertThat(thrown).isNotNull();
        return thrown.violations();
    }

    private static List<String> faultyFields(Settings settings) {
        return faults(settings).stream().map(Violation::field).toList();
    }

    @Test
    void a_provider_is_made_where_there_are_settings_for_it() {
        assertThat(client(settings(KEY, "k"))).isEqualTo("SmsClient[fake]");
    }

    @Test
    void providers_are_tried_in_the_order_of_the_file() {
        assertThat(client(settings(COLOUR, "blue", KEY, "k"))).isEqualTo("SmsClient[other || fake]");
        assertThat(client(settings(KEY, "k", COLOUR, "blue"))).isEqualTo("SmsClient[fake || other]");
    }

    @Test
    void a_provider_may_be_set_in_the_environment_alone() {
        Settings settings = Settings.none().withEnvironment(Map.of("HELIOGRAPH_PROVIDERS_FAKE_API_KEY", "k"));

        assertThat(client(settings)).isEqualTo("SmsClient[fake]");
    }

    @Test
    void the_file_comes_before_what_the_environment_alone_sets() {
        Settings settings = settings(COLOUR, "blue").withEnvironment(Map.of("HELIOGRAPH_PROVIDERS_FAKE_API_KEY", "k"));

        assertThat(client(settings)).isEqualTo("SmsClient[other || fake]");
    }

    @Test
    void what_the_environment_alone_sets_is_tried_by_name() {
        Settings settings = Settings.none()
                .withEnvironment(
                        Map.of("HELIOGRAPH_PROVIDERS_OTHER_COLOUR", "blue", "HELIOGRAPH_PROVIDERS_FAKE_API_KEY", "k"));

        assertThat(client(settings)).isEqualTo("SmsClient[fake || other]");
    }

    @Test
    void a_variable_set_to_nothing_makes_no_provider() {
        Settings settings = settings(COLOUR, "blue").withEnvironment(Map.of("HELIOGRAPH_PROVIDERS_FAKE_API_KEY", ""));

        assertThat(client(settings)).isEqualTo("SmsClient[other]");
    }

    @Test
    void the_route_decides_the_order() {
        assertThat(client(settings(KEY, "k", COLOUR, "blue", "heliograph.route", "other || fake")))
                .isEqualTo("SmsClient[other || fake]");
    }

    @Test
    void the_route_may_leave_a_provider_out() {
        assertThat(client(settings(KEY, "k", COLOUR, "blue", "heliograph.route", "other")))
                .isEqualTo("SmsClient[other]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thaibulk | add io.heliograph:heliograph-provider-thaibulk",
                "othre    | did you mean other?",
                "pigeon   | there are fake, other"
            })
    void a_provider_that_is_not_on_the_class_path_is_answered_with_what_to_do(String name, String advice) {
        assertThat(faults(settings(KEY, "k", "heliograph.providers." + name + ".from", "x")))
                .containsExactly(
                        new Violation("heliograph.providers." + name, "is no provider on the class path; " + advice));
        assertThat(faults(settings(KEY, "k", "heliograph.route", name)))
                .containsExactly(new Violation(
                        "heliograph.route", "names " + name + ", which is no provider on the class path; " + advice));
    }

    @Test
    void where_no_provider_is_on_the_class_path_the_answer_is_none() {
        SettingsReader reader = new SettingsReader(settings("heliograph.providers.pigeon.from", "x"), List.of());

        assertThatThrownBy(() -> reader.read(HttpOptions.defaults(), name -> false))
                .hasMessage("heliograph.providers.pigeon is no provider on the class path; there are none");
    }

    @Test
    void a_provider_that_only_the_route_names_is_made_too() {
        assertThat(client(settings("heliograph.route", "other"))).isEqualTo("SmsClient[other]");
        assertThat(faultyFields(settings("heliograph.route", "fake"))).containsExactly(KEY);
    }

    @Test
    void the_route_may_name_a_provider_that_was_added_by_hand() {
        FakeProvider byHand = FakeProvider.accepting("mine");

        try (SmsClient client = SmsClient.builder()
                .provider(byHand)
                .settings(settings(COLOUR, "blue", "heliograph.route", "other || mine"))
                .build()) {
            assertThat(client).hasToString("SmsClient[other || mine]");
        }
    }

    @Test
    void a_route_of_the_settings_may_have_rules() {
        assertThat(client(settings(KEY, "k", COLOUR, "blue", "heliograph.route", "TH: other; *: fake || other")))
                .isEqualTo("SmsClient[TH: other; *: fake || other]");
    }

    @Test
    void a_route_that_cant_be_read_shows_the_place_under_the_settings_name() {
        Settings settings = settings(KEY, "k", "heliograph.route", "TH: other | fake", "heliograph.colour", "blue");

        assertThatThrownBy(() -> SmsClient.builder().settings(settings)).hasMessageStartingWith("""
                heliograph.route can't be read at character 11: expected || between a provider and the next to ask, \
                found a single |
                  TH: other | fake
                            ^
                heliograph.colour is no setting; there are heliograph.connect-timeout, heliograph.""");
    }

    @Test
    void a_route_that_makes_no_sense_is_a_fault_of_its_setting() {
        assertThat(faults(settings(KEY, "k", "heliograph.route", "fake; TH: other")))
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo("heliograph.route");
                    assertThat(violation.problem()).startsWith("is wrong at character 7: this rule is never reached");
                });
    }

    @Test
    void a_route_of_the_environment_is_the_same_language() {
        Settings settings = settings(KEY, "k").withEnvironment(Map.of("HELIOGRAPH_ROUTE", "other*3 && fake"));

        assertThat(client(settings)).isEqualTo("SmsClient[other*3 && fake]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-kye", "API-KEY", "apiKey", "api.key"})
    void an_unknown_setting_is_named_with_the_nearest(String unknown) {
        String name = "heliograph.providers.fake." + unknown;
        assertThat(faults(settings(KEY, "k", name, "hunter2")))
                .containsExactly(new Violation(name, "is no setting; did you mean heliograph.providers.fake.api-key?"));
    }

    @Test
    void an_unknown_setting_that_is_near_none_is_named_with_the_ones_that_exist() {
        assertThat(faults(settings(KEY, "k", "heliograph.providers.fake.colour", "hunter2")))
                .containsExactly(new Violation(
                        "heliograph.providers.fake.colour",
                        "is no setting; there are heliograph.providers.fake.api-key, "
                                + "heliograph.providers.fake.base-url, heliograph.providers.fake.enabled, "
                                + "heliograph.providers.fake.fast, heliograph.providers.fake.max-concurrent, "
                                + "heliograph.providers.fake.rate-limit, heliograph.providers.fake.type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"heliograph.rout", "heliograph.Route", "HELIOGRAPH.route"})
    void an_unknown_setting_of_the_client_is_named_with_the_nearest(String unknown) {
        assertThat(faults(settings(KEY, "k", unknown, "hunter2")))
                .containsExactly(new Violation(unknown, "is no setting; did you mean heliograph.route?"));
    }

    @Test
    void an_unknown_setting_of_the_client_is_named_with_the_ones_that_exist() {
        assertThat(faults(settings(KEY, "k", "heliograph.colour", "hunter2")))
                .containsExactly(new Violation(
                        "heliograph.colour",
                        "is no setting; there are heliograph.connect-timeout, heliograph.deadline, "
                                + "heliograph.idempotency.keys, "
                                + "heliograph.idempotency.wait-for-concurrent-send, heliograph.prices, "
                                + "heliograph.retry.attempt-timeout, heliograph.retry.initial-backoff, "
                                + "heliograph.retry.max-attempts, heliograph.retry.max-attempts-per-provider, "
                                + "heliograph.retry.max-backoff, heliograph.retry.reconcile, "
                                + "heliograph.retry.throttled-initial-backoff, heliograph.retry.throttled-max-backoff, "
                                + "heliograph.route, heliograph.shutdown-timeout, "
                                + "heliograph.spend.budgets, heliograph.spend.countries, heliograph.spend.max-cost, "
                                + "heliograph.spend.max-parts, heliograph.spend.per-recipient-and-hour, heliograph.store, "
                                + "heliograph.suppression.file, heliograph.suppression.scope"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heliograph.providers.fake.retry.max",
                "heliograph.providers.fake.api-key.value",
                "heliograph.providers.fake",
                "heliograph.retry.max"
            })
    void an_unknown_setting_on_another_level_is_named_too(String unknown) {
        assertThat(faultyFields(settings(KEY, "k", unknown, "3"))).containsExactly(unknown);
    }

    @Test
    void an_unknown_provider_is_named_once_with_the_ones_that_exist() {
        Settings settings = settings(
                KEY, "k", "heliograph.providers.wavxi.api-key", "hunter2", "heliograph.providers.wavxi.base-url", "x");

        assertThat(faults(settings))
                .containsExactly(new Violation(
                        "heliograph.providers.wavxi", "is no provider on the class path; there are fake, other"));
    }

    @Test
    void a_provider_that_only_the_route_names_is_a_fault_of_the_route() {
        assertThat(faults(settings(KEY, "k", "heliograph.route", "fake || wavxi")))
                .containsExactly(new Violation(
                        "heliograph.route",
                        "names wavxi, which is no provider on the class path; there are fake, other"));
    }

    @Test
    void a_placeholder_is_refused_with_the_variable_to_set_and_is_not_repeated() {
        Settings settings = settings(
                KEY,
                "${HUNTER2}",
                "heliograph.deadline",
                "${HUNTER2:10s}",
                "heliograph.providers.fake.base-url",
                "x${Y}");

        List<Violation> faults = faults(settings);

        assertThat(faults)
                .contains(new Violation(
                        KEY,
                        "has a placeholder that nothing fills; only Spring fills placeholders, so set the environment"
                                + " variable HELIOGRAPH_PROVIDERS_FAKE_API_KEY, or write the value itself"));
        assertThat(faults)
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(KEY, "heliograph.deadline", "heliograph.providers.fake.base-url");
        assertThat(faults.toString()).doesNotContain("HUNTER2");
    }

    @Test
    void a_placeholder_of_the_file_gives_way_to_the_variable() {
        Settings settings = settings(KEY, "${KEY}").withEnvironment(Map.of("HELIOGRAPH_PROVIDERS_FAKE_API_KEY", "k"));

        assertThat(client(settings)).isEqualTo("SmsClient[fake]");
    }

    @Test
    void an_accounts_type_may_be_no_placeholder() {
        assertThat(faults(settings("heliograph.providers.fake-eu.type", "${TYPE}")))
                .singleElement()
                .asString()
                .startsWith("heliograph.providers.fake-eu.type has a placeholder that nothing fills;")
                .contains("HELIOGRAPH_PROVIDERS_FAKE_EU_TYPE");
    }

    @Test
    void every_fault_is_named_at_once() {
        Settings settings = settings(
                "heliograph.providers.fake.base-url", "http://hunter2",
                "heliograph.providers.other.color", "hunter2",
                "heliograph.providers.wavxi.api-key", "hunter2",
                "heliograph.route", "other | fake",
                "heliograph.deadline", "hunter2",
                "heliograph.colour", "hunter2");

        assertThat(faultyFields(settings))
                .containsExactlyInAnyOrder(
                        "heliograph.providers.fake.base-url",
                        "heliograph.providers.fake.api-key",
                        "heliograph.providers.other.color",
                        "heliograph.providers.wavxi",
                        "heliograph.route",
                        "heliograph.deadline",
                        "heliograph.colour");
        assertThatThrownBy(() -> SmsClient.builder().settings(settings)).hasMessageNotContaining("hunter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-5s", "10", "soon"})
    void a_wrong_deadline_is_one_fault_among_others(String deadline) {
        assertThat(faultyFields(settings(KEY, "k", "heliograph.deadline", deadline, "heliograph.colour", "blue")))
                .containsExactlyInAnyOrder("heliograph.deadline", "heliograph.colour");
    }

    @Test
    void the_deadline_of_the_settings_is_the_clients() {
        try (SmsClient client = SmsClient.builder()
                .settings(settings(KEY, "k", "heliograph.deadline", "10m"))
                .build()) {
            client.trySend(Sends.request().build());
        }

        assertThat(FakeFactory.MADE.get())
                .singleElement()
                .satisfies(
                        made -> assertThat(made.timeLeft()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10)));
    }

    @Test
    void a_wrong_flag_is_named_in_full() {
        assertThat(faultyFields(settings(KEY, "k", "heliograph.providers.fake.fast", "maybe")))
                .containsExactly("heliograph.providers.fake.fast");
    }

    @Test
    void providers_that_were_made_beside_a_fault_are_closed() {
        assertThat(faultyFields(settings(KEY, "k", "heliograph.colour", "blue")))
                .containsExactly("heliograph.colour");

        assertThat(FakeFactory.MADE.get())
                .singleElement()
                .satisfies(made -> assertThat(made.closes()).isOne());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-5s"})
    void providers_that_were_made_beside_a_wrong_deadline_are_closed(String deadline) {
        assertThat(faults(settings(KEY, "k", "heliograph.deadline", deadline))).hasSize(1);

        assertThat(FakeFactory.MADE.get())
                .singleElement()
                .satisfies(made -> assertThat(made.closes()).isOne());
    }

    @Test
    void without_any_provider_there_is_no_client() {
        assertThatThrownBy(() -> client(Settings.none()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("providers are missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"heliograph.", "heliograph.providers.", "heliograph.providers.fake."})
    void an_unknown_name_is_cut_and_has_no_control_characters(String start) {
        String name = start + "\u001b[31m" + "x".repeat(100_000) + ".key";

        assertThat(faults(settings(KEY, "k", name, "1"))).singleElement().satisfies(violation -> {
            assertThat(violation.field())
                    .startsWith(start + "?[31mxxx")
                    .endsWith(" characters)")
                    .hasSizeLessThan(120);
            assertThat(violation.problem()).hasSizeLessThan(5_000);
        });
        assertThat(settings(name, "1").toString()).hasSizeLessThan(150);
    }
}
