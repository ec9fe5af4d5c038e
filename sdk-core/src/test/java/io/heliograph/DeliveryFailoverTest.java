package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.policy.DeliveryFailover;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SendResult;
import io.heliograph.tracking.DeliveryResult;
import io.heliograph.tracking.MessageTracker;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryFailoverTest {
    private static final DeliveryFailover IN_TWO_MINUTES = DeliveryFailover.after(Duration.ofMinutes(2));
    private static final SendRequest REQUEST = Sends.request().build();

    private final TestTiming world = new TestTiming();
    private final List<SendRequest> sent = new ArrayList<>();

    /** Takes every message, which then ends with a status. */
    private FakeProvider ending(String name, Status status, @Nullable ErrorType why) {
        return FakeProvider.of(name, (request, context) -> {
                    sent.add(request);
                    return FakeProvider.accepted(name, Status.QUEUED);
                })
                .answeringStatus(id -> Message.builder(id, status)
                        .failure(why == null ? null : Failure.of(why, "said later"))
                        .build());
    }

    private FakeProvider ending(String name, Status status) {
        return ending(name, status, null);
    }

    private DeliveryResult deliver(FakeProvider... route) {
        return deliver(REQUEST, route);
    }

    private DeliveryResult deliver(SendRequest request, FakeProvider... route) {
        try (SmsClient client = Sends.client(world, route).build()) {
            return client.deliver(request, IN_TWO_MINUTES);
        }
    }

    @Test
    void what_is_delivered_is_sent_once() {
        FakeProvider second = FakeProvider.accepting("second");
        DeliveryResult delivery = deliver(ending("first", Status.DELIVERED), second);

        assertThat(delivery.status()).isEqualTo(Status.DELIVERED);
        assertThat(delivery.second()).isEmpty();
        assertThat(delivery.mayBeChargedTwice()).isFalse();
        assertThat(second.sends()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "EXPIRED", "UNDELIVERED", "REJECTED"})
    void what_surely_could_not_be_delivered_is_sent_by_the_next_once_and_says_that_it_may_be_charged_twice(
            Status failure) {
        FakeProvider first = ending("first", failure);
        DeliveryResult delivery = deliver(first, ending("second", Status.DELIVERED));

        assertThat(delivery.status()).isEqualTo(Status.DELIVERED);
        assertThat(delivery.first().status()).isEqualTo(failure);
        assertThat(delivery.mayBeChargedTwice()).isTrue();
        assertThat(first.sends()).isOne();
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1).key()).isNotEqualTo(REQUEST.key());
        assertThat(sent.get(1).text()).isEqualTo(REQUEST.text());
    }

    @Test
    void a_second_failure_is_the_end() {
        FakeProvider third = FakeProvider.accepting("third");
        DeliveryResult delivery = deliver(ending("first", Status.FAILED), ending("second", Status.FAILED), third);

        assertThat(delivery.status()).isEqualTo(Status.FAILED);
        assertThat(delivery.sends()).hasSize(2);
        assertThat(third.sends()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCONFIRMED", "CANCELLED", "SENT", "QUEUED", "UNKNOWN"})
    void what_may_yet_arrive_or_was_cancelled_is_not_sent_again(Status status) {
        FakeProvider second = FakeProvider.accepting("second");
        DeliveryResult delivery = deliver(ending("first", status), second);

        assertThat(delivery.status()).isEqualTo(status == Status.UNKNOWN ? Status.QUEUED : status);
        assertThat(delivery.second()).isEmpty();
        assertThat(second.sends()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPTED_OUT", "RECIPIENT_BLOCKED", "INVALID_RECIPIENT", "CONTENT_REJECTED"})
    void a_failure_that_holds_everywhere_is_not_sent_again(ErrorType why) {
        FakeProvider second = FakeProvider.accepting("second");
        DeliveryResult delivery = deliver(ending("first", Status.FAILED, why), second);

        assertThat(delivery.second()).isEmpty();
        assertThat(delivery.reason()).contains("every provider");
        assertThat(second.sends()).isZero();
    }

    @Test
    void what_no_provider_took_is_rejected_and_not_unknown() {
        DeliveryResult delivery = deliver(FakeProvider.refusing("first", ErrorType.INVALID_RECIPIENT));

        assertThat(delivery.status()).isEqualTo(Status.REJECTED);
        assertThat(delivery.reason()).isEqualTo("no provider accepted it");
    }

    @Test
    void a_second_provider_that_certainly_rejected_it_is_no_second_charge_and_nothing_unknown() {
        DeliveryResult delivery =
                deliver(ending("first", Status.FAILED), FakeProvider.refusing("second", ErrorType.INSUFFICIENT_CREDIT));

        assertThat(delivery.status()).isEqualTo(Status.REJECTED);
        assertThat(delivery.reason()).endsWith("and no other took it");
        assertThat(delivery.mayBeChargedTwice()).isFalse();
    }

    @Test
    void a_second_send_that_nobody_knows_of_may_be_charged_and_is_unknown() {
        DeliveryResult delivery = deliver(ending("first", Status.FAILED), FakeProvider.of("second", Answers.silence()));

        assertThat(delivery.status()).isEqualTo(Status.UNKNOWN);
        assertThat(delivery.mayBeChargedTwice()).isTrue();
    }

    @Test
    void an_unknown_outcome_is_not_sent_again() {
        FakeProvider second = FakeProvider.accepting("second");
        DeliveryResult delivery = deliver(FakeProvider.of("first", Answers.silence()), second);

        assertThat(delivery.first().outcome()).isInstanceOf(SendOutcome.Unknown.class);
        assertThat(delivery.status()).isEqualTo(Status.UNKNOWN);
        assertThat(second.sends()).isZero();
    }

    @Test
    void an_answer_whose_id_could_not_be_read_is_not_sent_again() {
        FakeProvider second = FakeProvider.accepting("second");
        FakeProvider garbled = FakeProvider.of(
                "first",
                (request, context) -> new SendResult.Accepted(Message.builder(MessageId.unknown("first"), Status.QUEUED)
                        .build()));

        assertThat(deliver(garbled, second).second()).isEmpty();
        assertThat(second.sends()).isZero();
    }

    @Test
    void the_last_provider_of_a_route_has_no_other() {
        DeliveryResult delivery = deliver(ending("first", Status.FAILED));

        assertThat(delivery.second()).isEmpty();
        assertThat(delivery.reason()).contains("no other provider");
    }

    @Test
    void all_of_it_ends_with_its_total_time() {
        long begun = world.nanoTime();
        deliver(ending("first", Status.SENT), FakeProvider.accepting("second"));

        assertThat(Duration.ofNanos(world.nanoTime() - begun))
                .isBetween(Duration.ofMinutes(4), Duration.ofSeconds(241));
    }

    @Test
    void the_first_copy_is_valid_as_long_as_the_first_provider_has() {
        deliver(ending("first", Status.FAILED), ending("second", Status.FAILED));

        assertThat(sent).extracting(request -> request.validity().orElseThrow()).containsOnly(Duration.ofMinutes(2));
    }

    @Test
    void a_provider_that_knows_no_validity_is_sent_without_and_the_others_keep_theirs() {
        deliver(ending("first", Status.FAILED), ending("second", Status.FAILED).without(Capability.VALIDITY));

        assertThat(sent)
                .extracting(SendRequest::validity)
                .containsExactly(Optional.of(Duration.ofMinutes(2)), Optional.empty());
    }

    @Test
    void a_provider_that_does_not_take_such_a_validity_is_sent_without() {
        FakeProvider first = ending("first", Status.DELIVERED)
                .checking(request -> request.validity()
                        .map(validity -> List.of(new Violation("validity", "must be an hour or more")))
                        .orElse(List.of()));
        DeliveryResult delivery = deliver(first);

        assertThat(delivery.status()).isEqualTo(Status.DELIVERED);
        assertThat(sent.get(0).validity()).isEmpty();
    }

    @Test
    void what_was_sent_with_the_key_before_is_waited_for_and_not_sent_again() {
        try (SmsClient client =
                Sends.client(world, ending("first", Status.DELIVERED)).build()) {
            client.send(REQUEST);

            assertThat(client.deliver(REQUEST, IN_TWO_MINUTES).status()).isEqualTo(Status.DELIVERED);
            assertThat(client.deliver(REQUEST, DeliveryFailover.after(Duration.ofMinutes(3)))
                            .status())
                    .isEqualTo(Status.DELIVERED);
            assertThat(sent).hasSize(1);
        }
    }

    /** A provider's message that fails some time after the begin. */
    private FakeProvider failingAfter(Duration time) {
        long begun = world.nanoTime();
        return ending("first", Status.SENT).answeringStatus(id -> {
            boolean failed = world.nanoTime() - begun >= time.toNanos();
            return Message.builder(id, failed ? Status.EXPIRED : Status.SENT).build();
        });
    }

    @Test
    void a_failure_in_time_leaves_the_second_provider_the_whole_time_of_a_send() {
        FakeProvider second = ending("second", Status.DELIVERED);
        DeliveryResult delivery = deliver(failingAfter(Duration.ofMinutes(2)), second);

        assertThat(delivery.status()).isEqualTo(Status.DELIVERED);
        assertThat(second.timeLeft()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_failure_that_comes_too_late_for_a_second_send_is_the_end() {
        FakeProvider second = FakeProvider.accepting("second");
        DeliveryResult delivery = deliver(failingAfter(Duration.ofSeconds(211)), second);

        assertThat(delivery.status()).isEqualTo(Status.EXPIRED);
        assertThat(delivery.reason()).contains("too little of the total time");
        assertThat(second.sends()).isZero();
    }

    @Test
    void where_the_times_are_short_the_second_provider_has_at_least_half_of_its_own() {
        FakeProvider second = ending("second", Status.DELIVERED);
        SendRequest request = REQUEST;
        try (SmsClient client =
                Sends.client(world, failingAfter(Duration.ofSeconds(4)), second).build()) {
            client.deliver(request, DeliveryFailover.after(Duration.ofSeconds(5)));
        }
        assertThat(second.timeLeft()).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(6));
    }

    @Test
    void a_first_copy_that_is_delivered_while_the_second_is_under_way_counts() {
        MessageTracker[] tracker = new MessageTracker[1];
        FakeProvider second = FakeProvider.accepting("second").answeringStatus(id -> {
            tracker[0].add(StatusReport.of(
                            new MessageId("first", "m-1"),
                            Status.DELIVERED,
                            ReportSource.WEBHOOK,
                            world.clock().instant())
                    .build());
            return Message.builder(id, Status.UNDELIVERED).build();
        });
        try (SmsClient client =
                Sends.client(world, ending("first", Status.FAILED), second).build()) {
            tracker[0] = client.tracker();
            DeliveryResult delivery = client.deliver(REQUEST, IN_TWO_MINUTES);

            assertThat(delivery.status()).isEqualTo(Status.DELIVERED);
            assertThat(delivery.first().status()).isEqualTo(Status.DELIVERED);
            assertThat(delivery.mayBeChargedTwice()).isTrue();
        }
    }

    @Test
    void a_reason_that_holds_everywhere_counts_also_behind_afurther_status_without_one() {
        MessageTracker[] tracker = new MessageTracker[1];
        FakeProvider first = ending("first", Status.SENT).answeringStatus(id -> {
            tracker[0].add(StatusReport.of(
                            id,
                            Status.FAILED,
                            ReportSource.WEBHOOK,
                            world.clock().instant())
                    .failure(Failure.of(ErrorType.OPTED_OUT, "said before"))
                    .build());
            return Message.builder(id, Status.UNDELIVERED).build();
        });
        FakeProvider second = FakeProvider.accepting("second");
        try (SmsClient client = Sends.client(world, first, second).build()) {
            tracker[0] = client.tracker();

            assertThat(client.deliver(REQUEST, IN_TWO_MINUTES).second()).isEmpty();
            assertThat(second.sends()).isZero();
        }
    }

    @Test
    void the_callers_own_validity_stays() {
        SendRequest request =
                REQUEST.toBuilder().validity(Duration.ofSeconds(30)).build();
        deliver(request, ending("first", Status.DELIVERED));

        assertThat(sent.get(0).validity()).contains(Duration.ofSeconds(30));
    }

    @Test
    void done_again_it_sends_nothing_more() {
        FakeProvider first = ending("first", Status.FAILED);
        FakeProvider second = ending("second", Status.DELIVERED);
        try (SmsClient client = Sends.client(world, first, second).build()) {
            client.deliver(REQUEST, IN_TWO_MINUTES);
            DeliveryResult again = client.deliver(REQUEST, IN_TWO_MINUTES);

            assertThat(again.status()).isEqualTo(Status.DELIVERED);
            assertThat(sent).hasSize(2);
        }
    }

    @Test
    void a_scheduled_message_is_refused() {
        SendRequest later = REQUEST.toBuilder()
                .sendAt(Instant.parse("2030-01-01T00:00:00Z"))
                .build();

        assertThatThrownBy(() -> deliver(later, ending("first", Status.FAILED)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("sendAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.5S", "PT1.5S", "PT-1M"})
    void the_time_of_the_first_provider_is_whole_seconds(String within) {
        assertThatThrownBy(() -> DeliveryFailover.after(Duration.parse(within)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("within");
    }

    @Test
    void the_total_is_more_than_the_first_providers_time() {
        assertThatThrownBy(() -> new DeliveryFailover(Duration.ofMinutes(1), Duration.ofMinutes(1)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("total");
    }
}
