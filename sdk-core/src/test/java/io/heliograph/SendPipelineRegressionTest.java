package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.SendOutcome;
import io.heliograph.spi.SendResult;
import io.heliograph.testing.Nulls;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider's bug is neither the caller's problem nor a reason to send twice. */
class SendPipelineRegressionTest {
    private static final String PRIVATE = "Your code is 482910 for +66812345678";

    private final FakeProvider second = FakeProvider.accepting("second");

    static Stream<RuntimeException> bugs() {
        return Stream.of(
                new IllegalStateException(PRIVATE),
                new NullPointerException(PRIVATE),
                new ClassCastException(PRIVATE),
                new RuntimeException(new IOException(PRIVATE)));
    }

    /** What isn't a {@code RuntimeException} and comes out of a provider's code all the same. */
    static Stream<Throwable> otherThrowables() {
        return Stream.of(new IOException(PRIVATE), new NoClassDefFoundError(PRIVATE), new AssertionError(PRIVATE));
    }

    private static FakeProvider throwingAfterTheFirstByte(Throwable bug) {
        return FakeProvider.of("first", (request, context) -> {
            Replies.bytesOut(context);
            throw SendPipelineRegressionTest.<RuntimeException>unchecked(bug);
        });
    }

    /** Lets a checked exception pass the compiler, as Kotlin and Lombok do. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable throwable) throws E {
        throw (E) throwable;
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void a_bug_before_the_first_byte_is_a_certain_no(RuntimeException bug) {
        SendOutcome outcome = Sends.send(
                FakeProvider.of("first", (request, context) -> {
                    throw bug;
                }),
                second);

        assertThat(Sends.refusal(outcome))
                .returns(ErrorType.OTHER, Failure::type)
                .returns(
                        "first: the provider's code failed with "
                                + bug.getClass().getSimpleName() + " before anything was sent",
                        Failure::reason);
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void a_bug_after_the_first_byte_is_unknown_and_nobody_else_is_asked(RuntimeException bug) {
        SendOutcome outcome = Sends.send(throwingAfterTheFirstByte(bug), second);

        assertThat(Sends.unknown(outcome).reason())
                .isEqualTo("the provider's code failed with " + bug.getClass().getSimpleName());
        assertThat(second.sends()).isZero();
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void a_bugs_message_is_not_repeated(RuntimeException bug) {
        SendOutcome outcome = Sends.send(throwingAfterTheFirstByte(bug));

        assertThat(outcome.toString()).doesNotContain("482910").doesNotContain("812345678");
    }

    @ParameterizedTest
    @MethodSource("otherThrowables")
    void anything_else_thrown_after_the_first_byte_is_unknown_too(Throwable bug) {
        SendOutcome outcome = Sends.send(throwingAfterTheFirstByte(bug), second);

        assertThat(Sends.taker(outcome)).startsWith("unknown: ");
        assertThat(second.sends()).isZero();
    }

    @Test
    void no_answer_at_all_after_the_first_byte_is_unknown() {
        SendOutcome outcome = Sends.send(
                FakeProvider.of("first", (request, context) -> {
                    Replies.bytesOut(context);
                    return Nulls.missing(SendResult.class);
                }),
                second);

        assertThat(Sends.taker(outcome)).startsWith("unknown: ");
        assertThat(second.sends()).isZero();
    }

    @Test
    void a_bug_in_a_check_reaches_nobody() {
        FakeProvider first = FakeProvider.accepting("first").checking(request -> {
            throw new IllegalStateException(PRIVATE);
        });

        assertThatCode(() -> Sends.send(first, second)).doesNotThrowAnyException();
        assertThat(first.sends()).isZero();
    }
}
