package io.heliograph.internal.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.Answers;
import io.heliograph.FakeProvider;
import io.heliograph.Sends;
import io.heliograph.SmsClient;
import io.heliograph.TestTiming;
import io.heliograph.event.SmsEventListener;
import io.heliograph.http.Deadline;
import io.heliograph.internal.guard.AttemptGuard;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.money.SpendLimits;
import io.heliograph.spi.SendResult;
import io.heliograph.spi.SmsProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The guards of an attempt: their order, and the results that they get. */
class AttemptGuardTest {
    private static final Failure CLOSED = Failure.of(ErrorType.OTHER, "not now");

    private final List<String> calls = new ArrayList<>();
    private final FakeProvider provider = FakeProvider.accepting("first");

    private final class Recording implements AttemptGuard {
        private final String name;
        private final @Nullable Failure answer;

        Recording(String name, @Nullable Failure answer) {
            this.name = name;
            this.answer = answer;
        }

        @Override
        public @Nullable Failure before(SmsProvider smsProvider) {
            calls.add(name + " before " + smsProvider.name());
            return answer;
        }

        @Override
        public void accepted(Message message) {
            calls.add(name + " accepted " + message.status());
        }

        @Override
        public void rejected() {
            calls.add(name + " rejected");
        }

        @Override
        public void unknown() {
            calls.add(name + " unknown");
        }
    }

    private SendState way(@Nullable Failure first, @Nullable Failure second) {
        return new SendState(
                Sends.request().build(),
                Deadline.after(Duration.ofMinutes(1)),
                List.of(new Recording("one", first), new Recording("two", second)));
    }

    @Test
    void guards_are_asked_in_their_order() {
        assertThat(way(null, null).begin(provider)).isNull();

        assertThat(calls).containsExactly("one before first", "two before first");
    }

    @Test
    void no_guard_after_one_that_fails_is_called() {
        assertThat(way(CLOSED, null).begin(provider)).isEqualTo(CLOSED);

        assertThat(calls).containsExactly("one before first");
    }

    @Test
    void each_guard_gets_each_end() {
        SendResult.Accepted answer = (SendResult.Accepted) FakeProvider.accepted("first", Status.QUEUED);
        way(null, null).accepted(answer.message());
        way(null, null).rejected("first", CLOSED);
        way(null, null).unknown("first", "silence");

        assertThat(calls)
                .containsExactly(
                        "one accepted QUEUED",
                        "two accepted QUEUED",
                        "one rejected",
                        "two rejected",
                        "one unknown",
                        "two unknown");
    }

    @Test
    void a_part_of_a_way_has_guards_of_its_own() {
        SendState part =
                way(CLOSED, CLOSED).forPart(Sends.request().build(), Deadline.after(Duration.ofMinutes(1)), List.of());

        assertThat(part.begin(provider)).isNull();
        assertThat(calls).isEmpty();
    }

    /** Lets the person say STOP while the send waits before its second attempt. */
    private static final class Stopping implements SmsEventListener {
        private @Nullable SmsClient client;

        @Override
        public void retried(IdempotencyKey key, Attempt last, Duration wait) {
            if (client != null) {
                client.suppressions().add(PhoneNumber.of("+66812345678"));
            }
        }
    }

    @Test
    void a_stop_between_two_attempts_frees_the_key_and_gives_back_what_was_taken() {
        Stopping stopping = new Stopping();
        FakeProvider failing = Answers.inTurn("first", Answers.no(ErrorType.PROVIDER_ERROR), Answers.yes("first"));
        try (SmsClient client = Sends.client(new TestTiming(), failing)
                .listener(stopping)
                .spend(SpendLimits.builder().perRecipientAndHour(1).build())
                .build()) {
            stopping.client = client;
            SendOutcome held = client.trySend(Sends.request().build());
            stopping.client = null;
            client.suppressions().remove(PhoneNumber.of("+66812345678"));
            SendOutcome again = client.trySend(Sends.request().build());

            assertThat(Sends.refusal(held).type()).isEqualTo(ErrorType.OPTED_OUT);
            assertThat(Sends.asked(held)).containsExactly("first");
            assertThat(Sends.taker(again)).isEqualTo("first");
            assertThat(again.replayed()).isFalse();
        }
    }
}
