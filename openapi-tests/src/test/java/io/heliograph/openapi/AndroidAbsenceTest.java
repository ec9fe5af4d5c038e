package io.heliograph.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.http.Deadline;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The gateway's server may still answer "not found" for the id of a message that has arrived: a look-up must not
 * trust it.
 */
class AndroidAbsenceTest {
    private static final SendRequest REQUEST = SendRequest.to("+66812345678")
            .text("Hello")
            .idempotencyKey("order-4711")
            .build();

    @Test
    void a_cached_not_found_hides_a_message_from_its_id_and_not_from_the_look_up() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            AndroidGateway gateway = AndroidGateway.builder()
                    .username("sandbox")
                    .password("sandbox")
                    .baseUrl(sandbox.baseUrl("androidgateway").toString())
                    .build();
            try (SmsClient client = SmsClient.builder().provider(gateway).build()) {
                MessageId id = new MessageId("androidgateway", "order-4711");
                assertThat(gateway.provider().lookup(REQUEST, soon())).isEmpty();
                assertThatThrownBy(() -> client.status(id)).isInstanceOf(MessageNotFoundException.class);

                client.send(REQUEST);

                assertThatThrownBy(() -> client.status(id))
                        .as("what the server has cached")
                        .isInstanceOf(MessageNotFoundException.class);
                assertThat(gateway.provider()
                                .lookup(REQUEST, soon())
                                .orElseThrow()
                                .id())
                        .isEqualTo(id);
            }
        }
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(10));
    }
}
