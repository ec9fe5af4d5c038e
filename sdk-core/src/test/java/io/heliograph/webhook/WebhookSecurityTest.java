package io.heliograph.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecurityTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "::1, 0:0:0:0:0:0:0:1",
        "2001:DB8::7, 2001:db8:0:0:0:0:0:7",
        "::ffff:203.0.113.7, 203.0.113.7",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1"
    })
    void spellings_of_one_address_are_the_same(String one, String other) {
        assertThat(IpAddress.tryParse(one)).isPresent().isEqualTo(IpAddress.tryParse(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "dead.beef",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.0/24",
                ":",
                "fe80",
                "[::1]",
                "1.2.3.4:80"
            })
    void an_invalid_address_is_rejected_and_never_looked_up(String text) {
        assertThat(IpAddress.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> new WebhookSecurity(List.of(), List.of("203.0.113.7", text), false))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("webhook-addresses");
    }

    @Test
    void it_prints_no_secret() {
        WebhookSecurity security = new WebhookSecurity(List.of(Secret.of("key", "canary-secret")), List.of(), false);
        assertThat(security.toString() + security.token("acme")).doesNotContain("canary");
    }
}
