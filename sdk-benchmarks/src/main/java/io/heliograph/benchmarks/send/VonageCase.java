package io.heliograph.benchmarks.send;

import com.vonage.client.HttpConfig;
import com.vonage.client.VonageClient;
import com.vonage.client.sms.MessageStatus;
import com.vonage.client.sms.SmsClient;
import com.vonage.client.sms.SmsSubmissionResponse;
import com.vonage.client.sms.SmsSubmissionResponseMessage;
import com.vonage.client.sms.messages.TextMessage;
import java.io.IOException;
import java.util.List;

/** Vonage's client, with its SMS API. */
final class VonageCase implements SendCase {
    private final SmsClient client;

    VonageCase(String base) {
        this(HttpConfig.builder().baseUri(base).build());
    }

    VonageCase(HttpConfig http) {
        client = VonageClient.builder()
                .apiKey("key")
                .apiSecret("secret")
                .httpConfig(http)
                .build()
                .getSmsClient();
    }

    @Override
    public void send() throws IOException {
        SmsSubmissionResponse response =
                client.submitMessage(new TextMessage("ACME", Texts.TO.substring(1), Texts.text()));
        List<SmsSubmissionResponseMessage> messages = response.getMessages();
        if (messages == null || messages.isEmpty() || messages.get(0).getStatus() != MessageStatus.OK) {
            throw new NotAccepted("no accepted message");
        }
    }
}
