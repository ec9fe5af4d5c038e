package io.heliograph.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.message.ErrorType;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.sandbox.client.SandboxReporter;
import io.heliograph.wavix.Wavix;
import io.heliograph.webhook.server.WebhookServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A program with the SDK, and a person at the page who decides what its vendors do. */
class ClientBrowserTest extends SandboxPage {
    private final SandboxReporter reporter = SandboxReporter.to(sandbox.url());
    private final SmsClient client = SmsClient.builder()
            .provider(Wavix.builder()
                    .baseUrl(sandbox.baseUrl("wavix").toString())
                    .apiKey("sandbox")
                    .from("ACME")
                    .webhookSecrets("sixteen-characters-at-least")
                    .build())
            .provider(NativeHub.builder()
                    .baseUrl(sandbox.baseUrl("nativehub").toString())
                    .apiKey("sandbox")
                    .from("ACME")
                    .build())
            .route("wavix || nativehub")
            .retry(RetryPolicy.none())
            .listener(reporter)
            .build();

    ClientBrowserTest() {
        super(Duration.ofMinutes(10));
    }

    @AfterEach
    void closeClient() {
        client.close();
        reporter.close();
    }

    private SendOutcome sent(String text) {
        return client.trySend(SendRequest.to(ANN).text(text).build());
    }

    @Test
    void a_fault_that_is_switched_on_in_the_page_makes_a_failover_whose_attempts_it_shows() {
        page.press("f");
        page.click("[data-code=rate-limited] button");
        page.see(".now.on", "rate-limited");
        page.press(Keys.ESCAPE);
        page.gone("#faults");

        SendOutcome outcome = sent("482913 is your code");

        assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
        page.click(phone(ANN));
        page.click(".bubble");
        page.see(".route", "wavix || nativehub");
        page.see(".attempts .rejected", "Wavix");
        page.see(".attempts .accepted", "NativeHub");
        page.count(".attempts li", 2);
        page.see("#detail", outcome.key().value());
        page.see(".outcome.accepted");
        page.picture("failover");

        page.press("f");
        page.click(".now button");
        page.see(".now:not(.on)");
        assertThat(sent("Once more").attempts()).hasSize(1);
        assertThat(page.problems()).isEmpty();
    }

    @Test
    void a_stop_that_is_answered_in_the_page_holds_the_next_send_back() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (WebhookServer server = WebhookServer.builder(client)
                .handler(event -> stopped.countDown())
                .start()) {
            URI plain = URI.create("http://127.0.0.1:" + server.port() + WebhookServer.PATH + "wavix");
            setWebhook(client.webhooks().callbackUrl("wavix", plain));
            assertThat(sent("Sale!")).isInstanceOf(SendOutcome.Accepted.class);
            page.click(phone(ANN));
            page.click(".composer .chip:first-child");
            page.see(".bubble-row.out", "STOP");
            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();

            SendOutcome next = sent("Sale again!");

            assertThat(next)
                    .isInstanceOfSatisfying(
                            SendOutcome.Rejected.class,
                            rejected -> assertThat(rejected.errorType()).isEqualTo(ErrorType.OPTED_OUT));
            assertThat(next.attempts()).as("no vendor was asked").isEmpty();
            page.count(".bubble-row.in", 1);
        }
    }

    private void setWebhook(URI url) {
        page.press("f");
        page.click(".connection summary");
        page.type("#webhook-url", "https://example.com/hook", Keys.ENTER);
        page.see(".webhook-url .error", "localhost");
        page.type("#webhook-url", Keys.chord(Keys.CONTROL, "a"), url.toString(), Keys.ENTER);
        page.see(".webhook-url .done", "Set");
        page.picture("webhook-url");
        page.press(Keys.ESCAPE);
        page.gone("#faults");
    }
}
