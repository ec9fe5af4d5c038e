package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SendObservationsTest {
    private final Sandbox sandbox = Sandbox.builder().start();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final List<String> ended = new ArrayList<>();

    @BeforeEach
    void listen() {
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStop(Observation.Context context) {
                ended.add(parent(context) + context.getName() + " "
                        + context.getLowCardinalityKeyValues().stream()
                                .map(KeyValue::getValue)
                                .collect(Collectors.joining(" "))
                        + (context.getHighCardinalityKeyValues().stream()
                                        .findAny()
                                        .isPresent()
                                ? " and more"
                                : ""));
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    private static String parent(Observation.Context context) {
        var parent = context.getParentObservation();
        return parent == null ? "" : parent.getContextView().getName() + " > ";
    }

    @AfterEach
    void close() {
        assertThat(registry.getCurrentObservation()).as("left open").isNull();
        sandbox.close();
    }

    private SmsClient client() {
        return SandboxClients.client(sandbox, "wavix", "androidgateway")
                .listener(new SendObservations(registry))
                .build();
    }

    @Test
    void a_send_is_one_observation_with_its_attempt_inside() {
        client().trySend(SandboxClients.request().build());
        assertThat(ended).containsExactly("sms.send > sms.attempt none accepted wavix", "sms.send none accepted wavix");
    }

    @Test
    void each_attempt_has_its_own_and_the_send_the_last_provider() {
        sandbox.fault("wavix", SandboxFault.OUTAGE);
        client().trySend(SandboxClients.request().build());
        assertThat(ended)
                .containsExactly(
                        "sms.send > sms.attempt unreachable rejected wavix",
                        "sms.send > sms.attempt none accepted androidgateway",
                        "sms.send none accepted androidgateway");
    }

    @Test
    void a_no_has_its_kind_of_error() {
        client().trySend(SendRequest.to("+447700900002")
                .from("ACME")
                .text("hello")
                .build());
        assertThat(ended).endsWith("sms.send opted_out rejected wavix");
    }

    @Test
    void a_repeated_key_is_a_send_without_an_attempt() {
        SmsClient client = client();
        client.trySend(SandboxClients.request().idempotencyKey("order-42").build());
        ended.clear();
        client.trySend(SandboxClients.request().idempotencyKey("order-42").build());
        assertThat(ended).containsExactly("sms.send none replayed wavix");
    }

    @Test
    void a_send_that_throws_ends_its_observation() {
        SmsClient client = client();
        client.trySend(SandboxClients.request().idempotencyKey("order-42").build());
        ended.clear();
        assertThatThrownBy(() -> client.trySend(SandboxClients.request()
                        .idempotencyKey("order-42")
                        .text("another")
                        .build()))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(ended).containsExactly("sms.send none failed none");
    }

    @Test
    void a_bulk_send_is_one_observation_with_its_attempts_inside() {
        client().bulk(bulk("campaign-7"), part -> {});
        assertThat(ended)
                .containsExactly(
                        "sms.bulk > sms.attempt none accepted wavix",
                        "sms.bulk > sms.attempt none accepted wavix",
                        "sms.bulk none finished none");
    }

    @Test
    void a_bulk_send_that_throws_ends_its_observation() {
        SmsClient client = client();
        client.bulk(bulk("campaign-7"), part -> {});
        ended.clear();
        assertThatThrownBy(() -> client.bulk(bulk("campaign-7"), part -> {}))
                .isInstanceOf(InvalidRequestException.class);
        assertThat(ended).containsExactly("sms.bulk none failed none");
    }

    @Test
    void a_send_from_the_listener_of_a_bulk_send_is_its_child() {
        SmsClient client = client();
        client.bulk(
                bulk("campaign-7"),
                part -> client.trySend(
                        SandboxClients.request().idempotencyKey("report").build()));
        assertThat(ended)
                .containsSubsequence(
                        "sms.send > sms.attempt none accepted wavix",
                        "sms.bulk > sms.send none accepted wavix",
                        "sms.bulk none finished none");
    }

    private static BulkRequest bulk(String key) {
        return BulkRequest.to(
                Stream.of("+447700900121", "+447700900122"),
                content -> content.idempotencyKey(key).from("ACME").text("hello"));
    }

    @Test
    void a_send_within_an_observation_of_the_application_is_its_child() {
        Observation.createNotStarted("checkout", registry)
                .observe(() -> client().trySend(SandboxClients.request().build()));
        assertThat(ended).contains("checkout > sms.send none accepted wavix");
    }
}
