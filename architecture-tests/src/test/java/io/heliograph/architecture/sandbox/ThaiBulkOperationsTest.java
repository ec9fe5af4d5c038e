package io.heliograph.architecture.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.RecipientStatus;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.thaibulk.Campaign;
import io.heliograph.thaibulk.MessageState;
import io.heliograph.thaibulk.RecipientState;
import io.heliograph.thaibulk.SenderName;
import io.heliograph.thaibulk.ThaiBulk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ThaiBulkOperationsTest extends SandboxOperations {
    private static final PhoneNumber NUMBER = PhoneNumber.of("+66812345678");
    private static final List<PhoneNumber> TWO = List.of(NUMBER, PhoneNumber.of("+66812345679"));

    private final ThaiBulk thaiBulk = ThaiBulk.builder()
            .baseUrl(sandbox.baseUrl("thaibulk").toString())
            .apiKey("sandbox")
            .from("HELIOGRAPH")
            .build();

    @Override
    VendorClient vendorClient() {
        return thaiBulk;
    }

    @Override
    Set<String> others() {
        return Set.of();
    }

    private static SendRequest.Builder request() {
        return SendRequest.to(NUMBER).text("Hi");
    }

    @Test
    void messages_are_sent_found_and_cancelled() {
        SmsProvider provider = thaiBulk.provider();
        Message sent = accepted(provider.send(request().build(), attempt()));
        Message bulk = accepted(provider.sendBulk(request().build(), TWO, attempt()));
        SendRequest later =
                request().sendAt(clock.instant().plus(Duration.ofDays(1))).build();
        Message scheduled = accepted(provider.send(later, attempt()));
        assertThat(provider.cancel(scheduled.id(), soon()).status()).isEqualTo(Status.CANCELLED);
        pass(Duration.ofSeconds(2));

        assertThat(provider.status(sent.id(), soon()).status()).isEqualTo(Status.DELIVERED);
        assertThat(provider.balance(soon())).isEqualTo(thaiBulk.balance()).isNotEmpty();
        assertThat(thaiBulk.list()).hasSize(3);
        assertThat(thaiBulk.list(MessageState.SENT)).hasSize(2);
        assertThat(thaiBulk.recipients(bulk.id()))
                .hasSize(2)
                .extracting(RecipientStatus::status)
                .containsOnly(Status.DELIVERED);
        assertThat(thaiBulk.recipients(bulk.id(), RecipientState.FAILED)).isEmpty();
        assertThat(thaiBulk.summary(bulk.id()).of(Status.DELIVERED)).isEqualTo(2);
        assertThat(thaiBulk.counts(bulk.id()).of(Status.DELIVERED)).isEqualTo(2);
    }

    @Test
    void templates_and_groups_are_sent_to() {
        Map<String, String> code = Map.of("code", "482910");
        assertThat(accepted(thaiBulk.sendToGroup(1, "Hi")).id().value()).isNotEmpty();
        assertThat(accepted(thaiBulk.sendTemplate(1, code, TWO)).id().value()).isNotEmpty();
        assertThat(accepted(thaiBulk.sendTemplate(1, code, 1)).id().value()).isNotEmpty();
        assertThat(accepted(thaiBulk.send(Campaign.text("Hi").to(TWO).build()))
                        .id()
                        .value())
                .isNotEmpty();
    }

    @Test
    void a_preview_and_a_dry_run_cost_nothing() {
        Campaign campaign = Campaign.text("Hi").to(TWO).build();

        assertThat(thaiBulk.preview(campaign).parts()).hasValue(1);
        assertThat(thaiBulk.dryRun(campaign).parts()).hasValue(1);
        assertThat(sandbox.inbox()).isEmpty();
        assertThat(thaiBulk.senders()).extracting(SenderName::name).contains("HELIOGRAPH");
    }
}
