package io.heliograph.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.AttemptContext;
import io.heliograph.http.Deadline;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import io.heliograph.wavix.Idempotency;
import io.heliograph.wavix.Wavix;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wavix's idempotency setting against the sandbox, which keeps keys as the vendor's pages say. */
class SandboxIdempotencyTest {
    @ParameterizedTest
    @EnumSource(Idempotency.class)
    void a_repeated_key_is_one_message_unless_keys_are_off(Idempotency way) {
        try (Sandbox sandbox = Sandbox.builder().start();
                SmsProvider provider = Wavix.builder()
                        .baseUrl(sandbox.baseUrl("wavix").toString())
                        .apiKey("sandbox")
                        .idempotency(way)
                        .build()
                        .provider()) {
            SendResult first = send(provider);
            SendResult second = send(provider);

            boolean isOff = way == Idempotency.OFF;
            assertThat(first).isInstanceOf(SendResult.Accepted.class);
            assertThat(second).isInstanceOf(isOff ? SendResult.Accepted.class : SendResult.Unknown.class);
            assertThat(sandbox.inbox()).hasSize(isOff ? 2 : 1);
        }
    }

    private static SendResult send(SmsProvider provider) {
        SendRequest request = SendRequest.to("+66812345678")
                .from("ACME")
                .text("Your code is 482910")
                .idempotencyKey("order-4711")
                .build();
        return provider.send(request, new AttemptContext(Deadline.after(Duration.ofSeconds(20))));
    }
}
