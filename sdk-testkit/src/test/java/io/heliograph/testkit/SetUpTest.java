package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.ErrorType;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.MutePort;
import io.heliograph.testkit.socket.SocketHarness;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The outcome of a send whose connection is never established. */
class SetUpTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private static SendOutcome.Rejected send(String url, HttpOptions options) {
        try (SmsClient client = SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(new BareProvider(url, "secret-of-the-test", options))
                .build()) {
            SendOutcome outcome =
                    client.trySend(SendRequest.to("+447537151866").text("hello").build());
            assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
            return (SendOutcome.Rejected) outcome;
        }
    }

    private static OkHttpClient through(int proxyPort) {
        return new OkHttpClient.Builder()
                .proxy(new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort)))
                .build();
    }

    @Test
    void a_silent_tls_server_is_limited_by_the_connect_timeout_not_the_deadline() {
        try (MutePort mute = MutePort.open()) {
            SendOutcome.Rejected rejected = send(
                    "https://localhost:" + mute.port(), HttpOptions.defaults().connectTimeout(SHORT));

            assertThat(rejected.errorType()).isEqualTo(ErrorType.UNREACHABLE);
            assertThat(rejected.failure().failover()).isTrue();
        }
    }

    @Test
    void a_provider_that_stalled_for_a_second_is_not_asked_again_before_the_next_one() {
        RecordingProvider second = new RecordingProvider("second");
        try (MutePort mute = MutePort.open();
                SmsClient client = SmsClient.builder()
                        .provider(new BareProvider(
                                "https://localhost:" + mute.port(),
                                "secret-of-the-test",
                                HttpOptions.defaults().connectTimeout(Duration.ofMillis(1_100))))
                        .provider(second)
                        .build()) {
            SendOutcome outcome =
                    client.trySend(SendRequest.to("+447537151866").text("hello").build());

            assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
            assertThat(outcome.attempts()).hasSize(2);
            assertThat(second.sends()).isEqualTo(1);
        }
    }

    @Test
    void a_silent_proxy_is_limited_by_the_connect_timeout_not_the_deadline() {
        try (MutePort mute = MutePort.open()) {
            SendOutcome.Rejected rejected = send(
                    "https://vendor.example",
                    HttpOptions.defaults().using(through(mute.port())).connectTimeout(SHORT));

            assertThat(rejected.errorType()).isEqualTo(ErrorType.UNREACHABLE);
        }
    }

    @Test
    void a_silent_name_server_is_limited_by_the_connect_timeout_not_the_deadline() {
        CountDownLatch end = new CountDownLatch(1);
        OkHttpClient hanging = new OkHttpClient.Builder()
                .dns(host -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    throw new UnknownHostException(host);
                })
                .build();
        try {
            SendOutcome.Rejected rejected = send(
                    "https://vendor.example",
                    HttpOptions.defaults().using(hanging).connectTimeout(SHORT));

            assertThat(rejected.errorType()).isEqualTo(ErrorType.UNREACHABLE);
            assertThat(rejected.failure().reason()).doesNotContain("wasn't found");
        } finally {
            end.countDown();
        }
    }

    @Test
    void a_proxy_that_wants_a_login_is_a_matter_of_the_configuration() {
        try (SocketHarness proxy = SocketHarness.start()) {
            proxy.script(Behaviour.answer(407, "", "", "Proxy-Authenticate: Basic realm=x"));
            SendOutcome.Rejected rejected =
                    send("https://vendor.example", HttpOptions.defaults().using(through(proxy.port())));

            assertThat(rejected.errorType()).isEqualTo(ErrorType.CONFIGURATION);
            assertThat(rejected.failure().reason()).contains("the proxy wants a login");
            assertThat(proxy.posts()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"403, CONFIGURATION", "404, CONFIGURATION", "502, UNREACHABLE", "503, UNREACHABLE"})
    void a_proxy_that_refuses_the_connection_has_sent_nothing(int status, ErrorType type) {
        try (SocketHarness proxy = SocketHarness.start()) {
            proxy.script(Behaviour.answer(status, "text/html", "<html>blocked by policy</html>"));
            SendOutcome.Rejected rejected =
                    send("https://vendor.example", HttpOptions.defaults().using(through(proxy.port())));

            assertThat(rejected.errorType()).isEqualTo(type);
            assertThat(rejected.failure().reason()).contains("the proxy made no connection", "HTTP " + status);
            assertThat(proxy.posts()).isZero();
        }
    }

    @Test
    void a_proxy_that_rejects_the_login_is_asked_once_more_at_most() {
        try (SocketHarness proxy = SocketHarness.start()) {
            proxy.script(Behaviour.answer(407, "", "", "Proxy-Authenticate: Basic realm=x"));
            OkHttpClient wrongPassword = through(proxy.port())
                    .newBuilder()
                    .proxyAuthenticator((route, response) -> response.request()
                            .newBuilder()
                            .header("Proxy-Authorization", "Basic d3Jvbmc6d3Jvbmc=")
                            .build())
                    .build();
            SendOutcome.Rejected rejected =
                    send("https://vendor.example", HttpOptions.defaults().using(wrongPassword));

            assertThat(rejected.errorType()).isEqualTo(ErrorType.CONFIGURATION);
            assertThat(proxy.begun()).isLessThanOrEqualTo(2);
            assertThat(proxy.posts()).isZero();
        }
    }

    @Test
    void a_proxy_that_nobody_set_up_and_that_wants_a_login_is_one_too() {
        try (SocketHarness vendor = SocketHarness.start()) {
            vendor.script(Behaviour.answer(407, "", ""));
            SendOutcome.Rejected rejected = send(vendor.url().toString(), HttpOptions.defaults());

            assertThat(rejected.errorType()).isEqualTo(ErrorType.CONFIGURATION);
            assertThat(vendor.posts()).isEqualTo(1);
        }
    }
}
