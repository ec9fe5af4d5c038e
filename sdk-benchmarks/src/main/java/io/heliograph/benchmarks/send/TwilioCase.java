package io.heliograph.benchmarks.send;

import com.twilio.http.HttpClient;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;

/** Twilio's client, which has no setting for its base URL. */
final class TwilioCase implements SendCase {
    private static final int CONNECTIONS = 1024;
    private static final String ACCOUNT = "AC00000000000000000000000000000000";
    private static final PhoneNumber TO = new PhoneNumber(Texts.TO);
    private static final PhoneNumber FROM = new PhoneNumber("+15005550006");

    private final TwilioRestClient client;

    private TwilioCase(HttpClient http) {
        client =
                new TwilioRestClient.Builder(ACCOUNT, "secret").httpClient(http).build();
    }

    /**
     * Each request takes another route, as through a proxy; with as many connections as there are threads, of which its own
     * default keeps 20.
     */
    static TwilioCase pooled(String base) {
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
        return new TwilioCase(new NetworkHttpClient(builder));
    }

    /**
     * The HTTP client that it has by default, but for the read timeout and the host in each request, which has to be a name: it
     * takes the numbers of an address for parts of Twilio's own names.
     */
    static TwilioCase byDefault(String base, Duration readTimeout) {
        SocketConfig sockets = SocketConfig.copy(HttpClient.DEFAULT_SOCKET_CONFIG)
                .setSoTimeout(Timeout.of(readTimeout))
                .build();
        return new TwilioCase(new NetworkHttpClient(HttpClient.DEFAULT_REQUEST_CONFIG, sockets) {
            @Override
            public Response makeRequest(Request request) {
                return super.makeRequest(toServer(request, base));
            }
        });
    }

    private static Request toServer(Request request, String base) {
        Request copy = new Request(
                request.getMethod(), base + URI.create(request.getUrl()).getRawPath());
        copy.setAuth(request.getUsername(), request.getPassword());
        copy.setContentType(request.getContentType());
        request.getPostParams().forEach((name, values) -> values.forEach(value -> copy.addPostParam(name, value)));
        request.getHeaderParams().forEach((name, values) -> values.forEach(value -> copy.addHeaderParam(name, value)));
        return copy;
    }

    @Override
    public void send() throws Exception {
        Message message = Message.creator(TO, FROM, Texts.text()).create(client);
        OkHttpCases.require2xx(200, message.getSid().length());
    }
}
