package io.heliograph.benchmarks.send;

import com.vonage.client.HttpConfig;
import com.vonage.client.VonageClient;
import com.vonage.client.sms.MessageStatus;
import com.vonage.client.sms.SmsClient;
import com.vonage.client.sms.SmsSubmissionResponse;
import com.vonage.client.sms.messages.TextMessage;
import java.io.IOException;

/** Vonage's client, with its SMS API. */
final class VonageCase implements SendCase {
    private final SmsClient client;

    VonageCase(String base) {
        client = VonageClient.builder()
                .apiKey("key")
                .apiSecret("secret")
                .httpConfig(HttpConfig.builder().baseUri(base).build())
                .build()
                .getSmsClient();
    }

    @Override
    public void send() throws IOException {
        SmsSubmissionResponse response =
                client.submitMessage(new TextMessage("ACME", Texts.TO.substring(1), Texts.text()));
        if (response.getMessages().get(0).getStatus() != MessageStatus.OK) {
            throw new IOException("the server responded with " + response);
        }
    }
}
