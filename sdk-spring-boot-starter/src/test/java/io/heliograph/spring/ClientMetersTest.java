package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.spring.metrics.ClientMeters;
import io.heliograph.spring.metrics.SendCounters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientMetersTest {
    private final ManualClock clock = new ManualClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SmsClient client = SandboxClients.client(
                    sandbox, Map.of("heliograph.providers.nativehub.enabled", "false"), "wavix", "nativehub")
            .listener(new SendCounters(meters))
            .build();

    @AfterEach
    void close() {
        client.close();
        sandbox.close();
    }

    private double state(String provider, String state) {
        return meters.get("sms.provider.state")
                .tags("provider", provider, "state", state)
                .gauge()
                .value();
    }

    @Test
    void each_provider_is_in_one_state() {
        new ClientMeters(client).bindTo(meters);
        assertThat(state("wavix", "up")).isEqualTo(1);
        assertThat(state("wavix", "down")).isZero();
        assertThat(state("nativehub", "disabled")).isEqualTo(1);
        assertThat(state("nativehub", "up")).isZero();
        assertThat(meters.find("sms.provider.state").gauges()).hasSize(8);
    }

    @Test
    void unknown_outcomes_are_counted_from_zero_on() {
        new ClientMeters(client).bindTo(meters);
        assertThat(meters.find("sms.unknown").counters()).hasSize(3).allMatch(counter -> counter.count() == 0);
        assertThat(meters.get("sms.unresolved").gauge().value()).isZero();

        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);
        client.trySend(SandboxClients.request()
                .route("wavix")
                .deadline(Duration.ofMillis(500))
                .build());

        assertThat(meters.get("sms.unknown").tag("provider", "wavix").counter().count())
                .isEqualTo(1);
        assertThat(meters.get("sms.unresolved").gauge().value()).isEqualTo(1);
    }

    @Test
    void a_delivery_is_counted_and_timed_once_though_the_registry_is_bound_twice() {
        ClientMeters clientMeters = new ClientMeters(client);
        clientMeters.bindTo(meters);
        clientMeters.bindTo(meters);
        SendOutcome outcome = client.trySend(SandboxClients.request().build());
        clock.pass(Duration.ofSeconds(10));
        assertThat(client.status(((SendOutcome.Accepted) outcome).message().id())
                        .status())
                .isEqualTo(Status.DELIVERED);

        assertThat(meters.get("sms.status")
                        .tags("provider", "wavix", "status", "delivered")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("sms.delivery").tag("provider", "wavix").timer().count())
                .isEqualTo(1);
    }
}
