package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.heliograph.SmsClient;
import io.heliograph.message.Violation;
import io.heliograph.settings.GeneralSetting;
import io.heliograph.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mock.env.MockEnvironment;

class PropertiesTest {
    private static final Map<String, String> SET = Map.ofEntries(
            Map.entry("heliograph.route", "wavix"),
            Map.entry("heliograph.deadline", "PT7S"),
            Map.entry("heliograph.connect-timeout", "PT6S"),
            Map.entry("heliograph.shutdown-timeout", "PT8S"),
            Map.entry("heliograph.retry.max-attempts-per-provider", "2"),
            Map.entry("heliograph.retry.max-attempts", "4"),
            Map.entry("heliograph.retry.initial-backoff", "PT0.07S"),
            Map.entry("heliograph.retry.max-backoff", "PT7S"),
            Map.entry("heliograph.retry.throttled-initial-backoff", "PT2S"),
            Map.entry("heliograph.retry.throttled-max-backoff", "PT9S"),
            Map.entry("heliograph.retry.reconcile", "false"),
            Map.entry("heliograph.retry.attempt-timeout", "PT3S"),
            Map.entry("heliograph.idempotency.wait-for-concurrent-send", "false"),
            Map.entry("heliograph.idempotency.keys", "1234"),
            Map.entry("heliograph.store", "memory"),
            Map.entry("heliograph.suppression.scope", "per-sender"),
            Map.entry("heliograph.spend.max-parts", "3"),
            Map.entry("heliograph.spend.max-cost", "0.50"),
            Map.entry("heliograph.spend.countries", "TH, US"),
            Map.entry("heliograph.spend.per-recipient-and-hour", "9"),
            Map.entry("heliograph.spend.budgets", "wavix TH 20.00; * * 5000 parts"),
            Map.entry("heliograph.providers.wavix.api-key", "key-1"),
            Map.entry("heliograph.providers.wavix.rate-limit", "0.5/s"));

    @Test
    void every_property_reaches_the_client_and_is_known_to_it(@TempDir Path folder) throws IOException {
        Path prices = Files.writeString(folder.resolve("prices"), "wavix, TH, USD, 0.0132\n");
        Path stopped = Files.writeString(folder.resolve("stopped"), "number,sender,reason,provider,since,until\n");
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SmsClientAutoConfiguration.class))
                .withPropertyValues(SET.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toArray(String[]::new))
                .withPropertyValues("heliograph.prices=" + prices, "heliograph.suppression.file=" + stopped)
                .run(assertableApplicationContext -> {
                    assertThat(assertableApplicationContext).hasNotFailed().hasSingleBean(SmsClient.class);
                    assertThat(assertableApplicationContext
                                    .getBean(ClientSettings.class)
                                    .all())
                            .containsAllEntriesOf(SET)
                            .containsEntry("heliograph.prices", prices.toString())
                            .containsEntry("heliograph.suppression.file", stopped.toString())
                            .hasSize(SET.size() + 2);
                });
    }

    @Test
    void a_placeholder_that_nothing_fills_is_a_fault_and_not_a_key() {
        BoundSettings bound = BoundSettings.of(new MockEnvironment()
                .withProperty("heliograph.providers.wavix.api-key", "${NO_SUCH_VARIABLE_HERE}")
                .withProperty("heliograph.providers.wavix.from", "${NO_SUCH_VARIABLE_HERE:ACME}"));

        assertThat(bound.faults()).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo("heliograph.providers.wavix.api-key");
            assertThat(violation.problem()).contains("placeholder").doesNotContain("NO_SUCH");
        });
    }

    @Test
    void no_property_of_the_core_is_forgotten() {
        assertThat(PropertyNames.all().stream().filter(PropertyNames::isOfCore))
                .containsExactlyInAnyOrderElementsOf(Stream.of(GeneralSetting.values())
                        .map(GeneralSetting::fullName)
                        .toList())
                .allMatch(name -> name.equals("heliograph.prices")
                        || name.equals("heliograph.suppression.file")
                        || SET.containsKey(name));
    }

    @Test
    void what_is_not_set_is_left_to_the_core() {
        BoundSettings bound = BoundSettings.of(new MockEnvironment());
        assertThat(bound.faults()).isEmpty();
        assertThat(bound.forCore()).isEmpty();
    }

    /** The variables of an application may stand in the environment of a plain program beside it. */
    @Test
    void the_core_takes_no_setting_of_the_starter_for_a_slip() {
        List<String> ofStarter = PropertyNames.all().stream()
                .filter(name -> !PropertyNames.isOfCore(name) && !name.equals("heliograph.providers"))
                .toList();
        assertThat(ofStarter).hasSizeGreaterThan(8);
        for (String name : ofStarter) {
            Settings settings = Settings.none().withEnvironment(Map.of(Settings.variable(name), "1"));
            assertThatCode(() -> SmsClient.builder().settings(settings))
                    .as(name)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void lists_may_be_written_as_lists() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("heliograph.spend.countries[0]", "TH")
                .withProperty("heliograph.spend.countries[1]", "US")
                .withProperty("heliograph.spend.budgets[0]", "wavix TH 20.00")
                .withProperty("heliograph.spend.budgets[1]", "* * 5000 parts");
        BoundSettings bound = BoundSettings.of(environment);
        assertThat(bound.faults()).isEmpty();
        assertThat(bound.forCore())
                .containsEntry("heliograph.spend.countries", "TH, US")
                .containsEntry("heliograph.spend.budgets", "wavix TH 20.00; * * 5000 parts");
    }

    @Test
    void what_may_be_logged_holds_no_credential() {
        BoundSettings bound = BoundSettings.of(new MockEnvironment()
                .withProperty("heliograph.providers.wavix.api-key", "secret-1")
                .withProperty("heliograph.providers.nobody.api-key", "secret-2"));
        assertThat(bound.toString() + new ClientSettings(bound, new SettingNames(), null))
                .contains("wavix", "nobody")
                .doesNotContain("secret-");
    }

    @Test
    void a_placeholder_is_resolved() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("sms.key", "key-1")
                .withProperty("heliograph.providers.wavix.api-key", "${sms.key}");
        assertThat(BoundSettings.of(environment).providers()).containsEntry("wavix", Map.of("api-key", "key-1"));
    }

    @Test
    void what_can_never_work_is_a_fault() {
        assertThat(BoundSettings.of(new MockEnvironment()
                                .withProperty("heliograph.webhooks.max-size", "0")
                                .withProperty("heliograph.sandbox.enabled", "true ")
                                .withProperty("heliograph.webhooks.enabled", "yes")
                                .withProperty("heliograph.enabled", "TRUE")
                                .withProperty("heliograph.health.balance-interval", "-1s"))
                        .faults())
                .extracting(Violation::toString)
                .containsExactly(
                        "heliograph.sandbox.enabled must be true or false, and nothing else",
                        "heliograph.webhooks.enabled must be true or false, and nothing else",
                        "heliograph.webhooks.max-size must be 1 or more",
                        "heliograph.health.balance-interval must be more than 0");
    }

    @Test
    void a_misspelt_name_is_named_with_the_nearest_or_with_those_beside_it() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("heliograph.sandbox.enable", "true")
                .withProperty("heliograph.sandbox.colour", "blue");
        assertThat(BoundSettings.of(environment).faults())
                .extracting(Violation::toString)
                .containsExactlyInAnyOrder(
                        "heliograph.sandbox.enable is no setting; did you mean heliograph.sandbox.enabled?",
                        "heliograph.sandbox.colour is no setting; there are heliograph.sandbox.deliver-after,"
                                + " heliograph.sandbox.enabled, heliograph.sandbox.port,"
                                + " heliograph.sandbox.refused-profiles, heliograph.sandbox.url,"
                                + " heliograph.sandbox.webhooks");
    }

    @Test
    void names_are_found_however_they_are_spelt() {
        SettingNames names = new SettingNames();
        assertThat(names.spelled("wavix", Map.of("apiKey", "1"))).containsEntry("api-key", "1");
        assertThat(names.spelled("wavix", Map.of("api.key", "1"))).containsEntry("api-key", "1");
        assertThat(names.spelled("wavix", Map.of("api-kee", "1"))).containsEntry("api-kee", "1");
        assertThat(new TreeSet<>(names.providers())).contains("wavix", "nativehub");
        assertThat(names.settings("nobody")).isEmpty();
        assertThat(names.missing("nobody")).isEmpty();
    }
}
