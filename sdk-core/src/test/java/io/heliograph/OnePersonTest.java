package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.internal.guard.SuppressionGuard;
import io.heliograph.message.BulkCallResult;
import io.heliograph.message.BulkRequest;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.money.SpendLimits;
import io.heliograph.spi.BulkLimits;
import io.heliograph.suppression.Suppression;
import io.heliograph.suppression.SuppressionScope;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.tracking.Timeline;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One person has one STOP, one limit and one message of a bulk send, however the number is spelled. */
class OnePersonTest {
    private final TestTiming world = new TestTiming();
    private final FakeProvider fake = FakeProvider.accepting("fake");

    private static SendRequest request(String to) {
        return SendRequest.to(to).text("hello").build();
    }

    @ParameterizedTest
    @CsvSource({
        "+660812345678, +66812345678",
        "+66812345678, +660812345678",
        "+5215512345678, +525512345678",
        "+541123456789, +5491123456789",
        "+551187654321, +5511987654321",
        "+22997123456, +2290197123456",
        "+22507123456, +2250707123456"
    })
    void a_stop_of_one_spelling_holds_the_other_and_a_start_frees_both(String one, String other) {
        try (SmsClient client = Sends.client(world, fake).build()) {
            client.suppressions()
                    .stop(
                            PhoneNumber.of(one),
                            Optional.empty(),
                            "fake",
                            world.clock().instant());

            for (String spelled : List.of(one, other)) {
                assertThat(Sends.refusal(client.trySend(request(spelled))).type())
                        .isEqualTo(ErrorType.OPTED_OUT);
            }
            assertThat(fake.sends()).isZero();
            assertThat(client.suppressions()
                            .start(
                                    PhoneNumber.of(other),
                                    Optional.empty(),
                                    world.clock().instant()))
                    .hasSize(1);
            Sends.accepted(client.trySend(request(one)));
        }
    }

    @Test
    void a_stop_to_one_spelling_of_our_number_is_to_that_sender() {
        try (SmsClient client = Sends.client(world, fake)
                .suppressionScope(SuppressionScope.PER_SENDER)
                .build()) {
            PhoneNumber person = PhoneNumber.of("+66812345678");
            client.suppressions().add(person, Sender.of("+525512345678"));

            Optional<Sender> ours = Optional.of(Sender.of("+5215512345678"));
            assertThat(client.suppressions().find(person, ours)).isPresent();
            assertThat(client.suppressions().remove(person, ours)).hasSize(1);
        }
    }

    @Test
    void a_file_with_two_spellings_has_one_person_of_whom_a_store_sees_the_canonical_number() throws IOException {
        try (SmsClient client = Sends.client(world, fake).build()) {
            var read = client.suppressions().importCsv(new StringReader("number\n+660812345678\n+66812345678\n"));

            assertThat(read.added()).isOne();
            assertThat(read.unchanged()).isOne();
            try (Stream<Suppression> all = client.suppressions().all()) {
                assertThat(all.map(one -> one.recipient().e164())).containsExactly("+66812345678");
            }
        }
    }

    @Test
    void a_limit_is_for_the_person_and_not_for_the_spelling() {
        try (SmsClient client = Sends.client(world, fake)
                .spend(SpendLimits.builder().perRecipientAndHour(1).build())
                .build()) {
            Sends.accepted(client.trySend(request("+66812345678")));

            assertThat(Sends.refusal(client.trySend(request("+660812345678"))).type())
                    .isEqualTo(ErrorType.SPEND_LIMIT);
        }
        assertThat(fake.sends()).isOne();
    }

    @Test
    void a_bulk_send_takes_one_spelling_and_sends_it_as_it_was_given() {
        List<String> sent = new ArrayList<>();
        BulkFake bulk = new BulkFake("bulk", new BulkLimits(1, 10), to -> BulkFake.taken("bulk"));
        try (SmsClient client = Sends.client(world, bulk).build()) {
            var report = client.bulk(
                    BulkRequest.to(
                            Stream.of("+660812345678", "+66812345678", "+5215512345678", "+525512345678"),
                            content -> content.text("hello")),
                    (BulkCallResult part) -> part.recipients().forEach(to -> sent.add(to.e164())));

            assertThat(report.accepted()).isEqualTo(2);
            assertThat(report.duplicates()).isEqualTo(2);
        }
        assertThat(sent).containsExactly("+660812345678", "+5215512345678");
    }

    /** Vendors compare what they get, so that a repetition in another spelling would be another message to them. */
    @Test
    void the_same_key_with_another_spelling_is_refused_and_sends_nothing() {
        try (SmsClient client = Sends.client(world, fake).build()) {
            Sends.accepted(client.trySend(SendRequest.to("+66812345678")
                    .text("x")
                    .idempotencyKey("order-1")
                    .build()));

            SendRequest again = SendRequest.to("+660812345678")
                    .text("x")
                    .idempotencyKey("order-1")
                    .build();
            assertThatThrownBy(() -> client.trySend(again)).isInstanceOf(InvalidRequestException.class);
        }
        assertThat(fake.sends()).isOne();
    }

    @Test
    void reports_of_two_spellings_are_of_one_recipient() {
        MessageId id = new MessageId("fake", "m-1");
        Timeline timeline = Timeline.of(id)
                .with(report(id, "+660812345678", Status.SENT))
                .with(report(id, "+66812345678", Status.DELIVERED));

        assertThat(timeline.recipients()).hasSize(1).containsValue(Status.DELIVERED);
    }

    private static StatusReport report(MessageId id, String to, Status status) {
        return StatusReport.of(id, status, ReportSource.WEBHOOK, Sends.NOW)
                .recipient(PhoneNumber.of(to))
                .recipients(1)
                .build();
    }

    @Test
    void a_report_that_one_spelling_has_opted_out_holds_the_other() {
        try (SmsClient client = Sends.client(world, fake).build()) {
            new SuppressionGuard(client.suppressions(), world.clock())
                    .record(StatusReport.of(
                                    new MessageId("fake", "m-1"),
                                    Status.FAILED,
                                    ReportSource.WEBHOOK,
                                    world.clock().instant())
                            .recipient(PhoneNumber.of("+660812345678"))
                            .failure(Failure.of(ErrorType.OPTED_OUT, "no"))
                            .build());

            assertThat(Sends.refusal(client.trySend(request("+66812345678"))).type())
                    .isEqualTo(ErrorType.OPTED_OUT);
        }
    }
}
