package io.heliograph.benchmarks.send;

import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpHost;

/**
 * Twilio's client. It has no setting for its base URL, so each request takes another route, as through a proxy; with as many
 * connections as there are threads, of which its own default keeps 20.
 */
final class TwilioCase implements SendCase {
    private static final int CONNECTIONS = 1024;
    private static final String ACCOUNT = "AC00000000000000000000000000000000";
    private static final PhoneNumber TO = new PhoneNumber(Texts.TO);
    private static final PhoneNumber FROM = new PhoneNumber("+15005550006");

    private final TwilioRestClient client;

    TwilioCase(String base) {
        URI server = URI.create(base);
        HttpHost host = new HttpHost(server.getScheme(), server.getHost(), server.getPort());
        boolean secure = server.getScheme().equals("https");
        HttpRoutePlanner toServer = (target, context) -> new HttpRoute(host, null, secure);
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager();
        connections.setMaxTotal(CONNECTIONS);
        connections.setDefaultMaxPerRoute(CONNECTIONS);
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setRoutePlanner(toServer)
                .disableAutomaticRetries();
        client = new TwilioRestClient.Builder(ACCOUNT, "secret")
                .httpClient(new NetworkHttpClient(builder))
                .build();
    }

    @Override
    public void send() throws Exception {
        Message message = Message.creator(TO, FROM, Texts.text()).create(client);
        OkHttpCases.require2xx(200, message.getSid().length());
    }
}
