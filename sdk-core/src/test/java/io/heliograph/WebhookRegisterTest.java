package io.heliograph;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.UnsupportedException;
import io.heliograph.message.InvalidRequestException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Registering where it can't be done fails before anything is asked. */
class WebhookRegisterTest {
    private static final URI HERE = URI.create("https://example.com/canary");

    private final SmsClient client =
            SmsClient.builder().provider(FakeProvider.accepting("a")).build();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void a_vendor_whose_api_cannot_is_named() {
        assertThatThrownBy(() -> client.webhooks().register("a", HERE))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("a's API registers no webhooks")
                .hasMessageNotContaining("canary");
    }

    @Test
    void a_provider_that_is_not_the_clients_is_a_fault() {
        assertThatThrownBy(() -> client.webhooks().register("b", HERE))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("provider isn't one of this client's: a");
    }
}
