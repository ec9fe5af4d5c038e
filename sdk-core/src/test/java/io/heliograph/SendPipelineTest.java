package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.Deadline;
import io.heliograph.http.Replies;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SendPipelineTest {
    private final FakeProvider second = FakeProvider.accepting("second");

    private static FakeProvider refusing(Failure failure) {
        return FakeProvider.of("first", (request, context) -> new SendResult.Rejected(failure));
    }

    @Test
    void the_first_provider_that_takes_it_ends_the_send() {
        SendOutcome outcome = Sends.send(FakeProvider.accepting("first"), second);

        assertThat(Sends.taker(outcome)).isEqualTo("first");
        assertThat(second.sends()).isZero();
    }

    @Test
    void providers_are_asked_in_the_order_of_the_route() {
        SendOutcome outcome = Sends.send(
                FakeProvider.refusing("c", ErrorType.NO_ROUTE),
                FakeProvider.refusing("a", ErrorType.NO_ROUTE),
                FakeProvider.accepting("b"),
                second);

        assertThat(Sends.asked(outcome)).containsExactly("c", "a", "b");
        assertThat(Sends.taker(outcome)).isEqualTo("b");
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "INVALID_SENDER",
                "INSUFFICIENT_CREDIT",
                "NO_ROUTE",
                "AUTHENTICATION",
                "PERMISSION",
                "ACCOUNT",
                "RATE_LIMITED",
                "QUOTA_EXCEEDED",
                "UNREACHABLE",
                "PROVIDER_ERROR",
                "UNSUPPORTED",
                "CONFIGURATION"
            })
    void a_rejection_of_one_provider_moves_on_to_the_next(ErrorType type) {
        FakeProvider first = FakeProvider.refusing("first", type);

        assertThat(Sends.taker(Sends.send(first, second))).isEqualTo("second");
        assertThat(first.sends()).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "INVALID_REQUEST",
                "INVALID_RECIPIENT",
                "OPTED_OUT",
                "RECIPIENT_BLOCKED",
                "CONTENT_REJECTED",
                "DUPLICATE",
                "DEADLINE",
                "OTHER"
            })
    void a_final_rejection_stops(ErrorType type) {
        SendOutcome outcome = Sends.send(FakeProvider.refusing("first", type), second);

        assertThat(Sends.refusal(outcome).type()).isEqualTo(type);
        assertThat(second.sends()).isZero();
    }

    @Test
    void a_rejection_may_forbid_the_next_provider_against_its_type() {
        Failure failure =
                Failure.builder(ErrorType.RATE_LIMITED, "no").failover(false).build();

        assertThat(Sends.asked(Sends.send(refusing(failure), second))).containsExactly("first");
    }

    @Test
    void a_rejection_may_allow_the_next_provider_against_its_type() {
        Failure failure = Failure.builder(ErrorType.OTHER, "no").failover(true).build();

        assertThat(Sends.asked(Sends.send(refusing(failure), second))).containsExactly("first", "second");
    }

    @Test
    void an_ambiguous_response_is_unknown_and_no_other_provider_is_tried() {
        SendOutcome outcome =
                Sends.send(FakeProvider.of("first", (request, context) -> new SendResult.Unknown("HTTP 502")), second);

        assertThat(Sends.unknown(outcome))
                .returns("first", SendOutcome.Unknown::provider)
                .returns("HTTP 502", SendOutcome.Unknown::reason)
                .returns(IdempotencyKey.of("order-42"), SendOutcome.Unknown::key);
        assertThat(second.sends()).isZero();
    }

    @Test
    void silence_after_the_first_byte_is_unknown() {
        SendOutcome outcome = Sends.send(
                FakeProvider.of("first", (request, context) -> {
                    Replies.bytesOut(context);
                    throw Replies.noAnswer(ErrorType.UNREACHABLE, true);
                }),
                second);

        assertThat(Sends.unknown(outcome).reason()).isEqualTo("no answer");
        assertThat(second.sends()).isZero();
    }

    @Test
    void no_connection_moves_on_to_the_next() {
        SendOutcome outcome = Sends.send(
                FakeProvider.of("first", (request, context) -> {
                    throw Replies.noAnswer(ErrorType.UNREACHABLE, false);
                }),
                second);

        assertThat(Sends.taker(outcome)).isEqualTo("second");
    }

    @Test
    void no_connection_anywhere_is_a_certain_no() {
        SendOutcome outcome = Sends.send(FakeProvider.of("first", (request, context) -> {
            throw Replies.noAnswer(ErrorType.UNREACHABLE, false);
        }));

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.UNREACHABLE, Failure::type)
                .returns("first: no answer", Failure::reason)
                .returns(true, Failure::retryable);
    }

    @Test
    void silence_that_an_exception_tells_of_is_unknown_also_if_its_scope_does_not() {
        SendOutcome outcome = Sends.send(
                FakeProvider.of("first", (request, context) -> {
                    throw Replies.noAnswer(ErrorType.UNREACHABLE, true);
                }),
                second);

        assertThat(Sends.taker(outcome)).startsWith("unknown: ");
        assertThat(second.sends()).isZero();
    }

    @Test
    void the_deadline_is_looked_at_before_every_provider() {
        AtomicLong nanos = new AtomicLong();
        FakeProvider slow = FakeProvider.of("first", (request, context) -> {
            nanos.set(Duration.ofSeconds(2).toNanos());
            return new SendResult.Rejected(Failure.of(ErrorType.NO_ROUTE, "no way there"));
        });

        SendOutcome outcome = Sends.pipeline(slow, second)
                .send(Sends.request().build(), Deadline.after(Duration.ofSeconds(1), nanos::get));

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.DEADLINE, Failure::type)
                .returns("first: no way there; second: no time was left for an attempt", Failure::reason);
        assertThat(Sends.asked(outcome)).containsExactly("first");
        assertThat(second.sends()).isZero();
    }

    @Test
    void nobody_is_asked_where_no_time_is_left_to_begin() {
        SendOutcome outcome = Sends.pipeline(second, FakeProvider.accepting("third"))
                .send(Sends.request().build(), Deadline.after(Duration.ZERO, () -> 0));

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.DEADLINE, Failure::type)
                .returns("second: no time was left for an attempt", Failure::reason);
        assertThat(outcome.attempts()).isEmpty();
        assertThat(second.sends()).isZero();
    }

    @Test
    void every_provider_gets_the_same_deadline() {
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));
        FakeProvider first = FakeProvider.of("first", (request, context) -> {
            assertThat(context.deadline()).isSameAs(deadline);
            return new SendResult.Rejected(Failure.of(ErrorType.NO_ROUTE, "no way there"));
        });
        FakeProvider last = FakeProvider.of("last", (request, context) -> {
            assertThat(context.deadline()).isSameAs(deadline);
            return FakeProvider.accepted("last", Status.QUEUED);
        });

        assertThat(Sends.taker(Sends.pipeline(first, last).send(Sends.request().build(), deadline)))
                .isEqualTo("last");
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "REJECTED"})
    void a_message_that_was_taken_and_failed_at_once_is_rejected(Status status) {
        FakeProvider first = FakeProvider.of("first", (request, context) -> FakeProvider.accepted("first", status));

        assertThat(Sends.refusal(Sends.send(first, second)).type()).isEqualTo(ErrorType.OTHER);
        assertThat(second.sends()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"CONTENT_REJECTED, 0", "OPTED_OUT, 0", "INVALID_SENDER, 1", "INSUFFICIENT_CREDIT, 1"})
    void the_vendors_reason_for_afailure_decides_whether_to_move_on(ErrorType type, int sendsOfSecond) {
        Message message = Message.builder(new MessageId("first", "m-1"), Status.REJECTED)
                .failure(Failure.of(type, "the vendor's reason"))
                .build();

        SendOutcome outcome =
                Sends.send(FakeProvider.of("first", (request, context) -> new SendResult.Accepted(message)), second);

        assertThat(second.sends()).isEqualTo(sendsOfSecond);
        assertThat(outcome.attempts().get(0))
                .returns(Attempt.Result.REJECTED, Attempt::result)
                .returns(type, Attempt::error);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SCHEDULED", "QUEUED", "SUBMITTED", "SENT", "CANCELLING", "DELIVERED", "UNCONFIRMED", "UNKNOWN"})
    void a_message_that_has_not_failed_stays_accepted(Status status) {
        FakeProvider first = FakeProvider.of("first", (request, context) -> FakeProvider.accepted("first", status));

        assertThat(Sends.taker(Sends.send(first, second))).isEqualTo("first");
    }

    @Test
    void a_message_whose_id_could_not_be_read_stays_accepted() {
        Message message =
                Message.builder(MessageId.unknown("first"), Status.UNKNOWN).build();

        SendOutcome outcome =
                Sends.send(FakeProvider.of("first", (request, context) -> new SendResult.Accepted(message)), second);

        assertThat(Sends.taker(outcome)).isEqualTo("first");
        assertThat(outcome.attempts().get(0).note()).isEqualTo("UNKNOWN, the answer couldn't be read");
        assertThat(second.sends()).isZero();
    }
}
