package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Violation;
import io.heliograph.message.Violations;
import io.heliograph.webhook.WebhookSecurity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The webhook settings of a vendor client. */
class VendorClientBuilderTest {
    private static final class Client extends VendorClientBuilder<Client> {
        private Client() {
            super("https://sms.example.com");
        }
    }

    private final Violations violations = new Violations();

    private static Client client(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        Client client = new Client();
        client.apply(new ProviderSettings(name -> Optional.ofNullable(settings.get(name))));
        return client;
    }

    private List<String> fields() {
        return violations.list().stream().map(Violation::field).toList();
    }

    @Test
    void nothing_is_set_by_default() {
        assertThat(client().signedWebhooks(violations)).isEqualTo(WebhookSecurity.none());
        assertThat(violations.list()).isEmpty();
    }

    @Test
    void blanks_and_line_ends_stand_between_several_values() {
        WebhookSecurity security = client(
                        "webhook-secrets", " one \t two\nthree ", "webhook-addresses", " 192.0.2.1  ::1 ")
                .signedWebhooks(violations);

        assertThat(security.secrets()).extracting(secret -> secret.reveal()).containsExactly("one", "two", "three");
        assertThat(security.addresses()).containsExactly("192.0.2.1", "::1");
        assertThat(security.unsafeUnverified()).isFalse();
        assertThat(violations.list()).isEmpty();
    }

    @Test
    void a_short_secret_is_described_by_its_length() {
        client("webhook-secrets", "x abc").unsignedWebhooks(violations);

        assertThat(violations.list())
                .containsExactly(
                        new Violation("webhook-secrets", "has a secret of 1 character; each must have 16 or more"),
                        new Violation("webhook-secrets", "has a secret of 3 characters; each must have 16 or more"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "canary-15-chars", "long-enough-secret canary"})
    void a_token_needs_a_long_secret_because_it_can_be_tried_out_elsewhere(String secrets) {
        client("webhook-secrets", secrets).unsignedWebhooks(violations);

        assertThat(fields()).containsExactly("webhook-secrets");
        assertThat(violations.list().toString()).doesNotContain("canary");
    }

    @Test
    void a_key_of_a_vendors_signatures_may_be_as_short_as_the_vendor_makes_it() {
        client("webhook-secrets", "s3cr3tKy").signedWebhooks(violations);
        assertThat(violations.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void a_blank_secret_is_a_violation_and_no_way_without_proof(String secrets) {
        client("webhook-secrets", secrets).signedWebhooks(violations);
        assertThat(fields()).containsExactly("webhook-secrets");
    }

    @Test
    void what_is_wrong_is_all_named_at_once_and_never_repeated() {
        Client client = new Client().webhookSecrets("canary-ключ").webhookAddresses("canary.example.com", "192.0.2.1");
        client.unsafeUnverifiedWebhooks(true).signedWebhooks(violations);

        assertThat(fields())
                .containsExactlyInAnyOrder("webhook-secrets", "webhook-addresses", "webhook-unsafe-unverified");
        assertThat(violations.list().toString()).doesNotContain("canary");
    }

    @Test
    void each_setter_gives_the_builder_itself() {
        Client client = new Client();

        assertThat(client.baseUrl("https://other.example.com")).isSameAs(client);
    }
}
