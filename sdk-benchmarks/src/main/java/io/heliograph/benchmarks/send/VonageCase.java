package io.heliograph.benchmarks.send;

import com.vonage.client.HttpConfig;
import com.vonage.client.VonageClient;
import com.vonage.client.sms.SmsSubmissionResponse;
import com.vonage.client.sms.messages.TextMessage;
import java.io.IOException;

/** Vonage's client. */
final class VonageCase implements SendCase {
    private final VonageClient client;

    VonageCase(String base) {
        client = VonageClient.builder()
                .apiKey("key")
                .apiSecret("secret")
                .httpConfig(HttpConfig.builder().baseUri(base).build())
                .build();
    }

    @Override
    public void send() throws IOException {
        SmsSubmissionResponse response =
                client.getSmsClient().submitMessage(new TextMessage("ACME", Texts.TO.substring(1), Texts.text()));
        OkHttpCases.require2xx(200, response.getMessages().get(0).getId().length());
    }
}
