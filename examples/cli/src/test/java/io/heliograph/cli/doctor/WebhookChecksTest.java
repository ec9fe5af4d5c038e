package io.heliograph.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.settings.Settings;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.SocketHarness;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChecksTest {
    private static final Settings VERIFIED =
            Settings.of(Map.of("heliograph.providers.wavix.webhook-secrets", "sixteen-characters-at-least"));

    private static List<String> dry(@Nullable String url, Settings settings) {
        return lines(new WebhooksCheck(url == null ? null : URI.create(url), settings, Set.of("wavix")));
    }

    private static List<String> lines(Check check) {
        return check.findings().stream()
                .map(finding -> finding.level() + " " + finding.seen())
                .toList();
    }

    @Test
    void without_a_public_url_nothing_is_missing() {
        assertThat(dry(null, Settings.none()))
                .containsExactly("OK no public URL is known; --public-url URL checks one");
    }

    @ParameterizedTest
    @CsvSource({
        "https://sms.example.com/x, OK the public URL is https at sms.example.com",
        "http://sms.example.com, WARN the public URL isn't https",
        "https://localhost:8099, FAIL the public URL is this machine's own name",
        "https://127.0.0.1, FAIL the public URL is this machine's own name",
        "sms.example.com, FAIL the public URL has no host"
    })
    void a_public_url_must_be_https_and_no_name_of_this_machine(String url, String seen) {
        assertThat(dry(url, VERIFIED)).singleElement().asString().startsWith(seen);
    }

    @Test
    void webhooks_without_verification_are_a_warning() {
        assertThat(dry("https://sms.example.com", Settings.none()))
                .first()
                .asString()
                .startsWith("WARN it has no webhook-secrets");
        Settings unsafe = Settings.of(Map.of("heliograph.providers.wavix.webhook-unsafe-unverified", "true"));
        assertThat(dry(null, unsafe)).first().asString().startsWith("WARN they are taken without verification");
    }

    /** A name of the public network, whose server is on this machine. */
    private static List<String> asked(SocketHarness server, String address) {
        URI url = URI.create("http://sms.example.com:" + server.port() + "/hooks");
        OkHttpClient http = new OkHttpClient.Builder()
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .build();
        return lines(new WebhookReachCheck(url, "wavix", http, host -> List.of(InetAddress.getByName(address))));
    }

    @ParameterizedTest
    @CsvSource({
        "401, OK sms.example.com answers 401",
        "404, OK sms.example.com answers 404",
        "405, OK sms.example.com answers 405",
        "200, 'WARN sms.example.com answers 200, and a receiver'",
        "301, 'FAIL sms.example.com answers 301, a redirect'",
        "502, FAIL sms.example.com answers 502: the proxy is there"
    })
    void a_receiver_rejects_a_request_without_a_webhook(int status, String seen) {
        try (SocketHarness server = SocketHarness.start()) {
            server.script(Behaviour.answer(status, "text/plain", "", "Location: https://example.com/"));

            assertThat(asked(server, "203.0.113.7")).singleElement().asString().startsWith(seen);
            assertThat(server.recorded().get(0).target()).isEqualTo("/hooks/webhooks/sms/wavix");
            assertThat(server.posts()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.7", "127.0.0.1", "192.168.1.1", "169.254.1.1", "100.64.3.4", "fd00::1", "::1", "0.0.0.0"
            })
    void a_private_address_fails_without_a_request(String address) {
        try (SocketHarness server = SocketHarness.start()) {
            assertThat(asked(server, address))
                    .singleElement()
                    .asString()
                    .startsWith("FAIL sms.example.com has an address of a private network");
            assertThat(server.requests()).isZero();
        }
    }

    @Test
    void a_name_without_an_address_and_a_port_without_a_server_fail() throws UnknownHostException {
        Dns none = host -> {
            throw new UnknownHostException(host);
        };
        OkHttpClient here = new OkHttpClient.Builder()
                .dns(host -> List.of(InetAddress.getLoopbackAddress()))
                .build();
        URI url = URI.create("http://sms.example.com:1");
        InetAddress elsewhere = InetAddress.getByName("203.0.113.7");

        assertThat(lines(new WebhookReachCheck(url, "wavix", here, none)))
                .containsExactly("FAIL sms.example.com has no address");
        assertThat(lines(new WebhookReachCheck(url, "wavix", here, host -> List.of(elsewhere))))
                .containsExactly("FAIL nothing answers at sms.example.com: ConnectException");
    }
}
