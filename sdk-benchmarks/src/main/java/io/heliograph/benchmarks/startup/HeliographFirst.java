package io.heliograph.benchmarks.startup;

import io.heliograph.SmsClient;
import io.heliograph.event.SmsEventListener;
import io.heliograph.message.SendRequest;
import io.heliograph.wavix.Wavix;

/** The client as it is by default, with a listener and the tracker. */
final class HeliographFirst {
    private HeliographFirst() {}

    static void send(String base) {
        SmsClient client = SmsClient.builder()
                .provider(Wavix.builder()
                        .apiKey("secret")
                        .from("ACME")
                        .baseUrl(base)
                        .allowCleartext(true)
                        .build())
                .listener(new SmsEventListener() {})
                .build();
        client.tracker();
        client.send(SendRequest.to(Text.TO).text(Text.TEXT).build());
    }
}
