package io.heliograph.architecture.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Message;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Sender;
import io.heliograph.message.Status;
import io.heliograph.sandbox.model.WebhookDelivery;
import io.heliograph.spi.SmsProvider;
import io.heliograph.spi.VendorClient;
import io.heliograph.wavix.Destination;
import io.heliograph.wavix.MessageFilter;
import io.heliograph.wavix.NewSenderId;
import io.heliograph.wavix.OptOutFilter;
import io.heliograph.wavix.PhoneNumberSettings;
import io.heliograph.wavix.SenderId;
import io.heliograph.wavix.Transaction;
import io.heliograph.wavix.TransactionFilter;
import io.heliograph.wavix.Wavix;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WavixOperationsTest extends SandboxOperations {
    private static final PhoneNumber NUMBER = PhoneNumber.of("+447537151866");
    private static final URI HOOK = URI.create("http://127.0.0.1:1/hook");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    private final Wavix wavix = Wavix.builder()
            .baseUrl(sandbox.baseUrl("wavix").toString())
            .apiKey("sandbox")
            .from("ACME")
            .lookupByTag(true)
            .build();

    @Override
    VendorClient vendorClient() {
        return wavix;
    }

    /** The registration for webhooks changes the profile, as the account's own operations do. */
    @Override
    Set<String> others() {
        return Set.of("Wavix.registerWebhooks(URI)");
    }

    private static SendRequest request() {
        return SendRequest.to(NUMBER).text("Hi").idempotencyKey("key-1").build();
    }

    @Test
    void messages_are_sent_and_found() {
        SmsProvider provider = wavix.provider();
        Message sent = accepted(provider.send(request(), attempt()));
        pass(Duration.ofSeconds(2));

        assertThat(provider.status(sent.id(), soon()).status()).isEqualTo(Status.DELIVERED);
        assertThat(provider.lookup(request(), soon()))
                .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(sent.id()));
        MessageFilter outbound = MessageFilter.outbound().build();
        assertThat(wavix.messages(outbound)).extracting(Message::id).containsExactly(sent.id());
        List<Message> exported = new ArrayList<>();
        wavix.export(outbound, Duration.ofSeconds(20), exported::add);
        assertThat(exported).extracting(Message::id).containsExactly(sent.id());
        assertThat(provider.balance(soon())).hasSize(1);
    }

    @Test
    void sender_ids_are_registered_read_and_deleted() {
        NewSenderId acme = NewSenderId.of(Sender.of("ACME"), NewSenderId.UseCase.TRANSACTIONAL, List.of("GB", "IE"))
                .monthlyVolume(NewSenderId.MonthlyVolume.MORE)
                .sample("Your order is on its way");

        SenderId created = wavix.senderIds().create(acme).orElseThrow();

        assertThat(created.senderId()).isEqualTo("ACME");
        assertThat(created.allowlistedIn()).containsExactly("GB", "IE");
        assertThat(created.useCase()).isEqualTo("transactional");
        assertThat(created.samples()).containsExactly("Your order is on its way");
        assertThat(wavix.senderIds().list()).extracting(SenderId::id).containsExactly(created.id());
        assertThat(wavix.senderIds().get(created.id()))
                .hasValueSatisfying(found -> assertThat(found.type()).isEqualTo("alphanumeric"));
        assertThat(wavix.senderIds().delete(created.id())).isTrue();
        assertThat(wavix.senderIds().delete(created.id())).isFalse();
        assertThat(wavix.senderIds().get(created.id())).isEmpty();
    }

    @Test
    void opt_outs_are_added_and_listed() {
        wavix.optOuts().add(NUMBER);
        wavix.optOuts().add(NUMBER, Sender.of("ACME"));

        assertThat(wavix.optOuts().list()).hasSize(2);
        assertThat(wavix.optOuts().list(OptOutFilter.all().sender(Sender.of("ACME"))))
                .hasSize(1);
    }

    @Test
    void the_bill_has_the_payment_and_each_message_that_left() {
        accepted(wavix.provider().send(request(), attempt()));
        pass(Duration.ofSeconds(2));

        TransactionFilter today = TransactionFilter.between(TODAY, TODAY);
        assertThat(wavix.account().transactions(today))
                .extracting(Transaction::type)
                .containsExactly(15, 19);
        assertThat(wavix.account().transactions(today.type(15)))
                .extracting(Transaction::amount)
                .containsExactly(new BigDecimal("-0.0075"));
        assertThat(wavix.account().transactions(today.paymentsOnly())).hasSize(1);
        assertThat(wavix.account().transactions(TransactionFilter.between(TODAY.plusDays(1), TODAY.plusDays(2))))
                .isEmpty();
    }

    @Test
    void a_numbers_own_url_gets_its_messages_before_that_of_the_account() {
        URI second = URI.create("http://127.0.0.1:1/second");
        wavix.account().postTo(HOOK, HOOK);
        wavix.account().deliveryReportsTo(HOOK);
        wavix.account().inboundTo(HOOK);
        assertThat(wavix.account().destinations())
                .extracting(Destination::value)
                .contains(HOOK.toString());
        wavix.account().updateNumber(1, PhoneNumberSettings.inboundTo(second));

        sandbox.reply("wavix", "+66812345678", "+12015550123", "Hi");
        sandbox.reply("wavix", "+66812345678", "+447700900123", "Hi");
        sandbox.sendDueWebhooks();

        assertThat(sandbox.webhooks()).extracting(WebhookDelivery::target).containsExactly(second, HOOK);
        wavix.account().updateNumbers(List.of(1L, 2L), PhoneNumberSettings.sms(false));
    }
}
