package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.Replies;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Fault;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told about a send: who was asked, who was left out, and why. */
class PipelineAttemptsTest {
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
    @EnumSource(names = {"TAG", "VALIDITY", "CALLBACK_URL", "SCHEDULE", "MEDIA"})
    void aProviderWithoutANeededCapabilityIsLeftOutUnasked(Capability capability) {
        FakeProvider first = FakeProvider.accepting("first").without(capability);

        SendOutcome outcome = Sends.send(needing(capability), first, second);

        assertThat(first.sends()).isZero();
        assertThat(Sends.asked(outcome)).containsExactly("second");
        assertThat(outcome.attempts().get(0).number()).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"TAG", "VALIDITY", "CALLBACK_URL", "SCHEDULE", "MEDIA"})
    void aCapabilityThatNobodyHasIsNamedWithItsProvider(Capability capability) {
        FakeProvider first = FakeProvider.accepting("first").without(capability);

        SendOutcome outcome = Sends.send(needing(capability), first);

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.UNSUPPORTED, Refusal::type)
                .returns("first: it doesn't offer " + capability, Refusal::reason);
        assertThat(outcome.attempts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TAG", "VALIDITY", "CALLBACK_URL", "SCHEDULE", "MEDIA"})
    void aProviderThatLacksWhatASendDoesNotNeedMaySendAllTheSame(Capability capability) {
        FakeProvider first = FakeProvider.accepting("first").without(capability);

        assertThat(Sends.taker(Sends.send(needing(capability), first))).isEqualTo("first");
    }

    @Test
    void aCapabilityThatIsNotNeededMayBeMissing() {
        FakeProvider first = FakeProvider.accepting("first").without(Capability.values());

        assertThat(Sends.taker(Sends.send(first))).isEqualTo("first");
    }

    @Test
    void aProviderThatWouldSurelyRefuseIsLeftOutUnasked() {
        FakeProvider first =
                FakeProvider.accepting("first").checking(request -> List.of(new Fault("text", "is too long")));

        assertThat(Sends.asked(Sends.send(first, second))).containsExactly("second");
        assertThat(first.sends()).isZero();
    }

    @Test
    void everythingThatAProviderWouldRefuseIsNamed() {
        FakeProvider first = FakeProvider.accepting("first")
                .checking(request -> List.of(new Fault("text", "is too long"), new Fault("tag", "is too short")));

        SendOutcome outcome = Sends.send(first);

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.INVALID_REQUEST, Refusal::type)
                .returns("first: it can't take the request: text is too long; tag is too short", Refusal::reason);
        assertThat(outcome.attempts()).isEmpty();
    }

    @Test
    void aRejectionTellsOfEveryProviderAndHasTheTypeOfTheLastThatWasAsked() {
        SendOutcome outcome = Sends.send(
                Sends.request().tag("otp").build(),
                FakeProvider.refusing("a", ErrorType.RATE_LIMITED),
                FakeProvider.accepting("b").without(Capability.TAG),
                FakeProvider.refusing("c", ErrorType.INSUFFICIENT_CREDIT),
                FakeProvider.accepting("d").checking(request -> List.of(new Fault("text", "is too long"))));

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.INSUFFICIENT_CREDIT, Refusal::type)
                .returns(
                        "a: a says no; b: it doesn't offer TAG; c: c says no; d: it can't take the request: "
                                + "text is too long",
                        Refusal::reason);
        assertThat(Sends.asked(outcome)).containsExactly("a", "c");
    }

    @Test
    void aRejectionKeepsWhatTheVendorSaid() {
        Refusal refusal = Refusal.builder(ErrorType.RATE_LIMITED, "too fast")
                .code("E42")
                .vendorText("slow down")
                .retryAfter(Duration.ofSeconds(9))
                .build();

        SendOutcome outcome = Sends.send(FakeProvider.of("first", (request, scope) -> new Answer.Refused(refusal)));

        assertThat(Sends.refusal(outcome).code()).contains("E42");
        assertThat(Sends.refusal(outcome).vendorText()).contains("slow down");
        assertThat(Sends.refusal(outcome).retryAfter()).contains(Duration.ofSeconds(9));
    }

    @Test
    void attemptsAreNumberedAndTellWhatCameOfEach() {
        FakeProvider first = FakeProvider.of("first", (request, scope) -> {
            Replies.answered(scope, 402);
            return new Answer.Refused(Refusal.builder(ErrorType.INSUFFICIENT_CREDIT, "no money")
                    .code("E7")
                    .build());
        });
        FakeProvider last = FakeProvider.of("last", (request, scope) -> {
            Replies.answered(scope, 201);
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
    void anUnknownAttemptHasNoErrorType() {
        SendOutcome outcome = Sends.send(FakeProvider.of("first", (request, scope) -> {
            Replies.answered(scope, 502);
            return new Answer.Unclear("HTTP 502");
        }));

        assertThat(outcome.attempts())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("took")
                .containsExactly(attempt("first", 1, Attempt.Result.UNKNOWN, null, null, 502, "HTTP 502"));
    }

    @Test
    void everyOutcomeHasTheKeyOfItsRequest() {
        SendRequest request = Sends.request().build();

        assertThat(Sends.send(request, second).key()).isEqualTo(request.key());
        assertThat(Sends.send(request, FakeProvider.refusing("first", ErrorType.OTHER))
                        .key())
                .isEqualTo(request.key());
    }
}
