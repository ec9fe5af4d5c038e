package io.heliograph.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.FakeProvider;
import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.Secret;
import io.heliograph.message.Status;
import io.heliograph.spi.Capability;
import io.heliograph.spi.WebhookParser;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.SignatureScheme;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What nobody signed is the last word only if the vendor says it when it is asked. */
class ReportConfirmationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
    private static final MessageId ID = new MessageId("a", "m-1");
    private static final PhoneNumber ONE = PhoneNumber.of("+447537151866");
    private static final PhoneNumber OTHER = PhoneNumber.of("+447537151867");
    private static final WebhookSecurity SECRET =
            new WebhookSecurity(List.of(Secret.of("webhook-secrets", "s3cret")), List.of(), false);
    private static final SignatureScheme SIGNED = SignatureScheme.of("X-Signature", Duration.ofMinutes(5));

    private final FakeProvider provider = FakeProvider.accepting("a")
            .webhooks(new Silent(SECRET.token("a")))
            .answeringStatus(messageId -> {
                throw new AssertionError("asked");
            });

    private ReportConfirmation confirmation() {
        Function<MessageId, Message> ask = id -> provider.status(id, Deadline.after(Duration.ofSeconds(5)));
        return new ReportConfirmation(Map.of("a", provider), ask, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private List<StatusReport> believed(StatusReport statusReport) {
        return confirmation().reports(new StatusChanged(statusReport, "", "{}"));
    }

    private static StatusReport.Builder says(Status status) {
        return StatusReport.of(ID, status, ReportSource.WEBHOOK, NOW);
    }

    private void vendorHas(Status status) {
        provider.answeringStatus(id -> Message.builder(id, status).build());
    }

    @Test
    void a_final_word_that_the_vendor_repeats_is_believed_with_what_the_report_adds() {
        vendorHas(Status.DELIVERED);
        StatusReport statusReport = says(Status.DELIVERED).recipient(ONE).build();

        assertThat(believed(statusReport))
                .extracting(StatusReport::status, StatusReport::source)
                .containsExactly(
                        tuple(Status.DELIVERED, ReportSource.POLL), tuple(Status.DELIVERED, ReportSource.WEBHOOK));
        assertThat(believed(statusReport)).contains(statusReport);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"QUEUED", "SENT", "FAILED", "UNCONFIRMED", "UNKNOWN"})
    void a_final_word_that_the_vendor_does_not_repeat_gives_way_to_the_vendors(Status has) {
        vendorHas(has);

        assertThat(believed(says(Status.DELIVERED).build()))
                .singleElement()
                .returns(has, StatusReport::status)
                .returns(ReportSource.POLL, StatusReport::source)
                .returns(NOW, StatusReport::receivedAt);
    }

    @Test
    void of_a_message_that_the_vendor_does_not_know_nothing_is_believed() {
        provider.answeringStatus(id -> {
            throw new MessageNotFoundException(id);
        });

        assertThat(believed(says(Status.DELIVERED).build())).isEmpty();
    }

    @Test
    void a_vendor_that_does_not_answer_leaves_it_open() {
        provider.answeringStatus(id -> {
            throw SmsException.of(Failure.of(ErrorType.UNREACHABLE, "no answer"), List.of());
        });

        assertThatThrownBy(() -> believed(says(Status.DELIVERED).build()))
                .isInstanceOf(ProviderUnavailableException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"SCHEDULED", "QUEUED", "SUBMITTED", "SENT", "CANCELLING", "UNKNOWN"})
    void what_is_not_final_needs_no_question(Status status) {
        StatusReport statusReport = says(status).build();

        assertThat(believed(statusReport)).containsExactly(statusReport);
        assertThat(provider.questions()).isZero();
    }

    @Test
    void what_is_signed_needs_no_question() {
        provider.webhooks(new Silent(SECRET.signed("a", SIGNED)));
        StatusReport statusReport = says(Status.DELIVERED).build();

        assertThat(believed(statusReport)).containsExactly(statusReport);
        assertThat(provider.questions()).isZero();
    }

    @Test
    void a_signature_that_nobody_checks_is_none() {
        provider.webhooks(new Silent(new WebhookSecurity(List.of(), List.of(), true).signed("a", SIGNED)));
        vendorHas(Status.QUEUED);

        assertThat(believed(says(Status.DELIVERED).build()))
                .singleElement()
                .returns(Status.QUEUED, StatusReport::status);
    }

    @Test
    void a_vendor_that_cannot_be_asked_is_believed() {
        provider.without(Capability.STATUS);
        StatusReport statusReport = says(Status.FAILED).build();

        assertThat(believed(statusReport)).containsExactly(statusReport);
        assertThat(provider.questions()).isZero();
    }

    @Test
    void one_recipients_fate_confirms_neither_anothers_nor_all() {
        provider.answeringStatus(id -> Message.builder(id, Status.SENT)
                .recipients(List.of(
                        new RecipientStatus(ID, ONE, Status.DELIVERED, "Delivered", null),
                        new RecipientStatus(ID, OTHER, Status.SENT, "Sent", null)))
                .build());
        StatusReport all = says(Status.DELIVERED).build();
        StatusReport one = says(Status.DELIVERED).recipient(ONE).build();
        StatusReport other = says(Status.DELIVERED).recipient(OTHER).build();

        assertThat(believed(all)).hasSize(3).doesNotContain(all);
        assertThat(believed(other)).hasSize(3).doesNotContain(other);
        assertThat(believed(one)).hasSize(4).contains(one);
    }

    /** Reads nothing; only its check matters here. */
    private record Silent(WebhookVerifier verifier) implements WebhookParser {
        @Override
        public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
            return List.of(new SmsEvent.Unrecognised("a", request.text()));
        }
    }
}
