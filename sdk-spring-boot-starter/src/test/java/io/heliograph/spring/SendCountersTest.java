package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.BulkRequest;
import io.heliograph.money.PriceTable;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.spring.metrics.SendCounters;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendCountersTest {
    private final Sandbox sandbox = Sandbox.builder().start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SmsClient client = SandboxClients.client(sandbox, "nativehub")
            .listener(new SendCounters(meters))
            .prices(PriceTable.parse("nativehub, *, USD, 0.25"))
            .build();

    @AfterEach
    void close() {
        client.close();
        sandbox.close();
    }

    @Test
    void segments_and_credits_of_accepted_messages_are_counted() {
        client.trySend(SandboxClients.request().text("x".repeat(200)).build());
        client.trySend(SandboxClients.request().build());
        assertThat(meters.get("sms.segments")
                        .tag("provider", "nativehub")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(meters.get("sms.credits")
                        .tags("provider", "nativehub", "unit", "part")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(meters.get("sms.cost")
                        .tags("provider", "nativehub", "currency", "USD")
                        .counter()
                        .count())
                .isEqualTo(0.75);
    }

    @Test
    void what_was_not_accepted_counts_nothing() {
        sandbox.fault("nativehub", SandboxFault.OUTAGE);
        client.trySend(SandboxClients.request().build());
        assertThat(meters.getMeters()).isEmpty();
    }

    @Test
    void a_repeated_key_counts_once() {
        client.trySend(SandboxClients.request().idempotencyKey("order-42").build());
        client.trySend(SandboxClients.request().idempotencyKey("order-42").build());
        assertThat(meters.get("sms.segments").counter().count()).isEqualTo(1);
    }

    @Test
    void what_a_bulk_send_takes_is_counted_for_each_recipient() {
        client.bulk(bulk("+447700900121", "+447700900122", "+447700900123"), part -> {});
        assertThat(meters.get("sms.segments")
                        .tag("provider", "nativehub")
                        .counter()
                        .count())
                .isEqualTo(6);
        assertThat(meters.get("sms.credits").tag("unit", "part").counter().count())
                .isEqualTo(6);
    }

    private static BulkRequest bulk(String... recipients) {
        return BulkRequest.to(
                Stream.of(recipients), content -> content.from("ACME").text("x".repeat(200)));
    }

    @Test
    void an_unknown_outcome_is_counted_by_its_provider() {
        sandbox.fault("nativehub", SandboxFault.ACCEPT_THEN_HANG);
        client.trySend(SandboxClients.request().deadline(Duration.ofMillis(300)).build());
        assertThat(meters.get("sms.unknown")
                        .tag("provider", "nativehub")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void no_tag_holds_a_number_or_a_text() {
        client.trySend(SandboxClients.request().build());
        assertThat(meters.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(tag -> tag.getValue())
                .containsOnly("nativehub", "part", "USD");
        assertThat(meters.getMeters()).extracting(Meter::getId).isNotEmpty();
    }
}
