package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.Replies;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.message.Violation;
import io.heliograph.spi.Capability;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The report of a send: the attempts, the providers left out, and why. */
class SendPipelineAttemptsTest {
    private final FakeProvider second = FakeProvider.accepting("second");

    private static SendRequest needing(Capability capability) {
        SendRequest.Builder builder = Sends.request();
        return switch (capability) {
            case TAG -> builder.tag("otp").build();
            case VALIDITY -> builder.validity(Duration.ofMinutes(5)).build();
            case CALLBACK_URL -> builder.callbackUrl("https://example.com/dlr").build();
            case SENDER -> builder.from("ACME").build();
            case SCHEDULE -> builder.sendAt(Sends.NOW.plusSeconds(3_600)).build();
            case MEDIA -> builder.media("https://example.com/cat.png").build();
            default -> builder.build();
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"VALIDITY", "SCHEDULE", "MEDIA"})
    void a_provider_without_aneeded_capability_is_left_out_unasked(Capability capability) {
        FakeProvider first = FakeProvider.accepting("first").without(capability);

        SendOutcome outcome = Sends.send(needing(capability), first, second);

        assertThat(first.sends()).isZero();
        assertThat(Sends.asked(outcome)).containsExactly("second");
        assertThat(outcome.attempts().get(0).number()).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"VALIDITY", "SCHEDULE", "MEDIA"})
    void a_capability_that_nobody_has_is_named_with_its_provider(Capability capability) {
        FakeProvider first = FakeProvider.accepting("first").without(capability);

        SendOutcome outcome = Sends.send(needing(capability), first);

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.UNSUPPORTED, Failure::type)
                .returns("first: it doesn't offer " + capability, Failure::reason);
        assertThat(outcome.attempts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"VALIDITY", "SCHEDULE", "MEDIA"})
    void a_provider_that_lacks_what_a_send_does_not_need_may_send_all_the_same(Capability capability) {
        FakeProvider first = FakeProvider.accepting("first").without(capability);

        assertThat(Sends.taker(Sends.send(needing(capability), first))).isEqualTo("first");
    }

    @Test
    void a_capability_that_is_not_needed_may_be_missing() {
        FakeProvider first = FakeProvider.accepting("first").without(Capability.values());

        assertThat(Sends.taker(Sends.send(first))).isEqualTo("first");
    }

    @Test
    void a_provider_that_would_surely_refuse_is_left_out_unasked() {
        FakeProvider first =
                FakeProvider.accepting("first").checking(request -> List.of(new Violation("text", "is too long")));

        assertThat(Sends.asked(Sends.send(first, second))).containsExactly("second");
        assertThat(first.sends()).isZero();
    }

    @Test
    void everything_that_a_provider_would_refuse_is_named() {
        FakeProvider first = FakeProvider.accepting("first")
                .checking(
                        request -> List.of(new Violation("text", "is too long"), new Violation("tag", "is too short")));

        SendOutcome outcome = Sends.send(first);

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.INVALID_REQUEST, Failure::type)
                .returns("first: it can't take the request: text is too long; tag is too short", Failure::reason);
        assertThat(outcome.attempts()).isEmpty();
    }

    @Test
    void a_rejection_tells_of_every_provider_and_has_the_type_of_the_last_that_was_asked() {
        SendOutcome outcome = Sends.send(
                Sends.request().validity(Duration.ofMinutes(5)).build(),
                FakeProvider.refusing("a", ErrorType.RATE_LIMITED),
                FakeProvider.accepting("b").without(Capability.VALIDITY),
                FakeProvider.refusing("c", ErrorType.INSUFFICIENT_CREDIT),
                FakeProvider.accepting("d").checking(request -> List.of(new Violation("text", "is too long"))));

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.INSUFFICIENT_CREDIT, Failure::type)
                .returns(
                        "a: a says no; b: it doesn't offer VALIDITY; c: c says no; d: it can't take the request: "
                                + "text is too long",
                        Failure::reason);
        assertThat(Sends.asked(outcome)).containsExactly("a", "c");
    }

    @Test
    void a_rejection_keeps_what_the_vendor_said() {
        Failure failure = Failure.builder(ErrorType.RATE_LIMITED, "too fast")
                .code("E42")
                .vendorText("slow down")
                .retryAfter(Duration.ofSeconds(9))
                .build();

        SendOutcome outcome =
                Sends.send(FakeProvider.of("first", (request, context) -> new SendResult.Rejected(failure)));

        assertThat(Sends.refusal(outcome).code()).contains("E42");
        assertThat(Sends.refusal(outcome).vendorText()).contains("slow down");
        assertThat(Sends.refusal(outcome).retryAfter()).contains(Duration.ofSeconds(9));
    }

    @Test
    void attempts_are_numbered_and_have_their_results() {
        FakeProvider first = FakeProvider.of("first", (request, context) -> {
            Replies.answered(context, 402);
            return new SendResult.Rejected(Failure.builder(ErrorType.INSUFFICIENT_CREDIT, "no money")
                    .code("E7")
                    .build());
        });
        FakeProvider last = FakeProvider.of("last", (request, context) -> {
            Replies.answered(context, 201);
            return FakeProvider.accepted("last", Status.QUEUED);
        });

        SendOutcome outcome = Sends.send(first, last);

        assertThat(outcome.attempts())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("took")
                .containsExactly(
                        attempt(
                                "first",
                                1,
                                Attempt.Result.REJECTED,
                                ErrorType.INSUFFICIENT_CREDIT,
                                "E7",
                                402,
                                "no money"),
                        attempt("last", 2, Attempt.Result.ACCEPTED, null, null, 201, "QUEUED"));
        assertThat(outcome.attempts())
                .allSatisfy(attempt -> assertThat(attempt.took().isNegative()).isFalse());
    }

    private static Attempt attempt(
            String provider,
            int number,
            Attempt.Result result,
            @Nullable ErrorType error,
            @Nullable String code,
            int httpStatus,
            String note) {
        return new Attempt(provider, number, Sends.NOW, Duration.ZERO, result, error, code, httpStatus, note);
    }

    @Test
    void an_unknown_attempt_has_no_error_type() {
        SendOutcome outcome = Sends.send(FakeProvider.of("first", (request, context) -> {
            Replies.answered(context, 502);
            return new SendResult.Unknown("HTTP 502");
        }));

        assertThat(outcome.attempts())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("took")
                .containsExactly(attempt("first", 1, Attempt.Result.UNKNOWN, null, null, 502, "HTTP 502"));
    }

    @Test
    void every_outcome_has_the_key_of_its_request() {
        SendRequest request = Sends.request().build();

        assertThat(Sends.send(request, second).key()).isEqualTo(request.key());
        assertThat(Sends.send(request, FakeProvider.refusing("first", ErrorType.OTHER))
                        .key())
                .isEqualTo(request.key());
    }
}
