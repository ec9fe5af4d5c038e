package io.heliograph.recipes;

import io.heliograph.SmsClient;
import io.heliograph.androidgateway.AndroidGateway;
import io.heliograph.androidgateway.AndroidGatewayOptions;
import io.heliograph.message.Message;
import io.heliograph.message.SendRequest;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;

/**
 * How do I send through an Android phone, so that the server between us can read neither the text nor the number?
 *
 * <p>The passphrase is in the phone's app and here. Each value takes a quarter of a second of processor time. {@code scripts/recipe
 * encryption} runs it on a sandbox. For a real account leave out {@code baseUrl}, set the user name and password that the app shows,
 * and the passphrase from its settings. The SMS itself is as readable as any.
 */
final class EncryptedPhone {
    private EncryptedPhone() {}

    static void run(Sandbox sandbox) {
        AndroidGateway gateway = AndroidGateway.builder()
                .username("sandbox")
                .password("sandbox")
                .baseUrl(sandbox.baseUrl("androidgateway").toString())
                .passphrase("correct horse battery staple") // not here: from where your secrets are
                .build();
        try (SmsClient sms = SmsClient.builder().provider(gateway).build()) {
            Message message = sms.send(SendRequest.to("+447700900123")
                    .text("Your code is 482910")
                    .option(AndroidGatewayOptions.PRIORITY, 100) // ahead of what waits on the phone
                    .build());
            System.out.println("Accepted by " + message.provider() + ", " + message.status() + ".");

            InboxMessage stored = sandbox.inbox().get(0);
            System.out.println("The server has " + stored.text().substring(0, 40) + "…");
            System.out.println(
                    "The phone reads: " + gateway.decrypt(stored.text()).orElseThrow());
        }
    }

    public static void main(String[] arguments) {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            run(sandbox);
        }
    }
}
