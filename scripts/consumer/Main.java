package consumer;

import com.sun.net.httpserver.HttpServer;
import io.heliograph.SmsClient;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.ProviderState;
import io.heliograph.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends SMS to a vendor in the same process with all limits on, until it fails and the circuit breaker opens. */
public final class Main {
    private static final int FAILURES = 6;

    public static void main(String[] arguments) throws Exception {
        byte[] accepted = "{\"message_id\":\"m-1\",\"message_status\":\"accepted\",\"status\":\"accepted\"}".getBytes("UTF-8");
        AtomicBoolean broken = new AtomicBoolean();
        HttpServer vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(broken.get() ? 500 : 201, accepted.length);
            exchange.getResponseBody().write(accepted);
            exchange.close();
        });
        vendor.start();
        Settings settings = Settings.of(Map.of(
                "heliograph.providers.wavix.api-key", "key-1",
                "heliograph.providers.wavix.base-url", "http://127.0.0.1:" + vendor.getAddress().getPort(),
                "heliograph.providers.wavix.rate-limit", "10",
                "heliograph.providers.wavix.max-concurrent", "2"));
        SendRequest.Builder request = SendRequest.to("+66812345678").from("ACME").text("สวัสดี");
        try (SmsClient sms = SmsClient.builder().settings(settings).build()) {
            String id = sms.send(request.build()).id().value();
            broken.set(true);
            for (int i = 0; i < FAILURES; i++) {
                sms.trySend(request.build());
            }
            ProviderState state = sms.states().get("wavix");
            if (!id.equals("m-1") || state.kind() != ProviderState.Kind.DOWN) {
                throw new IllegalStateException(id + ", " + state);
            }
            System.out.println("  sent, and the circuit breaker opens");
        } finally {
            vendor.stop(0);
        }
    }
}
