package io.heliograph.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.SmsClient;
import io.heliograph.error.SmsException;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.testkit.socket.Behaviour;
import io.heliograph.testkit.socket.SocketHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a connection is reused, with and without TLS. */
class KeptConnectionTest {
    private static final Behaviour OK = Behaviour.answer(201, "application/json", "{}");
    private static final String REFUSAL = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
    private static final HeldCertificate SERVER =
            new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();

    private SocketHarness harness = SocketHarness.start();
    private OkHttpClient users = new OkHttpClient();
    private String scheme = "http";

    @AfterEach
    void close() {
        harness.close();
    }

    private void speak(boolean tls) {
        if (tls) {
            harness.close();
            HandshakeCertificates certificates = new HandshakeCertificates.Builder()
                    .heldCertificate(SERVER)
                    .addTrustedCertificate(SERVER.certificate())
                    .build();
            harness = SocketHarness.startTls(certificates.sslContext());
            users = users.newBuilder()
                    .sslSocketFactory(certificates.sslSocketFactory(), certificates.trustManager())
                    .build();
            scheme = "https";
        }
    }

    private SmsClient client() {
        String url = scheme + "://localhost:" + harness.port();
        return SmsClient.builder()
                .retry(RetryPolicy.none())
                .provider(new BareProvider(
                        url, "secret-of-the-test", HttpOptions.defaults().using(users)))
                .build();
    }

    /** Sends so many messages one after the other, each of which must be accepted with one POST. */
    private void sends(int count) {
        try (SmsClient client = client()) {
            for (int i = 0; i < count; i++) {
                SendOutcome outcome = client.trySend(
                        SendRequest.to("+447537151866").text("hello").build());
                assertThat(outcome).as("send %s", i).isInstanceOf(SendOutcome.Accepted.class);
                harness.awaitClosed();
            }
        }
        assertThat(harness.posts()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_connection_is_kept_for_the_next_sends(boolean tls) {
        speak(tls);
        harness.script(OK);

        sends(4);
        assertThat(harness.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_connection_that_the_server_closed_is_not_used(boolean tls) {
        speak(tls);
        harness.script(OK.thenClose(), OK.thenClose(), OK);

        sends(3);
        assertThat(harness.connections()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_connection_with_an_answer_too_many_is_not_used(boolean tls) {
        speak(tls);
        harness.script(OK, OK.thenSay(REFUSAL), OK);

        sends(3);
        assertThat(harness.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout=0", "timeout=0, max=100", "max=5, timeout=0"})
    void a_connection_is_kept_no_longer_than_the_server_keeps_it(String keepAlive) {
        harness.script(Behaviour.answer(201, "application/json", "{}", "Keep-Alive: " + keepAlive));

        sends(2);
        assertThat(harness.connections()).isEqualTo(2);
    }

    @Test
    void a_hint_that_leaves_time_changes_nothing() {
        harness.script(Behaviour.answer(201, "application/json", "{}", "Keep-Alive: timeout=60"));

        sends(3);
        assertThat(harness.connections()).isEqualTo(1);
    }

    @Test
    void interceptors_of_the_users_see_one_request_a_send_on_whatever_connection() {
        AtomicInteger inApplication = new AtomicInteger();
        AtomicInteger onNetwork = new AtomicInteger();
        users = users.newBuilder()
                .addInterceptor(chain -> {
                    inApplication.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .addNetworkInterceptor(chain -> {
                    onNetwork.incrementAndGet();
                    return chain.proceed(chain.request());
                })
                .build();
        harness.script(OK.thenClose(), OK.thenSay(REFUSAL), OK);

        sends(3);
        assertThat(harness.connections()).isEqualTo(3);
        assertThat(inApplication).hasValue(3);
        assertThat(onNetwork).hasValue(3);
    }

    @Test
    void a_plain_socket_of_the_users_is_used_once_because_nobody_sees_what_it_holds() {
        users = users.newBuilder().socketFactory(new UsersSockets()).build();
        harness.script(OK.thenSay(REFUSAL), OK);

        sends(2);
        assertThat(harness.connections()).isEqualTo(2);
    }

    @Test
    void a_query_is_repeated_once_if_a_kept_connection_breaks() {
        harness.script(OK, Behaviour.closeWithoutReply(), OK);
        try (SmsClient client = client()) {
            client.status(new MessageId("bare", "known-1"));
            client.status(new MessageId("bare", "known-1"));
        }
        assertThat(harness.requests()).isEqualTo(1 + 2);
    }

    @Test
    void a_query_is_not_repeated_forever_and_never_on_a_new_connection() {
        harness.script(Behaviour.closeWithoutReply());
        try (SmsClient client = client()) {
            MessageId id = new MessageId("bare", "known-1");
            assertThatThrownBy(() -> client.status(id)).isInstanceOf(SmsException.class);
            assertThat(harness.requests()).isEqualTo(1);

            harness.script(OK, Behaviour.closeWithoutReply());
            client.status(id);
            assertThatThrownBy(() -> client.status(id)).isInstanceOf(SmsException.class);
            assertThat(harness.requests()).isEqualTo(1 + 1 + 2);
        }
    }

    @Test
    void a_response_that_breaks_off_after_its_head_still_counts() {
        harness.script(Behaviour.answerRaw(
                "HTTP/1.1 404 Not Found\r\nContent-Length: -5\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
        try (SmsClient client = client()) {
            SendOutcome outcome =
                    client.trySend(SendRequest.to("+447537151866").text("hello").build());

            assertThat(outcome).isInstanceOf(SendOutcome.Rejected.class);
        }
        assertThat(harness.posts()).isEqualTo(1);
    }

    /** Sockets that aren't the platform's. */
    private static final class UsersSockets extends SocketFactory {
        @Override
        public Socket createSocket() {
            return new Socket();
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return new Socket(host, port, local, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return new Socket(host, port, local, localPort);
        }
    }
}
