package io.heliograph.testkit.sms;

import static io.heliograph.testkit.sms.SmsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.SmsClient;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.webhook.StatusChanged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeProviderTest {
    private final FakeProvider fake = new FakeProvider("fake");
    private final SmsClient client = fake.client();

    @AfterEach
    void close() {
        client.close();
    }

    private static SendRequest request(String text) {
        return SendRequest.to("+66812345678").text(text).build();
    }

    @Test
    void it_accepts_what_nothing_else_was_set_for_and_records_every_request() {
        SendRequest one = request("one");
        SendRequest two = request("two");
        fake.next(FakeOutcome.rejected(ErrorType.ACCOUNT));

        assertThat(client.trySend(one)).isRejected().withError(ErrorType.ACCOUNT);
        assertThat(client.trySend(two)).isAccepted().via("fake").hasSegments(1);

        assertThat(fake.requests()).containsExactly(one, two);
    }

    @Test
    void outcomes_come_in_their_order_and_then_what_always_holds() {
        fake.next(FakeOutcome.accepted(), FakeOutcome.rejected(ErrorType.INVALID_RECIPIENT, "17"))
                .always(FakeOutcome.rejected(ErrorType.CONTENT_REJECTED));

        assertThat(client.trySend(request("1"))).isAccepted();
        assertThat(client.trySend(request("2"))).isRejected().withCode("17");
        assertThat(client.trySend(request("3"))).isRejected().withError(ErrorType.CONTENT_REJECTED);
        assertThat(client.trySend(request("4"))).isRejected().withError(ErrorType.CONTENT_REJECTED);
    }

    @Test
    void a_report_reaches_the_tracker_and_a_status_query() {
        Message message = client.send(request("Hi"));
        IdempotencyKey key = fake.requests().get(0).key();

        StatusChanged event = fake.report(client, key, Status.UNDELIVERED);

        assertThat(event.id()).isEqualTo(message.id());
        assertThat(event.status()).isEqualTo(Status.UNDELIVERED);
        assertThat(client.tracker().find(message.id()).orElseThrow().status()).isEqualTo(Status.UNDELIVERED);
        assertThat(client.status(message.id()).status()).isEqualTo(Status.UNDELIVERED);
    }

    @Test
    void an_unknown_send_is_known_by_its_report() {
        fake.next(FakeOutcome.unknown());
        SendRequest request = request("Hi");
        SendOutcome unknown = client.trySend(request);
        assertThat(unknown).isUnknown();
        assertThat(client.unresolved()).containsExactly(request.key());

        fake.report(client, unknown.key(), Status.DELIVERED);

        assertThat(client.unresolved()).isEmpty();
        assertThat(client.trySend(request)).isAccepted();
        assertThat(fake.requests()).as("nothing was sent again").hasSize(1);
    }

    @Test
    void what_it_does_not_have_is_not_there() {
        fake.next(FakeOutcome.rejected(ErrorType.ACCOUNT));
        SendOutcome rejected = client.trySend(request("Hi"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> fake.report(client, rejected.key(), Status.DELIVERED))
                .withMessage("the key is of no message that fake has");
        assertThatExceptionOfType(MessageNotFoundException.class)
                .isThrownBy(() -> client.status(new MessageId("fake", "other")));
    }

    @Test
    void a_code_that_would_not_be_logged_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FakeOutcome.rejected(ErrorType.OTHER, "two words"))
                .withMessageStartingWith("the code must be one word");
    }
}
