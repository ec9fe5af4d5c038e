package io.heliograph.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import io.heliograph.spring.metrics.SendObservations;
import io.heliograph.spring.metrics.SmsObservationContext;
import io.heliograph.spring.metrics.SmsObservationConvention;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
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
    private final List<SmsObservationConvention> conventions = new ArrayList<>();

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
                .listener(new SendObservations(registry, conventions))
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

    @Test
    void the_timers_of_micrometer_say_why_a_send_was_rejected() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        sandbox.fault("wavix", SandboxFault.OUTAGE);

        client().trySend(SandboxClients.request().route("wavix").build());
        client().trySend(SandboxClients.request().route("androidgateway").build());

        assertThat(meters.get("sms.send")
                        .tags("error.type", "unreachable", "error", "ProviderUnavailableException")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("sms.attempt")
                        .tags("error.type", "unreachable", "error", "ProviderUnavailableException")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("sms.send")
                        .tags("error.type", "none", "error", "none")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void an_unknown_outcome_is_an_error() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);

        client().trySend(SandboxClients.request()
                .route("wavix")
                .deadline(Duration.ofMillis(500))
                .build());

        assertThat(meters.get("sms.send")
                        .tags("outcome", "unknown", "error", "UnknownOutcomeException")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_convention_of_the_application_adds_tags_where_it_applies() {
        conventions.add(new SmsObservationConvention() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return context instanceof SmsObservationContext sms && sms.kind() == SmsObservationContext.Kind.SEND;
            }

            @Override
            public KeyValues getLowCardinalityKeyValues(SmsObservationContext context) {
                return SmsObservationConvention.super
                        .getLowCardinalityKeyValues(context)
                        .and("tenant", "acme");
            }

            @Override
            public KeyValues getHighCardinalityKeyValues(SmsObservationContext context) {
                return KeyValues.of("key", context.key().value());
            }
        });
        client().trySend(SandboxClients.request().build());
        assertThat(ended)
                .containsExactly(
                        "sms.send > sms.attempt none accepted wavix", "sms.send none accepted wavix acme and more");
    }

    @Test
    void a_convention_may_have_another_name() {
        conventions.add(new SmsObservationConvention() {
            @Override
            public String getName() {
                return "acme.sms";
            }
        });
        client().trySend(SandboxClients.request().build());
        assertThat(ended).containsExactly("acme.sms > acme.sms none accepted wavix", "acme.sms none accepted wavix");
    }

    @Test
    void a_global_convention_of_the_registry_applies_where_there_is_no_bean() {
        registry.observationConfig().observationConvention(new Global());
        client().trySend(SandboxClients.request().build());
        assertThat(ended).containsExactly("global > global wavix", "global wavix");
    }

    private static final class Global implements GlobalObservationConvention<SmsObservationContext> {
        @Override
        public String getName() {
            return "global";
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof SmsObservationContext;
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(SmsObservationContext context) {
            return KeyValues.of("provider", context.provider());
        }
    }
}
