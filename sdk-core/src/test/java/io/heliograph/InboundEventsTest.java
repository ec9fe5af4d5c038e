package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.Status;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.Keyword;
import io.heliograph.webhook.Keywords;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client does with inbound webhooks. */
class InboundEventsTest {
    private static final MessageId ID = new MessageId("fake", "m-1");

    private final FakeProvider fake = FakeProvider.accepting("fake").webhooks(new FakeWebhooks("fake"));

    private static WebhookRequest report(String body) {
        return new WebhookRequest(
                Map.of(FakeWebhooks.HEADER, List.of(FakeWebhooks.signature(body))),
                body.getBytes(StandardCharsets.UTF_8),
                URI.create("/webhooks/sms/fake"));
    }

    @Test
    void the_tracker_gets_a_report_before_the_handler_does() {
        try (SmsClient client = Sends.client(new TestTiming(), fake).build()) {
            client.webhooks()
                    .receive(
                            "fake",
                            report("m-1 DELIVERED"),
                            event -> assertThat(client.tracker()
                                            .find(ID)
                                            .orElseThrow()
                                            .status())
                                    .isEqualTo(Status.DELIVERED));
            assertThat(client.tracker().find(ID)).isPresent();
        }
    }

    @Test
    void the_receipt_and_the_report_make_one_timeline() {
        try (SmsClient client = Sends.client(new TestTiming(), fake).build()) {
            client.send(Sends.request().build());
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.QUEUED);

            client.webhooks().receive("fake", report("m-1 DELIVERED"));
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void the_client_counts_the_parts_where_only_each_part_is_reported() {
        FakeProvider byPart = FakeProvider.accepting("fake").webhooks(new FakeWebhooks("fake") {
            @Override
            public boolean reportsParts() {
                return true;
            }

            @Override
            public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
                StatusReport report = StatusReport.of(ID, Status.DELIVERED, ReportSource.WEBHOOK, receivedAt)
                        .recipient(Sends.request().build().to())
                        .unnumberedPart()
                        .eventId(request.text())
                        .build();
                return List.of(new StatusChanged(report, "", request.text()));
            }
        });
        try (SmsClient client = Sends.client(new TestTiming(), byPart).build()) {
            client.send(Sends.request().text("x".repeat(161)).build());
            client.webhooks().receive("fake", report("event 1"));
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.SENT);

            client.webhooks().receive("fake", report("event 2"));
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void a_signed_report_is_believed_without_a_question() {
        try (SmsClient client = Sends.client(new TestTiming(), fake)
                .confirmUnsignedReports(true)
                .build()) {
            client.webhooks().receive("fake", report("m-1 DELIVERED"));

            assertThat(fake.questions()).isZero();
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void an_unsigned_last_word_is_believed_as_the_vendor_confirms_it_where_that_is_asked_for() {
        FakeProvider unsigned = FakeProvider.accepting("fake")
                .webhooks(FakeWebhooks.unsigned("fake"))
                .answeringStatus(id -> Message.builder(id, Status.SENT).build());
        try (SmsClient client = Sends.client(new TestTiming(), unsigned)
                .confirmUnsignedReports(true)
                .build()) {
            client.webhooks().receive("fake", report("m-1 DELIVERED"));

            assertThat(unsigned.questions()).isOne();
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.SENT);
        }
    }

    @Test
    void an_unsigned_last_word_is_believed_as_it_is_by_default() {
        FakeProvider unsigned = FakeProvider.accepting("fake").webhooks(FakeWebhooks.unsigned("fake"));
        try (SmsClient client = Sends.client(new TestTiming(), unsigned).build()) {
            client.webhooks().receive("fake", report("m-1 DELIVERED"));

            assertThat(unsigned.questions()).isZero();
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.DELIVERED);
        }
    }

    @Test
    void a_stop_blocks_the_next_send_before_any_request_and_a_start_frees_it() {
        TestTiming world = new TestTiming();
        try (SmsClient client = Sends.client(world, fake).build()) {
            client.webhooks().receive("fake", report("+66812345678 +66900000000 Stop!"));
            assertThat(Sends.refusal(client.trySend(Sends.request().build())).type())
                    .isEqualTo(ErrorType.OPTED_OUT);
            assertThat(fake.sends()).isZero();

            world.passes(Duration.ofSeconds(1));
            client.webhooks().receive("fake", report("+66812345678 +66900000000 START"));
            Sends.accepted(client.trySend(Sends.request().build()));
            assertThat(fake.sends()).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELP", "stopping", "hello"})
    void other_words_block_nothing(String word) {
        try (SmsClient client = Sends.client(new TestTiming(), fake).build()) {
            client.webhooks().receive("fake", report("+66812345678 +66900000000 " + word));
            Sends.accepted(client.trySend(Sends.request().build()));
        }
    }

    @Test
    void a_word_of_ones_own_counts_as_stop() {
        try (SmsClient client = Sends.client(new TestTiming(), fake)
                .keywords(Keywords.none().with(Keyword.STOP, "basta"))
                .build()) {
            client.webhooks().receive("fake", report("+66812345678 +66900000000 Basta"));
            assertThat(Sends.refusal(client.trySend(Sends.request().build())).type())
                    .isEqualTo(ErrorType.OPTED_OUT);
        }
    }

    /** Eight digits are a national number in some countries, and with a plus before them they are somebody else's. */
    @ParameterizedTest
    @ValueSource(strings = {"ACME", "4711", "91234567"})
    void a_name_or_a_short_code_has_no_number_to_block(String from) {
        try (SmsClient client = Sends.client(new TestTiming(), fake).build()) {
            client.webhooks().receive("fake", report(from + " +66900000000 STOP"));
            assertThat(client.suppressions().all()).isEmpty();
        }
    }

    private static Message refusedMessage(MessageId id, @Nullable Instant submittedAt) {
        return Message.builder(id, Status.REJECTED)
                .to(Sends.request().build().to())
                .submittedAt(submittedAt)
                .failure(Failure.of(ErrorType.OPTED_OUT, "the vendor says so"))
                .build();
    }

    @Test
    void an_answer_that_somebody_has_opted_out_blocks_the_next_send() {
        FakeProvider telling = FakeProvider.accepting("fake").answeringStatus(id -> refusedMessage(id, null));
        try (SmsClient client = Sends.client(new TestTiming(), telling).build()) {
            client.status(ID);

            assertThat(Sends.refusal(client.trySend(Sends.request().build())).type())
                    .isEqualTo(ErrorType.OPTED_OUT);
            assertThat(client.tracker().find(ID).orElseThrow().status()).isEqualTo(Status.REJECTED);
        }
    }

    @Test
    void waiting_for_a_message_of_whoever_has_opted_out_blocks_the_next_send() {
        FakeProvider telling = FakeProvider.accepting("fake").answeringStatus(id -> refusedMessage(id, Sends.NOW));
        try (SmsClient client = Sends.client(new TestTiming(), telling).build()) {
            client.await(ID, Duration.ofMinutes(1));
            assertThat(client.suppressions().find(Sends.request().build().to(), Optional.empty()))
                    .isPresent();
        }
    }

    @Test
    void an_old_rejection_that_is_read_again_does_not_block_whoever_has_come_back() {
        TestTiming world = new TestTiming();
        FakeProvider telling = fake.answeringStatus(id -> refusedMessage(id, Sends.NOW));
        try (SmsClient client = Sends.client(world, telling).build()) {
            client.status(ID);
            world.passes(Duration.ofHours(1));
            client.webhooks().receive("fake", report("+66812345678 +66900000000 START"));
            client.status(ID);
            client.tracker()
                    .add(StatusReport.of(
                                    ID,
                                    Status.REJECTED,
                                    ReportSource.WEBHOOK,
                                    world.clock().instant())
                            .recipient(Sends.request().build().to())
                            .occurredAt(Sends.NOW)
                            .failure(Failure.of(ErrorType.OPTED_OUT, "the vendor says so"))
                            .build());

            Sends.accepted(client.trySend(Sends.request().build()));
        }
    }

    @Test
    void a_blocked_number_says_nothing_of_what_the_person_wants() {
        Message blocked = Message.builder(ID, Status.REJECTED)
                .to(Sends.request().build().to())
                .failure(Failure.of(ErrorType.RECIPIENT_BLOCKED, "on the vendor's own list"))
                .build();
        FakeProvider telling = FakeProvider.accepting("fake").answeringStatus(id -> blocked);
        try (SmsClient client = Sends.client(new TestTiming(), telling).build()) {
            client.status(ID);
            assertThat(client.suppressions().all()).isEmpty();
        }
    }

    @Test
    void a_start_of_a_phone_whose_clock_is_ahead_does_not_count_more_than_a_stop_behind_it() {
        TestTiming world = new TestTiming();
        FakeProvider ahead = FakeProvider.accepting("fake").webhooks(new FakeWebhooks("fake") {
            @Override
            public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
                return super.parse(
                        request, receivedAt.plus(Duration.ofDays(request.text().contains("START") ? 365 : 0)));
            }
        });
        try (SmsClient client = Sends.client(world, ahead).build()) {
            client.webhooks().receive("fake", report("+66812345678 +66900000000 START"));
            world.passes(Duration.ofSeconds(1));
            client.webhooks().receive("fake", report("+66812345678 +66900000000 STOP"));

            assertThat(Sends.refusal(client.trySend(Sends.request().build())).type())
                    .isEqualTo(ErrorType.OPTED_OUT);
        }
    }

    @Test
    void a_report_that_somebody_has_opted_out_blocks_the_next_send() {
        Failure optedOut = Failure.of(ErrorType.OPTED_OUT, "the vendor says so");
        FakeProvider telling = FakeProvider.accepting("fake").webhooks(new FakeWebhooks("fake") {
            @Override
            public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
                StatusReport report = StatusReport.of(ID, Status.FAILED, ReportSource.WEBHOOK, receivedAt)
                        .recipient(Sends.request().build().to())
                        .failure(optedOut)
                        .build();
                return List.of(new StatusChanged(report, "", request.text()));
            }
        });
        try (SmsClient client = Sends.client(new TestTiming(), telling).build()) {
            client.webhooks().receive("fake", report("m-1 FAILED"));
            assertThat(Sends.refusal(client.trySend(Sends.request().build())).type())
                    .isEqualTo(ErrorType.OPTED_OUT);
            assertThat(telling.sends()).isZero();
        }
    }
}
