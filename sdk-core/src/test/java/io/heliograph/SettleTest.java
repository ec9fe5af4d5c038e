package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.error.SmsException;
import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.LookupTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a send that nobody answered. */
class SettleTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final LookupTimes TIMES =
            new LookupTimes(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final TestWorld world = new TestWorld();
    private final EventLog heard = new EventLog();
    private final FakeProvider second = FakeProvider.accepting("second");
    private RetryPolicy retry = RetryPolicy.defaults();

    @AfterEach
    void forgetInterrupts() {
        Thread.interrupted();
    }

    private SendOutcome send(FakeProvider... route) {
        return send(Sends.request().build(), route);
    }

    private SendOutcome send(SendRequest request, FakeProvider... route) {
        try (SmsClient client = Sends.client(world, route)
                .deadline(DEADLINE)
                .listener(heard)
                .retry(retry)
                .build()) {
            return client.trySend(request);
        }
    }

    private static FakeProvider keyed(FakeProvider.Sending... answers) {
        return Answers.inTurn("first", answers).dedupe(Dedupe.CLIENT_KEY);
    }

    private static FakeProvider asked(LookupTimes times, Function<SendRequest, Optional<Message>> lookup) {
        return Answers.inTurn("first", Answers.silence()).answeringLookup(times, lookup);
    }

    private static Optional<Message> found(SendRequest request) {
        return Optional.of(
                Message.builder(new MessageId("first", "m-9"), Status.SENT).build());
    }

    @Test
    void aMessageThatIsFoundRefusedAsOptedOutIsNotSentByTheNextProvider() {
        FakeProvider first = asked(
                TIMES,
                request -> Optional.of(Message.builder(new MessageId("first", "m-9"), Status.REJECTED)
                        .failure(Refusal.of(ErrorType.OPTED_OUT, "said there"))
                        .build()));
        try (SmsClient client =
                Sends.client(world, first, second).deadline(DEADLINE).build()) {
            SendOutcome outcome = client.trySend(Sends.request().build());

            assertThat(Sends.refusal(outcome).type()).isEqualTo(ErrorType.OPTED_OUT);
            assertThat(second.sends()).isZero();
            assertThat(client.suppressions().all()).hasSize(1);
        }
    }

    @Test
    void whereDuplicatesAreRemovedTheSameKeyIsSentAgain() {
        List<IdempotencyKey> keys = new ArrayList<>();
        FakeProvider first = keyed(
                (request, scope) -> {
                    keys.add(request.key());
                    return Answers.silence().send(request, scope);
                },
                (request, scope) -> {
                    keys.add(request.key());
                    return FakeProvider.accepted("first", Status.QUEUED);
                });

        SendOutcome outcome = send(first, second);

        assertThat(Sends.taker(outcome)).isEqualTo("first");
        assertThat(Sends.asked(outcome)).containsExactly("first", "first");
        assertThat(keys).hasSize(2).containsOnly(outcome.key());
        assertThat(second.sends()).isZero();
        assertThat(heard.lines()).endsWith("ended first 2 ACCEPTED", "settled Accepted");
    }

    @ParameterizedTest
    @EnumSource(ErrorType.class)
    void aNoToTheRepeatedRequestSettlesNothing(ErrorType type) {
        FakeProvider first = keyed(Answers.silence(), Answers.no(type));

        SendOutcome outcome = send(first, second);

        assertThat(Sends.unknown(outcome).provider()).isEqualTo("first");
        assertThat(second.sends()).isZero();
        assertThat(heard.lines()).contains("unknown first").noneMatch(line -> line.startsWith("settled"));
    }

    @Test
    void a2xxThatSaysFailedSettlesItAndTheNextProviderIsAsked() {
        FakeProvider first = keyed(Answers.silence(), Answers.failedIn2xx(ErrorType.NO_ROUTE));

        assertThat(Sends.taker(send(first, second))).isEqualTo("second");
    }

    @Test
    void a2xxThatSaysFailedForGoodEndsTheSend() {
        FakeProvider first = keyed(Answers.silence(), Answers.failedIn2xx(ErrorType.OPTED_OUT));

        assertThat(Sends.refusal(send(first, second)).type()).isEqualTo(ErrorType.OPTED_OUT);
        assertThat(second.sends()).isZero();
        assertThat(heard.lines()).contains("settled Rejected");
    }

    @Test
    void threeTriesAtAProviderIncludeThoseThatSettle() {
        FakeProvider first = keyed(Answers.silence());

        assertThat(Sends.unknown(send(first, second)).attempts()).hasSize(3);
        assertThat(world.sleeps()).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
    }

    @Test
    void fiveTriesInAllIncludeThoseThatSettle() {
        FakeProvider before = FakeProvider.refusing("before", ErrorType.PROVIDER_ERROR);

        SendOutcome outcome = send(before, keyed(Answers.silence()));

        assertThat(Sends.asked(Sends.unknown(outcome))).containsExactly("before", "before", "before", "first", "first");
    }

    @Test
    void aPauseThatARepeatedRequestIsAskedForIsObeyed() {
        FakeProvider first = keyed(
                Answers.silence(), Answers.no(ErrorType.RATE_LIMITED, Duration.ofSeconds(9)), Answers.yes("first"));

        assertThat(Sends.taker(send(first, second))).isEqualTo("first");
        assertThat(world.clock().instant()).isEqualTo(Sends.NOW.plusMillis(9_050));
    }

    @Test
    void aPauseBeyondTheDeadlineLeavesItUnknown() {
        FakeProvider first = keyed(Answers.silence(), Answers.no(ErrorType.RATE_LIMITED, Duration.ofSeconds(31)));

        assertThat(Sends.unknown(send(first, second)).attempts()).hasSize(2);
        assertThat(world.sleeps()).containsExactly(Duration.ofMillis(50));
    }

    @Test
    void anInterruptDuringTheWaitLeavesItUnknown() {
        FakeProvider first = keyed((request, scope) -> {
            Thread.currentThread().interrupt();
            return Answers.silence().send(request, scope);
        });

        assertThat(Sends.unknown(send(first, second)).attempts()).hasSize(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void aMessageThatIsFoundIsAccepted() {
        FakeProvider first = asked(TIMES, SettleTest::found);

        SendOutcome outcome = send(first, second);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SendOutcome.Accepted.class,
                        accepted -> assertThat(accepted.message().id().value()).isEqualTo("m-9"));
        assertThat(world.sleeps()).containsExactly(Duration.ofSeconds(2));
        assertThat(first.sends()).isOne();
        assertThat(heard.lines()).endsWith("ended first 1 UNKNOWN", "settled Accepted");
    }

    @Test
    void aMessageThatIsFoundLaterIsAcceptedToo() {
        int[] questions = {0};
        FakeProvider first = asked(TIMES, request -> ++questions[0] < 2 ? Optional.empty() : found(request));

        assertThat(Sends.taker(send(first, second))).isEqualTo("first");
        assertThat(world.sleeps()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test
    void aMessageThatIsProvenAbsentGoesOnToTheNextProvider() {
        FakeProvider first = asked(TIMES, request -> Optional.empty());

        SendOutcome outcome = send(first, second);

        assertThat(Sends.asked(outcome)).containsExactly("first", "second");
        assertThat(Sends.taker(outcome)).isEqualTo("second");
        assertThat(first.questions()).isEqualTo(3); // after 2, 7 and 12 seconds; the proof counts from 10 on
        assertThat(first.sends()).isOne();
    }

    @Test
    void anAbsenceThatIsNoProofYetLeavesItUnknown() {
        LookupTimes cautious = LookupTimes.cautious();
        FakeProvider first = asked(cautious, request -> Optional.empty());

        assertThat(Sends.unknown(send(first, second)).provider()).isEqualTo("first");
        assertThat(second.sends()).isZero();
        assertThat(world.clock().instant()).isBeforeOrEqualTo(Sends.NOW.plus(DEADLINE));
    }

    @Test
    void theProofOfAbsenceCountsFromTheEndOfTheAttempt() {
        LookupTimes times = new LookupTimes(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
        FakeProvider first = Answers.inTurn("first", Answers.after(world, Duration.ofSeconds(9), Answers.silence()))
                .answeringLookup(times, request -> Optional.empty());

        assertThat(Sends.taker(send(first, second))).isEqualTo("second");
        assertThat(world.clock().instant()).isEqualTo(Sends.NOW.plusSeconds(19));
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(
                SmsException.of(Refusal.of(ErrorType.PROVIDER_ERROR, "down"), List.of()),
                Replies.noAnswer(ErrorType.UNREACHABLE, true),
                new IllegalStateException("a bug"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aQuestionThatFailsLeavesItUnknown(RuntimeException failure) {
        FakeProvider first = asked(TIMES, request -> {
            throw failure;
        });

        assertThat(Sends.unknown(send(first, second)).provider()).isEqualTo("first");
        assertThat(second.sends()).isZero();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aQuestionThatFailsIsAskedAgain(RuntimeException failure) {
        int[] questions = {0};
        FakeProvider first = asked(TIMES, request -> {
            if (++questions[0] == 1) {
                throw failure;
            }
            return found(request);
        });

        assertThat(Sends.taker(send(first, second))).isEqualTo("first");
    }

    @Test
    void questionsOfAnyDistanceBreakNothing() {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        FakeProvider first = asked(new LookupTimes(longest, longest, longest), SettleTest::found);

        assertThat(Sends.unknown(send(first)).provider()).isEqualTo("first");
        assertThat(first.questions()).isZero();
    }

    @Test
    void anAbsenceThatIsNeverAProofBreaksNothing() {
        LookupTimes times = new LookupTimes(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(Long.MAX_VALUE));
        FakeProvider first = asked(times, request -> Optional.empty());

        assertThat(Sends.unknown(send(first, second)).provider()).isEqualTo("first");
        assertThat(second.sends()).isZero();
    }

    @Test
    void aSettingForbidsToSettle() {
        retry = RetryPolicy.builder().reconcile(false).build();
        FakeProvider byKey = keyed(Answers.silence());
        FakeProvider byQuestion = asked(TIMES, SettleTest::found);

        assertThat(Sends.unknown(send(byKey)).attempts()).hasSize(1);
        assertThat(Sends.unknown(send(byQuestion)).attempts()).hasSize(1);
        assertThat(byQuestion.questions()).isZero();
        assertThat(world.sleeps()).isEmpty();
    }

    @Test
    void aProviderThatCannotHelpIsNotAsked() {
        FakeProvider first = asked(TIMES, SettleTest::found).dedupe(Dedupe.NONE);

        assertThat(Sends.unknown(send(first)).attempts()).hasSize(1);
        assertThat(first.questions()).isZero();
    }

    @Test
    void aProviderWithoutTheCapabilityIsNotAsked() {
        FakeProvider first = asked(TIMES, SettleTest::found).without(Capability.LOOKUP);

        assertThat(Sends.unknown(send(first)).attempts()).hasSize(1);
        assertThat(first.questions()).isZero();
    }

    @Test
    void oneTryHasATimeOfItsOwnOnlyWhereItCanBeSettled() {
        FakeProvider byKey = keyed(Answers.yes("first"));
        FakeProvider byQuestion = FakeProvider.accepting("first").answeringLookup(TIMES, SettleTest::found);
        FakeProvider neither = FakeProvider.accepting("first");
        FakeProvider unable = FakeProvider.accepting("first")
                .answeringLookup(TIMES, SettleTest::found)
                .without(Capability.LOOKUP);
        Stream.of(byKey, byQuestion, neither, unable).forEach(this::send);

        assertThat(byKey.timeLeft()).hasSeconds(10);
        assertThat(byQuestion.timeLeft()).hasSeconds(10);
        assertThat(neither.timeLeft()).isEqualTo(DEADLINE);
        assertThat(unable.timeLeft()).isEqualTo(DEADLINE);
    }

    @Test
    void oneTryHasAllTheTimeWhereASettingForbidsToSettle() {
        retry = RetryPolicy.builder().reconcile(false).build();
        FakeProvider byKey = keyed(Answers.yes("first"));
        send(byKey);

        assertThat(byKey.timeLeft()).isEqualTo(DEADLINE);
    }

    @Test
    void aCallerWhoAllowsDuplicatesIsAlsoServedByTheNextProvider() {
        FakeProvider first = FakeProvider.of("first", Answers.silence());

        SendOutcome outcome = send(Sends.request().allowDuplicates().build(), first, second);

        assertThat(Sends.taker(outcome)).isEqualTo("second");
        assertThat(Sends.asked(outcome)).containsExactly("first", "second");
        assertThat(heard.lines()).contains("failed over first second").doesNotContain("unknown first");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPTED_OUT", "INSUFFICIENT_CREDIT", "NO_ROUTE"})
    void aDoubtStaysWhereTheNextProviderSaysNo(ErrorType type) {
        FakeProvider first = FakeProvider.of("first", Answers.silence());

        SendOutcome outcome =
                send(Sends.request().allowDuplicates().build(), first, FakeProvider.refusing("second", type));

        assertThat(Sends.unknown(outcome).provider()).isEqualTo("first");
        assertThat(heard.lines()).endsWith("unknown first");
    }

    @Test
    void ofTwoDoubtsTheFirstIsTold() {
        FakeProvider first = FakeProvider.of("first", Answers.silence());
        FakeProvider next = FakeProvider.of("second", Answers.silence());

        SendOutcome outcome = send(Sends.request().allowDuplicates().build(), first, next);

        assertThat(Sends.unknown(outcome).provider()).isEqualTo("first");
        assertThat(Sends.asked(outcome)).containsExactly("first", "second");
    }
}
