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
    void only_the_provider_that_holds_the_message_is_asked() {
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
    void a_provider_beside_the_route_can_be_asked_too() {
        try (SmsClient client =
                SmsClient.builder().provider(first).provider(second).route("a").build()) {
            client.status(ID);
        }
        assertThat(second.questions()).isOne();
    }

    @Test
    void a_provider_that_is_not_the_clients_is_a_fault() {
        try (SmsClient client = client()) {
            assertThatThrownBy(() -> client.status(new MessageId("wavxi", "m-1")))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("provider isn't one of this client's: ");
        }
    }

    @Test
    void the_providers_that_could_be_asked_are_named_in_their_order() {
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
    void an_id_that_is_not_known_cannot_be_asked_for() {
        try (SmsClient client = client()) {
            assertThatThrownBy(() -> client.status(MessageId.unknown("b")))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageStartingWith("id isn't known");
        }
        assertThat(second.questions()).isZero();
    }

    @Test
    void a_provider_that_cannot_be_asked_is_named_with_what_it_lacks() {
        second.without(Capability.STATUS);
        try (SmsClient client = client()) {
            assertThatThrownBy(() -> client.status(ID))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContainingAll("b ", "STATUS");
        }
        assertThat(second.questions()).isZero();
    }

    @Test
    void no_connection_is_a_provider_that_is_not_there() {
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
    void no_time_left_is_adeadline() {
        second.answeringStatus(id -> {
            throw Replies.noAnswer(ErrorType.DEADLINE, false);
        });
        try (SmsClient client = client()) {
            assertThatThrownBy(() -> client.status(ID)).isInstanceOf(DeadlineException.class);
        }
    }

    @Test
    void what_the_provider_says_goes_through_unchanged() {
        MessageNotFoundException notFound = new MessageNotFoundException(ID);
        second.answeringStatus(id -> {
            throw notFound;
        });
        try (SmsClient client = client()) {
            assertThatThrownBy(() -> client.status(ID)).isSameAs(notFound);
        }
    }

    @Test
    void a_providers_bug_is_an_exception_of_ours_that_repeats_nothing() {
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
