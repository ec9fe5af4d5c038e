package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.VendorOption;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.routing.Plan;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SendResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Options of one provider, and wishes such as a tag, on the way through the client. */
class VendorOptionFlowTest {
    private static final VendorOption<Integer> PRIORITY = VendorOption.number("second", "priority", -128, 127);
    private static final VendorOption<Boolean> URGENT = VendorOption.flag("first", "urgent");

    private final TestTiming world = new TestTiming();
    private final List<Integer> priorities = new ArrayList<>();
    private final FakeProvider first =
            FakeProvider.refusing("first", ErrorType.NO_ROUTE).withOptions(URGENT);
    private final FakeProvider second = FakeProvider.of("second", (request, context) -> {
                priorities.add(request.option(PRIORITY).orElse(null));
                return FakeProvider.accepted("second", Status.QUEUED);
            })
            .without(Capability.BULK)
            .withOptions(PRIORITY);

    private SmsClient client() {
        return Sends.client(world, first, second).retry(RetryPolicy.none()).build();
    }

    @Test
    void an_option_survives_failover_a_schedule_and_another_thread() {
        try (SmsClient client = client()) {
            client.trySend(Sends.request().option(PRIORITY, 100).build());
            client.trySend(Sends.request()
                    .idempotencyKey("later")
                    .sendAt(Instant.parse("2030-01-01T00:00:00Z"))
                    .option(PRIORITY, 101)
                    .build());
            client.sendAsync(
                            Sends.request()
                                    .idempotencyKey("async")
                                    .option(PRIORITY, 102)
                                    .build(),
                            Runnable::run)
                    .join();
        }

        assertThat(priorities).containsExactly(100, 101, 102);
        assertThat(first.sends()).isEqualTo(3);
    }

    @Test
    void an_option_survives_a_bulk_send() {
        try (SmsClient client = Sends.client(world, second).build()) {
            client.bulk(BulkRequest.to(
                    Stream.of("+66812345678", "+66812345679"),
                    content -> content.text("We open at nine").option(PRIORITY, 7)));
        }

        assertThat(priorities).containsExactly(7, 7);
    }

    @Test
    void an_option_survives_copies_of_a_request() {
        SendRequest request = Sends.request().option(PRIORITY, 7).build();

        assertThat(request.toBuilder().text("other").build().option(PRIORITY)).contains(7);
        assertThat(request.withRecipient(PhoneNumber.of("+66812345679"), IdempotencyKey.random())
                        .option(PRIORITY))
                .contains(7);
        assertThat(request.toBuilder().option(PRIORITY, 8).build().option(PRIORITY))
                .contains(8);
    }

    @Test
    void the_same_key_with_another_option_is_another_message() {
        try (SmsClient client = client()) {
            client.trySend(Sends.request().option(PRIORITY, 7).build());
            SendOutcome replay =
                    client.trySend(Sends.request().option(PRIORITY, 7).build());

            assertThat(replay.replayed()).isTrue();
            assertThatThrownBy(() ->
                            client.trySend(Sends.request().option(PRIORITY, 8).build()))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("key");
        }
        assertThat(priorities).containsExactly(7);
    }

    @Test
    void a_plan_names_what_each_candidate_ignores() {
        first.without(Capability.SENDER, Capability.TAG);
        second.without(Capability.CALLBACK_URL);
        SendRequest request = Sends.request()
                .from("ACME")
                .tag("otp")
                .callbackUrl("https://example.com/reports")
                .option(PRIORITY, 100)
                .option(URGENT, true)
                .build();
        try (SmsClient client = client()) {
            Plan plan = client.plan(request);

            assertThat(plan.providers()).containsExactly("first", "second");
            assertThat(plan.ignored())
                    .containsExactly(
                            new Plan.Ignored("first", List.of("from", "tag", "second.priority")),
                            new Plan.Ignored("second", List.of("callbackUrl", "first.urgent")));
            assertThat(plan.ignoredBy("second")).containsExactly("callbackUrl", "first.urgent");
            assertThat(plan.ignoredBy("third")).isEmpty();
        }
    }

    @Test
    void a_plan_of_a_request_without_wishes_ignores_nothing() {
        try (SmsClient client = client()) {
            assertThat(client.plan(Sends.request().build()).ignored()).isEmpty();
        }
    }

    @Test
    void a_provider_that_is_left_out_ignores_nothing() {
        first.without(Capability.TAG, Capability.VALIDITY);
        try (SmsClient client = client()) {
            Plan plan = client.plan(Sends.request()
                    .tag("otp")
                    .validity(java.time.Duration.ofMinutes(5))
                    .build());

            assertThat(plan.providers()).containsExactly("second");
            assertThat(plan.ignored()).isEmpty();
        }
    }

    @Test
    void a_tag_decides_the_route_and_costs_no_provider() {
        FakeProvider thai = FakeProvider.refusing("thai", ErrorType.INSUFFICIENT_CREDIT)
                .without(Capability.TAG, Capability.CALLBACK_URL);
        FakeProvider phone = FakeProvider.accepting("phone").without(Capability.TAG, Capability.CALLBACK_URL);
        try (SmsClient client = Sends.client(world, thai, phone, FakeProvider.accepting("other"))
                .retry(RetryPolicy.none())
                .route("TH tag=otp: thai || phone; *: other")
                .build()) {
            SendOutcome outcome = client.trySend(Sends.request()
                    .tag("otp")
                    .callbackUrl("https://example.com/reports")
                    .build());

            assertThat(Sends.asked(outcome)).containsExactly("thai", "phone");
            assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        }
    }

    @Test
    void a_bulk_send_that_a_provider_takes_one_by_one_only_goes_one_by_one() {
        List<String> sent = new ArrayList<>();
        FakeProvider single = FakeProvider.of("single", (request, context) -> {
            sent.add(request.to().e164());
            return new SendResult.Rejected(Failure.of(ErrorType.INVALID_RECIPIENT, "no"));
        });
        single.takingNoBulk();
        try (SmsClient client = Sends.client(world, single).build()) {
            client.bulk(BulkRequest.to(
                    Stream.of("+66812345678", "+66812345679", "+66812345680"), content -> content.text("Hi")));
        }

        assertThat(sent).containsExactly("+66812345678", "+66812345679", "+66812345680");
    }
}
