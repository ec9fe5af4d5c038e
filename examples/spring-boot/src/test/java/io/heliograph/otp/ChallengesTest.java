package io.heliograph.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.otp.Challenge.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class ChallengesTest {
    private static final PhoneNumber ANNE = PhoneNumber.of("+447700900123");
    private static final OtpSettings SETTINGS =
            new OtpSettings("ACME", Duration.ofMinutes(5), 3, Duration.ofSeconds(30), 5, 2);

    private final ManualClock clock = new ManualClock();
    private final CodeHash hash = new CodeHash();
    private final Challenges challenges = new Challenges(SETTINGS, hash, clock);

    @Test
    void codes_have_six_digits_and_differ() {
        List<String> codes =
                java.util.stream.Stream.generate(hash::newCode).limit(100).toList();
        assertThat(codes).allMatch(code -> code.matches("[0-9]{6}"));
        assertThat(codes.stream().distinct()).hasSizeGreaterThan(90);
    }

    @Test
    void the_same_code_is_kept_as_something_else_for_each_id_and_each_process() {
        assertThat(hash.of("a", "123456")).isEqualTo(hash.of("a", "123456")).isNotEqualTo(hash.of("b", "123456"));
        assertThat(new CodeHash().of("a", "123456")).isNotEqualTo(hash.of("a", "123456"));
    }

    @Test
    void a_code_is_good_once() {
        Challenges.Issued asked = challenges.issue("first-request", ANNE);
        assertThat(verify(asked, code(asked))).isEqualTo(Verdict.RIGHT);
        assertThat(verify(asked, code(asked))).isEqualTo(Verdict.USED);
    }

    @Test
    void after_the_last_attempt_even_the_right_code_is_too_late() {
        Challenges.Issued asked = challenges.issue("first-request", ANNE);
        assertThat(verify(asked, "wrong")).isEqualTo(Verdict.WRONG);
        assertThat(verify(asked, "wrong")).isEqualTo(Verdict.WRONG);
        assertThat(verify(asked, "wrong")).isEqualTo(Verdict.LOCKED);
        assertThat(verify(asked, code(asked))).isEqualTo(Verdict.LOCKED);
        assertThat(asked.challenge().isVerified()).isFalse();
    }

    @Test
    void a_code_is_good_until_its_time_ends_and_no_longer() {
        Challenges.Issued asked = challenges.issue("first-request", ANNE);
        clock.pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(verify(asked, "wrong")).isEqualTo(Verdict.WRONG);
        clock.pass(Duration.ofNanos(1));
        assertThat(verify(asked, code(asked))).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void a_request_that_was_made_before_has_nothing_to_send() {
        Challenges.Issued first = challenges.issue("first-request", ANNE);
        Challenges.Issued again = challenges.issue("first-request", ANNE);
        assertThat(again.challenge()).isSameAs(first.challenge());
        assertThat(again.code()).isNull();
    }

    @Test
    void no_more_are_remembered_than_allowed_and_old_ones_make_room() {
        challenges.issue("first-request", ANNE);
        challenges.issue("second-request", PhoneNumber.of("+447700900124"));
        PhoneNumber third = PhoneNumber.of("+447700900125");
        assertThatThrownBy(() -> challenges.issue("third-request", third))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        e -> assertThat(e.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
        clock.pass(Duration.ofMinutes(66));
        assertThat(challenges.issue("third-request", third).code()).isNotNull();
    }

    @Test
    void what_was_unknown_is_reconciled_later_and_not_made_unknown_again() {
        Challenge challenge = challenges.issue("first-request", ANNE).challenge();
        IdempotencyKey key = IdempotencyKey.of(challenge.id());
        SendOutcome.Unknown unknown = new SendOutcome.Unknown("wavix", "no answer", key, List.of());
        SendOutcome.Accepted accepted = new SendOutcome.Accepted(
                Message.builder(new MessageId("wavix", "m-1"), Status.SENT).build(), key, List.of());
        challenge.sent(unknown);
        assertThat(stage(challenge)).isEqualTo(Stage.MAYBE_SENT);
        challenges.reconciled(accepted);
        assertThat(stage(challenge)).isEqualTo(Stage.SENT);
        challenge.sent(unknown);
        assertThat(stage(challenge)).isEqualTo(Stage.SENT);
    }

    @Test
    void what_is_written_into_logs_shows_no_code() {
        Challenges.Issued asked = challenges.issue("first-request", ANNE);
        assertThat(asked + " " + asked.challenge()).doesNotContain(code(asked)).doesNotContain("900123");
    }

    private static Stage stage(Challenge challenge) {
        return DeliveryView.of(challenge.outcome(), accepted -> java.util.Optional.empty())
                .stage();
    }

    private static String code(Challenges.Issued asked) {
        return Objects.requireNonNull(asked.code());
    }

    private Verdict verify(Challenges.Issued asked, String code) {
        return asked.challenge().verify(hash.of(asked.challenge().id(), code), clock.instant());
    }
}
