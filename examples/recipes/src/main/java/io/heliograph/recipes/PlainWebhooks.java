package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.nativehub.NativeHub;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.webhook.Keyword;
import io.heliograph.webhook.MessageReceived;
import io.heliograph.webhook.WebhookSecurity;
import io.heliograph.webhook.server.WebhookServer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How do I receive delivery reports and replies in plain Java, and obey a STOP?
 *
 * <p>The server verifies each webhook, the client keeps the status and the opt-outs, and your handler sees the event.
 * {@code scripts/recipe webhooks} runs it on a sandbox. For a real account leave out {@code baseUrl}, set your API key and sender,
 * keep the secret, and register the https URL that your proxy forwards to this port.
 */
final class PlainWebhooks {
    private PlainWebhooks() {}

    static void run(Sandbox sandbox) throws Exception {
        NativeHub nativeHub = NativeHub.builder()
                .apiKey("sandbox")
                .baseUrl(sandbox.baseUrl("nativehub").toString())
                .from("ACME")
                .webhookSecrets(WebhookSecurity.newSecret())
                .build();
        CompletableFuture<MessageReceived> stop = new CompletableFuture<>();
        try (SmsClient sms = SmsClient.builder().provider(nativeHub).build();
                WebhookServer server = WebhookServer.builder(sms)
                        .handler(
                                event -> { // after the client
                                    System.out.println("A webhook: " + event);
                                    if (event instanceof MessageReceived received
                                            && received.keyword().equals(Optional.of(Keyword.STOP))) {
                                        stop.complete(received);
                                    }
                                })
                        .start()) {
            String url = "http://127.0.0.1:" + server.port() + WebhookServer.PATH + "nativehub";
            sms.webhooks().register("nativehub", URI.create(url));

            Message message = sms.send(text());
            sandbox.change(sandbox.inbox().get(0)).deliver(); // a real phone needs a few seconds
            System.out.println("The phone has it: "
                    + sms.await(message.id(), Duration.ofSeconds(10)).timeline().status());

            sandbox.reply("nativehub", "+447700900123", "ACME", "Stop!");
            stop.get(10, TimeUnit.SECONDS);
            SendOutcome outcome = sms.trySend(text());
            System.out.println("The next one, after " + outcome.attempts().size() + " attempts: " + outcome.describe());
        }
    }

    private static SendRequest text() {
        return SendRequest.to("+447700900123").text("We open at nine").build();
    }

    public static void main(String[] arguments) throws Exception {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            run(sandbox);
        }
    }
}
