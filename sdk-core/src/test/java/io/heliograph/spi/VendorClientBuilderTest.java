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

/** What a door's settings say of webhooks. */
class VendorClientBuilderTest {
    private static final class Door extends VendorClientBuilder<Door> {
        private Door() {
            super("https://sms.example.com");
        }
    }

    private final Violations faults = new Violations();

    private static Door door(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        Door door = new Door();
        door.apply(new ProviderSettings(name -> Optional.ofNullable(settings.get(name))));
        return door;
    }

    private List<String> fields() {
        return faults.list().stream().map(Violation::field).toList();
    }

    @Test
    void nothing_is_set_by_default() {
        assertThat(door().signedWebhooks(faults)).isEqualTo(WebhookSecurity.none());
        assertThat(faults.list()).isEmpty();
    }

    @Test
    void blanks_and_line_ends_stand_between_several_values() {
        WebhookSecurity security = door(
                        "webhook-secrets", " one \t two\nthree ", "webhook-addresses", " 192.0.2.1  ::1 ")
                .signedWebhooks(faults);

        assertThat(security.secrets()).extracting(secret -> secret.reveal()).containsExactly("one", "two", "three");
        assertThat(security.addresses()).containsExactly("192.0.2.1", "::1");
        assertThat(security.unsafeUnverified()).isFalse();
        assertThat(faults.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"canary", "canary-15-chars", "long-enough-secret canary"})
    void a_token_needs_a_long_secret_because_it_can_be_tried_out_elsewhere(String secrets) {
        door("webhook-secrets", secrets).unsignedWebhooks(faults);

        assertThat(fields()).containsExactly("webhook-secrets");
        assertThat(faults.list().toString()).doesNotContain("canary");
    }

    @Test
    void a_key_of_a_vendors_signatures_may_be_as_short_as_the_vendor_makes_it() {
        door("webhook-secrets", "s3cr3tKy").signedWebhooks(faults);
        assertThat(faults.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void a_blank_secret_is_a_fault_and_no_way_without_proof(String secrets) {
        door("webhook-secrets", secrets).signedWebhooks(faults);
        assertThat(fields()).containsExactly("webhook-secrets");
    }

    @Test
    void what_is_wrong_is_all_named_at_once_and_never_repeated() {
        Door door = new Door().webhookSecrets("canary-ключ").webhookAddresses("canary.example.com", "192.0.2.1");
        door.unsafeUnverifiedWebhooks(true).signedWebhooks(faults);

        assertThat(fields())
                .containsExactlyInAnyOrder("webhook-secrets", "webhook-addresses", "webhook-unsafe-unverified");
        assertThat(faults.list().toString()).doesNotContain("canary");
    }

    @Test
    void each_setter_gives_the_builder_itself() {
        Door door = new Door();

        assertThat(door.baseUrl("https://other.example.com")).isSameAs(door);
    }
}
