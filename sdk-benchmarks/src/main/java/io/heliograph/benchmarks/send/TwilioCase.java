package io.heliograph.benchmarks.send;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;

/** Twilio's client, whose host is fixed, so that a route planner leads to the server. */
final class TwilioCase implements SendCase {
    private static final int CONNECTIONS = 1024;

    private final TwilioRestClient client;

    TwilioCase(String base) {
        URI server = URI.create(base);
        HttpRoute route = new HttpRoute(new HttpHost(server.getScheme(), server.getHost(), server.getPort()));
        HttpClientBuilder http = HttpClientBuilder.create()
                .setRoutePlanner((host, context) -> route)
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setMaxConnTotal(CONNECTIONS)
                        .build());
        client = new TwilioRestClient.Builder("AC00000000000000000000000000000000", "secret")
                .httpClient(new NetworkHttpClient(http))
                .build();
    }

    @Override
    public void send() throws IOException {
        Message message = Message.creator(new PhoneNumber(Texts.TO), new PhoneNumber("ACME"), Texts.text())
                .create(client);
        OkHttpCases.require2xx(200, message.getSid().length());
    }
}
