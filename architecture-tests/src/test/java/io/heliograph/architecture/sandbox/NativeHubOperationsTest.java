package io.heliograph.architecture.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.Secret;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Status;
import io.heliograph.nativehub.LogEntry;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.nativehub.StatusShare;
import io.heliograph.nativehub.Transaction;
import io.heliograph.nativehub.TransactionType;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NativeHubOperationsTest extends SandboxOperations {
    private static final PhoneNumber NUMBER = PhoneNumber.of("+8801712345678");
    private static final URI HOOK = URI.create("http://127.0.0.1:1/hook");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    private final NativeHub nativeHub = NativeHub.builder()
            .baseUrl(sandbox.baseUrl("nativehub").toString())
            .username("sandbox")
            .password("sandbox")
            .from("BRAND")
            .webhookSecrets("of-the-subscription")
            .build();

    @Override
    VendorClient vendorClient() {
        return nativeHub;
    }

    @Override
    Set<String> others() {
        return Set.of();
    }

    private static SendRequest.Builder request() {
        return SendRequest.to(NUMBER).from("BRAND").text("Hi");
    }

    @Test
    void messages_are_sent_and_found() {
        SmsProvider provider = nativeHub.provider();
        Message sent = accepted(provider.send(request().build(), attempt()));
        List<PhoneNumber> two = List.of(NUMBER, PhoneNumber.of("+8801712345679"));
        Message batch = accepted(provider.sendBulk(request().build(), two, attempt()));
        pass(Duration.ofSeconds(2));

        assertThat(provider.status(sent.id(), soon()).status()).isEqualTo(Status.DELIVERED);
        assertThat(nativeHub.messages()).hasSize(3).extracting(Message::status).containsOnly(Status.DELIVERED);
        assertThat(nativeHub.messages(batch.id())).hasSize(2);
        assertThat(nativeHub.logs(sent.id()))
                .extracting(LogEntry::status)
                .containsExactly(Status.QUEUED, Status.QUEUED, Status.SENT, Status.DELIVERED);
    }

    @Test
    void the_reports_count_what_was_sent() {
        accepted(nativeHub.provider().send(request().build(), attempt()));
        pass(Duration.ofSeconds(2));

        assertThat(nativeHub.reports().stats(TODAY, TODAY).delivered()).isEqualTo(1);
        assertThat(nativeHub.reports().statusBreakdown())
                .extracting(StatusShare::status)
                .containsExactly(Status.DELIVERED);
        assertThat(nativeHub.reports().transactions())
                .extracting(Transaction::type)
                .containsExactly(TransactionType.DEBIT, TransactionType.TOPUP);
        assertThat(nativeHub.reports().transactions(TransactionType.DEBIT, TODAY, TODAY))
                .singleElement()
                .satisfies(debit -> {
                    assertThat(debit.amount()).hasToString("0.0123 USD");
                    assertThat(debit.balanceAfter()).hasToString("999999.9877 USD");
                });
        assertThat(nativeHub.reports().transactions(null, TODAY.plusDays(1), null))
                .isEmpty();
    }

    @Test
    void a_message_on_hold_never_goes() {
        Message held = accepted(nativeHub.provider().send(request().build(), attempt()));
        Message other = accepted(nativeHub.provider().send(request().build(), attempt()));

        assertThat(nativeHub.account().hold(List.of(held.id()))).hasValue(1);
        assertThat(nativeHub.account().hold(List.of(held.id()))).hasValue(0);
        pass(Duration.ofDays(2));

        assertThat(nativeHub.provider().status(held.id(), soon()).rawStatus()).isEqualTo("held");
        assertThat(nativeHub.provider().status(other.id(), soon()).status()).isEqualTo(Status.DELIVERED);
    }

    @Test
    void numbers_are_listed_as_not_to_contact() {
        assertThat(nativeHub.account().checkDnc(NUMBER).isBlocked()).isFalse();
        assertThat(nativeHub.account().addDnc(NUMBER, "asked us").reason()).isEqualTo("asked us");
        assertThat(nativeHub.account().checkDnc(NUMBER).isBlocked()).isTrue();
    }

    @Test
    void webhooks_are_subscribed_to() {
        Secret secret = Secret.of("secret", "of-the-subscription");
        assertThat(nativeHub.account().subscribe(HOOK, secret).status()).isEqualTo("active");
        assertThat(nativeHub.account().subscribe(HOOK, List.of("dlr"), null).events())
                .containsExactly("dlr");
        assertThat(nativeHub.registerWebhooks(HOOK).entries()).isNotEmpty();
    }
}
