package io.heliograph.benchmarks.send;

import io.heliograph.SmsClient;
import io.heliograph.SmsClientBuilder;
import io.heliograph.event.SmsEventListener;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.wavix.Wavix;
import java.util.function.UnaryOperator;

/** The client with a listener and the tracker. */
final class HeliographCase implements SendCase {
    static final String NAME = "heliograph";

    private final SmsClient client;

    private HeliographCase(SmsClient client) {
        this.client = client;
        client.tracker();
    }

    /** The client as it is by default. */
    static HeliographCase byDefault(String base) {
        return of(base, builder -> builder);
    }

    /** The client as it is by default, but for a few settings. */
    static HeliographCase of(String base, UnaryOperator<SmsClientBuilder> settings) {
        return of(base, HttpOptions.defaults(), settings);
    }

    static HeliographCase of(String base, HttpOptions http, UnaryOperator<SmsClientBuilder> settings) {
        SmsClientBuilder builder =
                SmsClient.builder().provider(wavix(base, http)).listener(new SmsEventListener() {});
        return new HeliographCase(settings.apply(builder).build());
    }

    private static Wavix wavix(String base, HttpOptions http) {
        return Wavix.builder()
                .apiKey("secret")
                .from("ACME")
                .baseUrl(base)
                .allowCleartext(true)
                .http(http)
                .build();
    }

    SmsClient client() {
        return client;
    }

    SendOutcome trySend() {
        return client.trySend(SendRequest.to(Texts.TO).text(Texts.text()).build());
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
