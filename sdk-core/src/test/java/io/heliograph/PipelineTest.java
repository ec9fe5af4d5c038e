package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.Deadline;
import io.heliograph.http.Replies;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineTest {
    private final FakeProvider second = FakeProvider.accepting("second");

    private static FakeProvider refusing(Refusal refusal) {
        return FakeProvider.of("first", (request, scope) -> new Answer.Refused(refusal));
    }

    @Test
    void theFirstProviderThatTakesItEndsTheSend() {
        SendOutcome outcome = Sends.send(FakeProvider.accepting("first"), second);

        assertThat(Sends.taker(outcome)).isEqualTo("first");
        assertThat(second.sends()).isZero();
    }

    @Test
    void providersAreAskedInTheOrderOfTheRoute() {
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
    void aNoOfOneProviderMovesOnToTheNext(ErrorType type) {
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
    void aFinalNoStops(ErrorType type) {
        SendOutcome outcome = Sends.send(FakeProvider.refusing("first", type), second);

        assertThat(Sends.refusal(outcome).type()).isEqualTo(type);
        assertThat(second.sends()).isZero();
    }

    @Test
    void aRefusalMayForbidTheNextProviderAgainstItsType() {
        Refusal refusal =
                Refusal.builder(ErrorType.RATE_LIMITED, "no").failover(false).build();

        assertThat(Sends.asked(Sends.send(refusing(refusal), second))).containsExactly("first");
    }

    @Test
    void aRefusalMayAllowTheNextProviderAgainstItsType() {
        Refusal refusal = Refusal.builder(ErrorType.OTHER, "no").failover(true).build();

        assertThat(Sends.asked(Sends.send(refusing(refusal), second))).containsExactly("first", "second");
    }

    @Test
    void anUnclearAnswerIsUnknownAndNobodyElseIsAsked() {
        SendOutcome outcome =
                Sends.send(FakeProvider.of("first", (request, scope) -> new Answer.Unclear("HTTP 502")), second);

        assertThat(Sends.unknown(outcome))
                .returns("first", SendOutcome.Unknown::provider)
                .returns("HTTP 502", SendOutcome.Unknown::reason)
                .returns(IdempotencyKey.of("order-42"), SendOutcome.Unknown::key);
        assertThat(second.sends()).isZero();
    }

    @Test
    void silenceAfterTheFirstByteIsUnknown() {
        SendOutcome outcome = Sends.send(
                FakeProvider.of("first", (request, scope) -> {
                    Replies.bytesOut(scope);
                    throw Replies.noAnswer(ErrorType.UNREACHABLE, true);
                }),
                second);

        assertThat(Sends.unknown(outcome).reason()).isEqualTo("no answer");
        assertThat(second.sends()).isZero();
    }

    @Test
    void noConnectionMovesOnToTheNext() {
        SendOutcome outcome = Sends.send(
                FakeProvider.of("first", (request, scope) -> {
                    throw Replies.noAnswer(ErrorType.UNREACHABLE, false);
                }),
                second);

        assertThat(Sends.taker(outcome)).isEqualTo("second");
    }

    @Test
    void noConnectionAnywhereIsACertainNo() {
        SendOutcome outcome = Sends.send(FakeProvider.of("first", (request, scope) -> {
            throw Replies.noAnswer(ErrorType.UNREACHABLE, false);
        }));

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.UNREACHABLE, Refusal::type)
                .returns("first: no answer", Refusal::reason)
                .returns(true, Refusal::retryable);
    }

    @Test
    void silenceThatAnExceptionTellsOfIsUnknownAlsoIfItsScopeDoesNot() {
        SendOutcome outcome = Sends.send(
                FakeProvider.of("first", (request, scope) -> {
                    throw Replies.noAnswer(ErrorType.UNREACHABLE, true);
                }),
                second);

        assertThat(Sends.taker(outcome)).startsWith("unknown: ");
        assertThat(second.sends()).isZero();
    }

    @Test
    void theDeadlineIsLookedAtBeforeEveryProvider() {
        AtomicLong nanos = new AtomicLong();
        FakeProvider slow = FakeProvider.of("first", (request, scope) -> {
            nanos.set(Duration.ofSeconds(2).toNanos());
            return new Answer.Refused(Refusal.of(ErrorType.NO_ROUTE, "no way there"));
        });

        SendOutcome outcome = Sends.pipeline(slow, second)
                .send(Sends.request().build(), Deadline.after(Duration.ofSeconds(1), nanos::get));

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.DEADLINE, Refusal::type)
                .returns("first: no way there; second: no time was left to ask", Refusal::reason);
        assertThat(Sends.asked(outcome)).containsExactly("first");
        assertThat(second.sends()).isZero();
    }

    @Test
    void nobodyIsAskedWhereNoTimeIsLeftToBegin() {
        SendOutcome outcome = Sends.pipeline(second, FakeProvider.accepting("third"))
                .send(Sends.request().build(), Deadline.after(Duration.ZERO, () -> 0));

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.DEADLINE, Refusal::type)
                .returns("second: no time was left to ask", Refusal::reason);
        assertThat(outcome.attempts()).isEmpty();
        assertThat(second.sends()).isZero();
    }

    @Test
    void everyProviderGetsTheSameDeadline() {
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));
        FakeProvider first = FakeProvider.of("first", (request, scope) -> {
            assertThat(scope.deadline()).isSameAs(deadline);
            return new Answer.Refused(Refusal.of(ErrorType.NO_ROUTE, "no way there"));
        });
        FakeProvider last = FakeProvider.of("last", (request, scope) -> {
            assertThat(scope.deadline()).isSameAs(deadline);
            return FakeProvider.accepted("last", Status.QUEUED);
        });

        assertThat(Sends.taker(Sends.pipeline(first, last).send(Sends.request().build(), deadline)))
                .isEqualTo("last");
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "REJECTED"})
    void aMessageThatWasTakenAndFailedAtOnceIsRejected(Status status) {
        FakeProvider first = FakeProvider.of("first", (request, scope) -> FakeProvider.accepted("first", status));

        assertThat(Sends.refusal(Sends.send(first, second)).type()).isEqualTo(ErrorType.OTHER);
        assertThat(second.sends()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"CONTENT_REJECTED, 0", "OPTED_OUT, 0", "INVALID_SENDER, 1", "INSUFFICIENT_CREDIT, 1"})
    void theVendorsReasonForAFailureDecidesWhetherToMoveOn(ErrorType type, int sendsOfSecond) {
        Message message = Message.builder(new MessageId("first", "m-1"), Status.REJECTED)
                .failure(Refusal.of(type, "the vendor's reason"))
                .build();

        SendOutcome outcome =
                Sends.send(FakeProvider.of("first", (request, scope) -> new Answer.Accepted(message)), second);

        assertThat(second.sends()).isEqualTo(sendsOfSecond);
        assertThat(outcome.attempts().get(0))
                .returns(Attempt.Result.REJECTED, Attempt::result)
                .returns(type, Attempt::error);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"SCHEDULED", "QUEUED", "SUBMITTED", "SENT", "CANCELLING", "DELIVERED", "UNCONFIRMED", "UNKNOWN"})
    void aMessageThatHasNotFailedStaysAccepted(Status status) {
        FakeProvider first = FakeProvider.of("first", (request, scope) -> FakeProvider.accepted("first", status));

        assertThat(Sends.taker(Sends.send(first, second))).isEqualTo("first");
    }

    @Test
    void aMessageWhoseIdCouldNotBeReadStaysAccepted() {
        Message message =
                Message.builder(MessageId.unknown("first"), Status.UNKNOWN).build();

        SendOutcome outcome =
                Sends.send(FakeProvider.of("first", (request, scope) -> new Answer.Accepted(message)), second);

        assertThat(Sends.taker(outcome)).isEqualTo("first");
        assertThat(outcome.attempts().get(0).note()).isEqualTo("UNKNOWN, the answer couldn't be read");
        assertThat(second.sends()).isZero();
    }
}
