package io.heliograph.wavix;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.Message;
import io.heliograph.message.Money;
import io.heliograph.message.SendRequest;
import io.heliograph.money.Budget;
import io.heliograph.money.PriceTable;
import io.heliograph.money.SpendLimits;
import io.heliograph.tracking.Charge;
import io.heliograph.webhook.WebhookRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The charge in Wavix's delivery reports. */
class WavixChargeTest {
    private static final String SECRET = "a-secret-of-the-test-1234";

    @RegisterExtension
    static final WavixVendor VENDOR = new WavixVendor();

    private static void report(SmsClient client, String id, String status, String charge) {
        String body = """
                {"message_id":"%s","message_type":"sms","from":"Wavix","to":"+447537151866","tag":"Fall sale",
                "status":"%s","segments_count":2,"sent":"2026-05-28T12:34:54Z","delivered":"2026-05-28T12:34:56Z",
                "error":null,"charge":"%s","carrier_fees":"0.004"}""".formatted(id, status, charge);
        URI url = client.webhooks().callbackUrl("wavix", URI.create("https://example.com/sms"));
        client.webhooks()
                .receive(
                        "wavix", new WebhookRequest(Map.of(), body.getBytes(StandardCharsets.UTF_8), url, "127.0.0.1"));
    }

    @Test
    void it_reaches_the_timeline_and_the_budget_once() {
        VENDOR.says(201, """
                {"message_id":"m-1","status":"accepted","segments":1,"charge":"0.0","carrier_fees":null}""");
        SpendLimits limits =
                SpendLimits.builder().budget(Budget.parse("wavix * 0.10")).build();
        try (SmsClient client = SmsClient.builder()
                .provider(VENDOR.door().webhookSecrets(SECRET).build())
                .prices(PriceTable.parse("wavix, *, USD, 0.02"))
                .spend(limits)
                .build()) {
            Message message = client.send(WavixVendor.request().build());
            assertThat(client.tracker()
                            .find(message.id())
                            .orElseThrow()
                            .charge()
                            .price())
                    .as("0.0 isn't a price yet")
                    .isEmpty();

            report(client, "m-1", "sent", "0.0475");
            report(client, "m-1", "delivered", "0.095");
            report(client, "m-1", "sent", "0.0475");

            Charge charge = client.tracker().find(message.id()).orElseThrow().charge();
            assertThat(charge.price()).contains(new Money(new BigDecimal("0.095"), "USD"));
            assertThat(charge.fees()).contains(new Money(new BigDecimal("0.004"), "USD"));
            assertThat(charge.segments()).hasValue(2);
            assertThat(charge.isFinal()).isTrue();
            SendRequest next = WavixVendor.request().build();
            assertThat(client.plan(next).excluded().toString()).contains("has 0.0050 USD left");
        }
    }
}
