package io.heliograph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.error.MessageNotFoundException;
import io.heliograph.error.ProviderUnavailableException;
import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Message;
import io.heliograph.message.MessageId;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Recipient;
import io.heliograph.message.Refusal;
import io.heliograph.message.Secret;
import io.heliograph.message.Status;
import io.heliograph.spi.Capability;
import io.heliograph.spi.WebhookParser;
import io.heliograph.tracking.Source;
import io.heliograph.tracking.StatusReport;
import io.heliograph.webhook.SignatureScheme;
import io.heliograph.webhook.SmsEvent;
import io.heliograph.webhook.StatusChanged;
import io.heliograph.webhook.WebhookCheck;
import io.heliograph.webhook.WebhookRequest;
import io.heliograph.webhook.WebhookSecurity;
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
class ConfirmationTest {
    private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
    private static final MessageId ID = new MessageId("a", "m-1");
    private static final PhoneNumber ONE = PhoneNumber.of("+447537151866");
    private static final PhoneNumber OTHER = PhoneNumber.of("+447537151867");
    private static final WebhookSecurity SECRET =
            new WebhookSecurity(List.of(Secret.of("webhook-secrets", "s3cret")), List.of(), false);
    private static final SignatureScheme SIGNED = SignatureScheme.of("X-Signature", Duration.ofMinutes(5));

    private final FakeProvider provider = FakeProvider.accepting("a")
            .webhooks(new Silent(SECRET.token("a")))
            .answeringStatus(its -> {
                throw new AssertionError("asked");
            });

    private Confirmation confirmation() {
        Function<MessageId, Message> ask = id -> provider.status(id, Deadline.after(Duration.ofSeconds(5)));
        return new Confirmation(Map.of("a", provider), ask, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private List<StatusReport> believed(StatusReport said) {
        return confirmation().reports(new StatusChanged(said, "", "{}"));
    }

    private static StatusReport.Builder says(Status status) {
        return StatusReport.of(ID, status, Source.WEBHOOK, NOW);
    }

    private void vendorHas(Status status) {
        provider.answeringStatus(id -> Message.builder(id, status).build());
    }

    @Test
    void a_final_word_that_the_vendor_repeats_is_believed_with_what_the_report_adds() {
        vendorHas(Status.DELIVERED);
        StatusReport said = says(Status.DELIVERED).recipient(ONE).build();

        assertThat(believed(said))
                .extracting(StatusReport::status, StatusReport::source)
                .containsExactly(tuple(Status.DELIVERED, Source.POLL), tuple(Status.DELIVERED, Source.WEBHOOK));
        assertThat(believed(said)).contains(said);
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
                .returns(Source.POLL, StatusReport::source)
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
            throw SmsException.of(Refusal.of(ErrorType.UNREACHABLE, "no answer"), List.of());
        });

        assertThatThrownBy(() -> believed(says(Status.DELIVERED).build()))
                .isInstanceOf(ProviderUnavailableException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"SCHEDULED", "QUEUED", "SUBMITTED", "SENT", "CANCELLING", "UNKNOWN"})
    void what_is_not_final_needs_no_question(Status status) {
        StatusReport said = says(status).build();

        assertThat(believed(said)).containsExactly(said);
        assertThat(provider.questions()).isZero();
    }

    @Test
    void what_is_signed_needs_no_question() {
        provider.webhooks(new Silent(SECRET.signed("a", SIGNED)));
        StatusReport said = says(Status.DELIVERED).build();

        assertThat(believed(said)).containsExactly(said);
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
        StatusReport said = says(Status.FAILED).build();

        assertThat(believed(said)).containsExactly(said);
        assertThat(provider.questions()).isZero();
    }

    @Test
    void one_recipients_fate_confirms_neither_anothers_nor_all() {
        provider.answeringStatus(id -> Message.builder(id, Status.SENT)
                .recipients(List.of(
                        new Recipient(ID, ONE, Status.DELIVERED, "Delivered", null),
                        new Recipient(ID, OTHER, Status.SENT, "Sent", null)))
                .build());
        StatusReport all = says(Status.DELIVERED).build();
        StatusReport one = says(Status.DELIVERED).recipient(ONE).build();
        StatusReport other = says(Status.DELIVERED).recipient(OTHER).build();

        assertThat(believed(all)).hasSize(3).doesNotContain(all);
        assertThat(believed(other)).hasSize(3).doesNotContain(other);
        assertThat(believed(one)).hasSize(4).contains(one);
    }

    /** Reads nothing; only its check matters here. */
    private record Silent(WebhookCheck check) implements WebhookParser {
        @Override
        public List<SmsEvent> parse(WebhookRequest request, Instant receivedAt) {
            return List.of(new SmsEvent.Unrecognised("a", request.text()));
        }
    }
}
