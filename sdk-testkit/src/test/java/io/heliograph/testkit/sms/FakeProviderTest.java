package io.heliograph.testkit.sms;

import static io.heliograph.testkit.sms.SmsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.SmsClient;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkReport;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.webhook.Keyword;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.StatusChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

    private static BulkRequest bulk() {
        return BulkRequest.to(
                Stream.of("+66812345678", "+66812345679", "+66812345680"), content -> content.text("We open at nine"));
    }

    @Test
    void a_bulk_call_is_one_attempt_with_a_request_for_each_recipient() {
        FakeProvider many = new FakeProvider("many").takesBulk(100);
        many.next(FakeOutcome.acceptedExcept(ErrorType.INVALID_RECIPIENT, "+66812345679"));
        List<BulkCallResult> calls = new ArrayList<>();
        try (SmsClient bulk = many.client()) {
            BulkReport report = bulk.bulk(bulk(), calls::add);

            assertThat(report).isEqualTo(new BulkReport(2, 1, 0, 0, 0));
            assertThat(calls).hasSize(1);
            assertThat(many.requests())
                    .extracting(SendRequest::to)
                    .containsExactly(
                            PhoneNumber.of("+66812345678"),
                            PhoneNumber.of("+66812345679"),
                            PhoneNumber.of("+66812345680"));
            many.report(bulk, many.requests().get(2).key(), Status.DELIVERED);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> many.report(bulk, many.requests().get(1).key(), Status.DELIVERED));
        }
    }

    @Test
    void a_rejected_and_an_unknown_bulk_call_are_so_for_all() {
        FakeProvider many = new FakeProvider("many").takesBulk(3);
        many.next(FakeOutcome.rejected(ErrorType.ACCOUNT), FakeOutcome.unknown());
        try (SmsClient bulk = many.client()) {
            assertThat(bulk.bulk(bulk())).isEqualTo(new BulkReport(0, 3, 0, 0, 0));
            assertThat(bulk.bulk(bulk())).isEqualTo(new BulkReport(0, 0, 3, 0, 0));
        }
    }

    @Test
    void without_bulk_calls_a_bulk_send_is_a_message_for_each_recipient() {
        fake.next(FakeOutcome.accepted(), FakeOutcome.acceptedExcept(ErrorType.OPTED_OUT, "+66812345679"));

        assertThat(client.bulk(bulk())).isEqualTo(new BulkReport(2, 1, 0, 0, 0));
        assertThat(fake.requests()).hasSize(3);
    }

    @Test
    void a_phone_that_answers_stop_gets_no_more() {
        MessageReceived stop = fake.receive(client, "+66812345678", "STOP");

        assertThat(stop.keyword()).contains(Keyword.STOP);
        assertThat(client.trySend(request("Sale!"))).isRejected().withError(ErrorType.OPTED_OUT);
        assertThat(fake.requests()).isEmpty();
        fake.receive(client, "+66812345678", "START");
        assertThat(client.trySend(request("Sale!"))).isAccepted();
    }
}
