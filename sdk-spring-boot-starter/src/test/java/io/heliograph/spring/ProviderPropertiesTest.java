package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** The providers' settings, from sources of every kind. */
class ProviderPropertiesTest {
    private static final String WAVIX = "heliograph.providers.wavix.";

    private final StandardEnvironment environment = new StandardEnvironment();

    ProviderPropertiesTest() {
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    }

    private ProviderPropertiesTest variables(Map<String, Object> variables) {
        environment.getPropertySources().addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        return this;
    }

    /** Below what was there before. */
    private ProviderPropertiesTest file(Map<String, Object> properties) {
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "file " + environment.getPropertySources().size(), properties));
        return this;
    }

    private BoundSettings bound() {
        BoundSettings bound = BoundSettings.of(environment);
        assertThat(bound.faults()).isEmpty();
        return bound;
    }

    private Map<String, String> wavix() {
        return bound().providers().getOrDefault("wavix", Map.of());
    }

    @Test
    void lists_are_lists_in_a_file_and_in_the_environment() {
        file(Map.of(
                WAVIX + "api-key", "key-1",
                WAVIX + "webhook-secrets[0]", "newest-secret-of-all",
                WAVIX + "webhook-secrets[1]", "older-secret-of-all",
                WAVIX + "webhookAddresses[0]", "10.0.0.1"));
        assertThat(wavix())
                .containsEntry("webhook-secrets", "newest-secret-of-all older-secret-of-all")
                .containsEntry("webhook-addresses", "10.0.0.1")
                .hasSize(3);

        variables(Map.of("HELIOGRAPH_PROVIDERS_WAVIX_WEBHOOK_SECRETS_0", "secret-of-the-environment"));
        assertThat(wavix()).containsEntry("webhook-secrets", "secret-of-the-environment");
    }

    /** Else a secret that was taken out would still be accepted. */
    @Test
    void a_list_hides_the_whole_list_below_it_and_so_does_a_text() {
        file(Map.of(WAVIX + "webhook-secrets[0]", "newest-secret-of-all"))
                .file(Map.of(
                        WAVIX + "webhook-secrets[0]", "older-secret-of-all",
                        WAVIX + "webhook-secrets[1]", "oldest-secret-of-all"));
        assertThat(wavix()).containsEntry("webhook-secrets", "newest-secret-of-all");

        variables(Map.of("HELIOGRAPH_PROVIDERS_WAVIX_WEBHOOK_SECRETS", "one-secret two-secret"));
        assertThat(wavix()).containsEntry("webhook-secrets", "one-secret two-secret");
    }

    @Test
    void a_list_for_what_is_none_stays_a_fault_of_the_core() {
        file(Map.of(WAVIX + "api-key[0]", "key-1"));
        assertThat(wavix()).containsOnlyKeys("api-key.0");
    }

    @Test
    void accounts_have_names_with_hyphens_whatever_the_source() {
        file(Map.of(
                        "heliograph.providers.wavix-eu.type",
                        "wavix",
                        "heliograph.providers.wavix-eu.api-key",
                        "key-of-the-file",
                        "heliograph.providers.wavix-eu.webhook-secrets[0]",
                        "secret-of-the-file",
                        WAVIX + "api-key",
                        "key-1"))
                .variables(Map.of(
                        "HELIOGRAPH_PROVIDERS_WAVIX_EU_API_KEY", "key-2",
                        "HELIOGRAPH_PROVIDERS_WAVIX_FROM", "ACME",
                        "HELIOGRAPH_PROVIDERS_WAVIX_US_TYPE", "wavix",
                        "HELIOGRAPH_PROVIDERS_WAVIX_US_API_KEY", "key-3",
                        "HELIOGRAPH_PROVIDERS_WAVIXEU_FROM", "EU"));

        assertThat(bound().providers()).containsOnlyKeys("wavix", "wavix-eu", "wavix-us");
        assertThat(wavix()).isEqualTo(Map.of("api-key", "key-1", "from", "ACME"));
        assertThat(bound().providers().get("wavix-eu"))
                .isEqualTo(Map.of(
                        "type", "wavix",
                        "api-key", "key-2",
                        "from", "EU",
                        "webhook-secrets", "secret-of-the-file"));
        assertThat(bound().providers().get("wavix-us")).isEqualTo(Map.of("type", "wavix", "api-key", "key-3"));
    }

    /** Answers by name only, as a vault does. */
    private static final class Vault extends PropertySource<Map<String, String>> {
        Vault(Map<String, String> secrets) {
            super("vault", secrets);
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return source.get(name);
        }
    }

    @Test
    void a_source_that_cannot_be_listed_is_read() {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put(WAVIX + "api-key", "key-of-the-vault");
        secrets.put("heliograph.providers.wavix-eu.type", "wavix");
        secrets.put("heliograph.providers.wavix-eu.api-key", "key-2");
        secrets.put("heliograph.route", "wavix-eu || wavix");
        secrets.put("heliograph.deadline", "7s");
        environment.getPropertySources().addFirst(new Vault(secrets));
        file(Map.of(WAVIX + "from", "ACME", WAVIX + "api-key", "key-of-the-file"));

        assertThat(wavix()).isEqualTo(Map.of("api-key", "key-of-the-vault", "from", "ACME"));
        assertThat(bound().providers().get("wavix-eu")).isEqualTo(Map.of("type", "wavix", "api-key", "key-2"));
        assertThat(bound().forCore()).containsEntry("heliograph.deadline", "PT7S");
    }

    @Test
    void a_placeholder_that_nothing_fills_is_one_fault_in_any_setting() {
        file(Map.of(
                "heliograph.route",
                "${NO_SUCH_ROUTE_HERE}",
                "heliograph.deadline",
                "${NO_SUCH_ROUTE_HERE}",
                "heliograph.prices",
                "${NO_SUCH_ROUTE_HERE}/prices.csv",
                "heliograph.spend.countries[0]",
                "TH",
                "heliograph.spend.countries[1]",
                "${NO_SUCH_ROUTE_HERE}",
                "heliograph.sandbox.enabled",
                "${NO_SUCH_ROUTE_HERE}",
                "heliograph.webhooks.path",
                "/sms/{provider}",
                WAVIX + "from",
                "${NO_SUCH_ROUTE_HERE}"));
        BoundSettings bound = BoundSettings.of(environment);

        assertThat(bound.faults())
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(
                        "heliograph.route",
                        "heliograph.deadline",
                        "heliograph.prices",
                        "heliograph.spend.countries",
                        "heliograph.sandbox.enabled",
                        WAVIX + "from");
        assertThat(bound.faults())
                .extracting(Violation::problem)
                .containsOnly("has a placeholder that nothing fills; is its variable set?");
        assertThat(bound.forCore()).isEmpty();
    }

    @Test
    void with_the_sandbox_a_missing_credential_is_none_of_its_business() {
        file(Map.of(
                "heliograph.sandbox.enabled",
                "true",
                WAVIX + "api-key",
                "${NO_SUCH_KEY_HERE}",
                WAVIX + "base-url",
                "${NO_SUCH_URL_HERE}",
                WAVIX + "webhook-secrets",
                "${NO_SUCH_SECRET_HERE}",
                WAVIX + "max-concurrent",
                "7"));

        assertThat(wavix()).isEqualTo(Map.of("max-concurrent", "7"));
    }
}
