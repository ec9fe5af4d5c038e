package io.heliograph.benchmarks.send;

import io.heliograph.SmsClient;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.SendRequest;
import io.heliograph.wavix.Wavix;

/** The client as it is by default, with a listener and the tracker. */
final class HeliographCase implements SendCase {
    private final SmsClient client;

    HeliographCase(String base) {
        client = SmsClient.builder()
                .provider(Wavix.builder()
                        .apiKey("secret")
                        .from("ACME")
                        .baseUrl(base)
                        .allowCleartext(true)
                        .build())
                .listener(new SmsEventListener() {})
                .build();
        client.tracker();
    }

    @Override
    public void send() {
        client.send(SendRequest.to(Texts.TO).text(Texts.text()).build());
    }

    @Override
    public void close() {
        client.close();
    }
}
