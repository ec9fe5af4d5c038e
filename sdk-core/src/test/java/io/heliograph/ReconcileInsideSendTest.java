package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.error.SmsException;
import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.Capability;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.LookupTiming;
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

/** Reconciliation within a send whose response was lost. */
class ReconcileInsideSendTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final LookupTiming TIMES =
            new LookupTiming(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));

    private final TestTiming world = new TestTiming();
    private final EventLog eventLog = new EventLog();
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
                .listener(eventLog)
                .retry(retry)
                .build()) {
            return client.trySend(request);
        }
    }

    private static FakeProvider keyed(FakeProvider.Sending... answers) {
        return Answers.inTurn("first", answers).dedupe(DuplicateProtection.IDEMPOTENCY_KEY);
    }

    private static FakeProvider asked(LookupTiming times, Function<SendRequest, Optional<Message>> lookup) {
        return Answers.inTurn("first", Answers.silence()).answeringLookup(times, lookup);
    }

    private static Optional<Message> found(SendRequest request) {
        return Optional.of(
                Message.builder(new MessageId("first", "m-9"), Status.SENT).build());
    }

    @Test
    void a_message_that_is_found_refused_as_opted_out_is_not_sent_by_the_next_provider() {
        FakeProvider first = asked(
                TIMES,
                request -> Optional.of(Message.builder(new MessageId("first", "m-9"), Status.REJECTED)
                        .failure(Failure.of(ErrorType.OPTED_OUT, "said there"))
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
    void where_duplicates_are_removed_the_same_key_is_sent_again() {
        List<IdempotencyKey> keys = new ArrayList<>();
        FakeProvider first = keyed(
                (request, context) -> {
                    keys.add(request.key());
                    return Answers.silence().send(request, context);
                },
                (request, context) -> {
                    keys.add(request.key());
                    return FakeProvider.accepted("first", Status.QUEUED);
                });

        SendOutcome outcome = send(first, second);

        assertThat(Sends.taker(outcome)).isEqualTo("first");
        assertThat(Sends.asked(outcome)).containsExactly("first", "first");
        assertThat(keys).hasSize(2).containsOnly(outcome.key());
        assertThat(second.sends()).isZero();
        assertThat(eventLog.lines()).endsWith("ended first 2 ACCEPTED", "reconciled Accepted");
    }

    @ParameterizedTest
    @EnumSource(ErrorType.class)
    void a_rejection_of_the_repeated_request_reconciles_nothing(ErrorType type) {
        FakeProvider first = keyed(Answers.silence(), Answers.no(type));

        SendOutcome outcome = send(first, second);

        assertThat(Sends.unknown(outcome).provider()).isEqualTo("first");
        assertThat(second.sends()).isZero();
        assertThat(eventLog.lines()).contains("unknown first").noneMatch(line -> line.startsWith("reconciled"));
    }

    @Test
    void a2xx_that_says_failed_reconciles_it_and_the_next_provider_is_asked() {
        FakeProvider first = keyed(Answers.silence(), Answers.failedIn2xx(ErrorType.NO_ROUTE));

        assertThat(Sends.taker(send(first, second))).isEqualTo("second");
    }

    @Test
    void a2xx_that_says_failed_for_good_ends_the_send() {
        FakeProvider first = keyed(Answers.silence(), Answers.failedIn2xx(ErrorType.OPTED_OUT));

        assertThat(Sends.refusal(send(first, second)).type()).isEqualTo(ErrorType.OPTED_OUT);
        assertThat(second.sends()).isZero();
        assertThat(eventLog.lines()).contains("reconciled Rejected");
    }

    @Test
    void three_attempts_at_a_provider_include_those_that_reconcile() {
        FakeProvider first = keyed(Answers.silence());

        assertThat(Sends.unknown(send(first, second)).attempts()).hasSize(3);
        assertThat(world.sleeps()).containsExactly(Duration.ofMillis(50), Duration.ofMillis(100));
    }

    @Test
    void five_attempts_in_all_include_those_that_reconcile() {
        FakeProvider before = FakeProvider.refusing("before", ErrorType.PROVIDER_ERROR);

        SendOutcome outcome = send(before, keyed(Answers.silence()));

        assertThat(Sends.asked(Sends.unknown(outcome))).containsExactly("before", "before", "before", "first", "first");
    }

    @Test
    void a_pause_that_a_repeated_request_is_asked_for_is_obeyed() {
        FakeProvider first = keyed(
                Answers.silence(), Answers.no(ErrorType.RATE_LIMITED, Duration.ofSeconds(9)), Answers.yes("first"));

        assertThat(Sends.taker(send(first, second))).isEqualTo("first");
        assertThat(world.clock().instant()).isEqualTo(Sends.NOW.plusMillis(9_050));
    }

    @Test
    void a_pause_beyond_the_deadline_leaves_it_unknown() {
        FakeProvider first = keyed(Answers.silence(), Answers.no(ErrorType.RATE_LIMITED, Duration.ofSeconds(31)));

        assertThat(Sends.unknown(send(first, second)).attempts()).hasSize(2);
        assertThat(world.sleeps()).containsExactly(Duration.ofMillis(50));
    }

    @Test
    void an_interrupt_during_the_wait_leaves_it_unknown() {
        FakeProvider first = keyed((request, context) -> {
            Thread.currentThread().interrupt();
            return Answers.silence().send(request, context);
        });

        assertThat(Sends.unknown(send(first, second)).attempts()).hasSize(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void a_message_that_is_found_is_accepted() {
        FakeProvider first = asked(TIMES, ReconcileInsideSendTest::found);

        SendOutcome outcome = send(first, second);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SendOutcome.Accepted.class,
                        accepted -> assertThat(accepted.message().id().value()).isEqualTo("m-9"));
        assertThat(world.sleeps()).containsExactly(Duration.ofSeconds(2));
        assertThat(first.sends()).isOne();
        assertThat(eventLog.lines()).endsWith("ended first 1 UNKNOWN", "reconciled Accepted");
    }

    @Test
    void a_message_that_is_found_later_is_accepted_too() {
        int[] questions = {0};
        FakeProvider first = asked(TIMES, request -> ++questions[0] < 2 ? Optional.empty() : found(request));

        assertThat(Sends.taker(send(first, second))).isEqualTo("first");
        assertThat(world.sleeps()).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(5));
    }

    @Test
    void a_message_that_is_proven_absent_goes_on_to_the_next_provider() {
        FakeProvider first = asked(TIMES, request -> Optional.empty());

        SendOutcome outcome = send(first, second);

        assertThat(Sends.asked(outcome)).containsExactly("first", "second");
        assertThat(Sends.taker(outcome)).isEqualTo("second");
        assertThat(first.questions()).isEqualTo(3); // after 2, 7 and 12 seconds; the proof counts from 10 on
        assertThat(first.sends()).isOne();
    }

    @Test
    void an_absence_that_is_no_proof_yet_leaves_it_unknown() {
        LookupTiming cautious = LookupTiming.cautious();
        FakeProvider first = asked(cautious, request -> Optional.empty());

        assertThat(Sends.unknown(send(first, second)).provider()).isEqualTo("first");
        assertThat(second.sends()).isZero();
        assertThat(world.clock().instant()).isBeforeOrEqualTo(Sends.NOW.plus(DEADLINE));
    }

    @Test
    void the_proof_of_absence_counts_from_the_end_of_the_attempt() {
        LookupTiming times = new LookupTiming(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
        FakeProvider first = Answers.inTurn("first", Answers.after(world, Duration.ofSeconds(9), Answers.silence()))
                .answeringLookup(times, request -> Optional.empty());

        assertThat(Sends.taker(send(first, second))).isEqualTo("second");
        assertThat(world.clock().instant()).isEqualTo(Sends.NOW.plusSeconds(19));
    }

    static Stream<RuntimeException> failures() {
        return Stream.of(
                SmsException.of(Failure.of(ErrorType.PROVIDER_ERROR, "down"), List.of()),
                Replies.noAnswer(ErrorType.UNREACHABLE, true),
                new IllegalStateException("a bug"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_question_that_fails_leaves_it_unknown(RuntimeException failure) {
        FakeProvider first = asked(TIMES, request -> {
            throw failure;
        });

        assertThat(Sends.unknown(send(first, second)).provider()).isEqualTo("first");
        assertThat(second.sends()).isZero();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_question_that_fails_is_asked_again(RuntimeException failure) {
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
    void questions_of_any_distance_break_nothing() {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE);
        FakeProvider first = asked(new LookupTiming(longest, longest, longest), ReconcileInsideSendTest::found);

        assertThat(Sends.unknown(send(first)).provider()).isEqualTo("first");
        assertThat(first.questions()).isZero();
    }

    @Test
    void an_absence_that_is_never_a_proof_breaks_nothing() {
        LookupTiming times = new LookupTiming(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(Long.MAX_VALUE));
        FakeProvider first = asked(times, request -> Optional.empty());

        assertThat(Sends.unknown(send(first, second)).provider()).isEqualTo("first");
        assertThat(second.sends()).isZero();
    }

    @Test
    void a_setting_forbids_to_reconcile() {
        retry = RetryPolicy.builder().reconcile(false).build();
        FakeProvider byKey = keyed(Answers.silence());
        FakeProvider byQuestion = asked(TIMES, ReconcileInsideSendTest::found);

        assertThat(Sends.unknown(send(byKey)).attempts()).hasSize(1);
        assertThat(Sends.unknown(send(byQuestion)).attempts()).hasSize(1);
        assertThat(byQuestion.questions()).isZero();
        assertThat(world.sleeps()).isEmpty();
    }

    @Test
    void a_provider_that_cannot_help_is_not_asked() {
        FakeProvider first = asked(TIMES, ReconcileInsideSendTest::found).dedupe(DuplicateProtection.NONE);

        assertThat(Sends.unknown(send(first)).attempts()).hasSize(1);
        assertThat(first.questions()).isZero();
    }

    @Test
    void a_provider_without_the_capability_is_not_asked() {
        FakeProvider first = asked(TIMES, ReconcileInsideSendTest::found).without(Capability.LOOKUP);

        assertThat(Sends.unknown(send(first)).attempts()).hasSize(1);
        assertThat(first.questions()).isZero();
    }

    @Test
    void one_attempt_has_a_time_of_its_own_only_where_it_can_be_reconciled() {
        FakeProvider byKey = keyed(Answers.yes("first"));
        FakeProvider byQuestion =
                FakeProvider.accepting("first").answeringLookup(TIMES, ReconcileInsideSendTest::found);
        FakeProvider neither = FakeProvider.accepting("first");
        FakeProvider unable = FakeProvider.accepting("first")
                .answeringLookup(TIMES, ReconcileInsideSendTest::found)
                .without(Capability.LOOKUP);
        Stream.of(byKey, byQuestion, neither, unable).forEach(this::send);

        assertThat(byKey.timeLeft()).hasSeconds(10);
        assertThat(byQuestion.timeLeft()).hasSeconds(10);
        assertThat(neither.timeLeft()).isEqualTo(DEADLINE);
        assertThat(unable.timeLeft()).isEqualTo(DEADLINE);
    }

    @Test
    void one_attempt_has_all_the_time_where_a_setting_forbids_to_reconcile() {
        retry = RetryPolicy.builder().reconcile(false).build();
        FakeProvider byKey = keyed(Answers.yes("first"));
        send(byKey);

        assertThat(byKey.timeLeft()).isEqualTo(DEADLINE);
    }

    @Test
    void a_caller_who_allows_duplicates_is_also_served_by_the_next_provider() {
        FakeProvider first = FakeProvider.of("first", Answers.silence());

        SendOutcome outcome = send(Sends.request().allowDuplicates().build(), first, second);

        assertThat(Sends.taker(outcome)).isEqualTo("second");
        assertThat(Sends.asked(outcome)).containsExactly("first", "second");
        assertThat(eventLog.lines()).contains("failed over first second").doesNotContain("unknown first");
    }

    @ParameterizedTest
    @EnumSource(names = {"OPTED_OUT", "INSUFFICIENT_CREDIT", "NO_ROUTE"})
    void an_unknown_attempt_stays_unknown_where_the_next_provider_rejects(ErrorType type) {
        FakeProvider first = FakeProvider.of("first", Answers.silence());

        SendOutcome outcome =
                send(Sends.request().allowDuplicates().build(), first, FakeProvider.refusing("second", type));

        assertThat(Sends.unknown(outcome).provider()).isEqualTo("first");
        assertThat(eventLog.lines()).endsWith("unknown first");
    }

    @Test
    void of_two_unknown_attempts_the_first_is_reported() {
        FakeProvider first = FakeProvider.of("first", Answers.silence());
        FakeProvider next = FakeProvider.of("second", Answers.silence());

        SendOutcome outcome = send(Sends.request().allowDuplicates().build(), first, next);

        assertThat(Sends.unknown(outcome).provider()).isEqualTo("first");
        assertThat(Sends.asked(outcome)).containsExactly("first", "second");
    }
}
