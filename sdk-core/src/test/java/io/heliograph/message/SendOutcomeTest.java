package io.heliograph.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.testing.Nulls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SendOutcomeTest {
    private static final IdempotencyKey KEY = IdempotencyKey.of("order-42");
    private static final Message MESSAGE =
            Message.builder(new MessageId("wavix", "1"), Status.QUEUED).build();
    private static final Failure REFUSAL = Failure.of(ErrorType.NO_ROUTE, "no way there");
    private static final Attempt ATTEMPT = new Attempt(
            "wavix", 1, Instant.EPOCH, Duration.ZERO, Attempt.Result.REJECTED, ErrorType.NO_ROUTE, null, 400, "no");

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(new SendOutcome.Accepted(MESSAGE, KEY, List.of()), "accepted wavix:1"),
                Arguments.of(new SendOutcome.Rejected(REFUSAL, KEY, List.of()), "rejected NO_ROUTE"),
                Arguments.of(new SendOutcome.Unknown("wavix", "silence", KEY, List.of()), "unknown silence"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void fold_hands_the_outcome_to_its_own_case_only(SendOutcome outcome, String expected) {
        List<String> calls = new ArrayList<>();

        outcome.fold(
                accepted -> calls.add("accepted " + accepted.message().id()),
                rejected -> calls.add("rejected " + rejected.errorType()),
                unknown -> calls.add("unknown " + unknown.reason()));

        assertThat(calls).containsExactly(expected);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void fold_gives_the_result_of_its_case(SendOutcome outcome, String expected) {
        String result = outcome.fold(accepted -> "accepted", rejected -> "rejected", unknown -> "unknown");

        assertThat(expected).startsWith(result);
    }

    static Stream<Arguments> described() {
        Message sent = Message.builder(new MessageId("wavix", "6f1c2a"), Status.QUEUED)
                .to(PhoneNumber.of("+66812345678"))
                .build();
        Message unread =
                Message.builder(MessageId.unknown("wavix"), Status.QUEUED).build();
        Failure limited = Failure.builder(ErrorType.RATE_LIMITED, "too many requests")
                .retryAfter(Duration.ofMillis(1_500))
                .vendorText("66812345678 secret")
                .build();
        return Stream.of(
                Arguments.of(
                        new SendOutcome.Accepted(sent, KEY, List.of()),
                        "accepted by wavix as wavix:6f1c2a for +66…78; accepted isn't delivered"),
                Arguments.of(
                        new SendOutcome.Accepted(unread, KEY, List.of(), true),
                        "accepted by wavix, which gave no id that can be read; accepted isn't delivered (the"
                                + " outcome of an earlier send with this key; nothing was sent now)"),
                Arguments.of(
                        new SendOutcome.Rejected(limited, KEY, List.of()),
                        "certainly not sent: RATE_LIMITED: too many requests; send it again after 1.5 s"),
                Arguments.of(
                        new SendOutcome.Rejected(Failure.of(ErrorType.UNREACHABLE, "no connection"), KEY, List.of()),
                        "certainly not sent: UNREACHABLE: no connection; it may be sent again later; check the"
                                + " provider's base-url if it stays so"),
                Arguments.of(
                        new SendOutcome.Rejected(Failure.of(ErrorType.OPTED_OUT, "said STOP"), KEY, List.of()),
                        "certainly not sent: OPTED_OUT: said STOP; don't write to this person until they opt in again"),
                Arguments.of(
                        new SendOutcome.Rejected(Failure.of(ErrorType.INVALID_SENDER, "no such"), KEY, List.of()),
                        "certainly not sent: INVALID_SENDER: no such; correct that before you send it again"),
                Arguments.of(
                        new SendOutcome.Unknown("wavix", "silence", KEY, List.of()),
                        "may have been sent by wavix: silence; don't send it again, reconcile may find out what became of key"
                                + " order-42"),
                Arguments.of(
                        new SendOutcome.Unknown("", "the process ended", KEY, List.of()),
                        "may have been sent: the process ended; don't send it again, reconcile may find out what became of"
                                + " key order-42"));
    }

    @ParameterizedTest
    @MethodSource("described")
    void a_description_says_what_happened_and_what_to_do(SendOutcome outcome, String line) {
        assertThat(outcome.describe()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DUPLICATE         | another call or message has this key, so don't send it with another one
            RECIPIENT_BLOCKED | this provider doesn't send to this recipient; another one may
            INVALID_RECIPIENT | correct the number, and send it with a new key
            CONTENT_REJECTED  | change the text, and send it with a new key
            INVALID_REQUEST   | correct that, and send it with a new key
            OTHER             | correct that, and send it with a new key
            AUTHENTICATION    | correct the provider's key, user or password before you send it again
            CONFIGURATION     | correct the provider's base-url or its other settings before you send it again
            ACCOUNT           | correct that before you send it again
            QUOTA_EXCEEDED    | send it again when the limit allows it
            SPEND_LIMIT       | send it again when the limit allows it
            DEADLINE          | it may be sent again later
            """)
    void the_advice_is_true_for_the_reason(ErrorType type, String advice) {
        Failure failure = Failure.of(type, "no");

        assertThat(new SendOutcome.Rejected(failure, KEY, List.of()).describe())
                .isEqualTo("certainly not sent: " + type + ": no; " + advice);
    }

    @Test
    void the_advice_goes_by_what_the_row_of_the_provider_says() {
        Failure elsewhere = Failure.builder(ErrorType.INVALID_RECIPIENT, "no")
                .failover(true)
                .build();
        Failure tomorrow = Failure.builder(ErrorType.QUOTA_EXCEEDED, "no")
                .retryAfter(Duration.ofHours(1))
                .build();

        assertThat(FailureAdvice.of(elsewhere)).isEqualTo("this provider can't reach this number; another one may");
        assertThat(FailureAdvice.of(tomorrow)).isEqualTo("send it again after 3600.0 s");
    }

    @Test
    void an_outcome_keeps_its_own_list_of_attempts() {
        List<Attempt> attempts = new ArrayList<>(List.of(ATTEMPT));
        SendOutcome accepted = new SendOutcome.Accepted(MESSAGE, KEY, attempts);
        SendOutcome rejected = new SendOutcome.Rejected(REFUSAL, KEY, attempts);
        SendOutcome unknown = new SendOutcome.Unknown("wavix", "silence", KEY, attempts);
        attempts.clear();

        assertThat(Stream.of(accepted, rejected, unknown).map(SendOutcome::attempts))
                .allSatisfy(kept -> assertThat(kept).containsExactly(ATTEMPT));
    }

    @Test
    void the_attempts_of_an_outcome_cannot_be_changed() {
        SendOutcome outcome = new SendOutcome.Rejected(REFUSAL, KEY, new ArrayList<>());

        assertThatThrownBy(() -> outcome.attempts().add(ATTEMPT)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void an_attempt_without_a_note_is_a_programmers_error() {
        assertThatThrownBy(() -> new Attempt(
                        "wavix",
                        1,
                        Instant.EPOCH,
                        Duration.ZERO,
                        Attempt.Result.UNKNOWN,
                        null,
                        null,
                        0,
                        Nulls.missing(String.class)))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("note");
    }
}
