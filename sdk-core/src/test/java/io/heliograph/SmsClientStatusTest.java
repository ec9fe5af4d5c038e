package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.error.DeadlineException;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.SmsException;
import io.heliograph.error.UnsupportedException;
import io.heliograph.http.Replies;
import io.heliograph.message.ErrorType;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.spi.Capability;
import org.junit.jupiter.api.Test;

class SmsClientStatusTest {
    private static final MessageId ID = new MessageId("b", "m-1");

    private final FakeProvider first = FakeProvider.accepting("a");
    private final FakeProvider second = FakeProvider.accepting("b");

    private SmsClient client() {
        return SmsClient.builder().provider(first).provider(second).build();
    }

    @Test
    void onlyTheProviderThatHoldsTheMessageIsAsked() {
        second.answeringStatus(id -> Message.builder(id, Status.DELIVERED).build());
        try (SmsClient client = client()) {
            assertThat(client.status(ID))
                    .returns(Status.DELIVERED, Message::status)
                    .returns(ID, Message::id);
        }
        assertThat(first.questions()).isZero();
        assertThat(second.questions()).isOne();
    }

    @Test
    void aProviderBesideTheRouteCanBeAskedToo() {
        try (SmsClient client =
                SmsClient.builder().provider(first).provider(second).route("a").build()) {
            client.status(ID);
        }
        assertThat(second.questions()).isOne();
    }

    @Test
    void aProviderThatIsNotTheClientsIsAFault() {
        try (SmsClient client = client()) {
            assertThatThrownBy(() -> client.status(new MessageId("wavxi", "m-1")))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("provider isn't one of this client's: ");
        }
    }

    @Test
    void theProvidersThatCouldBeAskedAreNamedInTheirOrder() {
        SmsClientBuilder builder = SmsClient.builder();
        for (String name : "zulu alpha mike echo tango bravo".split(" ", -1)) {
            builder.provider(FakeProvider.accepting(name));
        }
        try (SmsClient client = builder.build()) {
            assertThatThrownBy(() -> client.status(ID))
                    .hasMessage("provider isn't one of this client's: zulu, alpha, mike, echo, tango, bravo");
        }
    }

    @Test
    void anIdThatIsNotKnownCannotBeAskedFor() {
        try (SmsClient client = client()) {
            assertThatThrownBy(() -> client.status(MessageId.unknown("b")))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("id is not known");
        }
        assertThat(second.questions()).isZero();
    }

    @Test
    void aProviderThatCannotBeAskedIsNamedWithWhatItLacks() {
        second.without(Capability.STATUS);
        try (SmsClient client = client()) {
            assertThatThrownBy(() -> client.status(ID))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContainingAll("b ", "STATUS");
        }
        assertThat(second.questions()).isZero();
    }

    @Test
    void noConnectionIsAProviderThatIsNotThere() {
        second.answeringStatus(id -> {
            throw Replies.noAnswer(ErrorType.UNREACHABLE, false);
        });
        try (SmsClient client = client()) {
            assertThatThrownBy(() -> client.status(ID))
                    .isInstanceOf(ProviderUnavailableException.class)
                    .hasMessage("UNREACHABLE: b: no answer")
                    .isInstanceOfSatisfying(
                            SmsException.class,
                            e -> assertThat(e)
                                    .returns(true, SmsException::retryable)
                                    .returns(false, SmsException::mayHaveBeenSent));
        }
    }

    @Test
    void noTimeLeftIsADeadline() {
        second.answeringStatus(id -> {
            throw Replies.noAnswer(ErrorType.DEADLINE, false);
        });
        try (SmsClient client = client()) {
            assertThatThrownBy(() -> client.status(ID)).isInstanceOf(DeadlineException.class);
        }
    }

    @Test
    void whatTheProviderSaysGoesThroughUnchanged() {
        MessageNotFoundException notFound = new MessageNotFoundException(ID);
        second.answeringStatus(id -> {
            throw notFound;
        });
        try (SmsClient client = client()) {
            assertThatThrownBy(() -> client.status(ID)).isSameAs(notFound);
        }
    }

    @Test
    void aProvidersBugIsAnExceptionOfOursThatRepeatsNothing() {
        second.answeringStatus(id -> {
            throw new IllegalStateException("Your code is 482910 for +66812345678");
        });
        try (SmsClient client = client()) {
            assertThatThrownBy(() -> client.status(ID))
                    .isInstanceOf(SmsException.class)
                    .hasMessageContaining("b: ")
                    .hasMessageNotContaining("482910")
                    .hasMessageNotContaining("812345678");
        }
    }
}
