package io.heliograph.testkit.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Dns;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A control: a client left at its defaults sends twice, and the harness shows it. */
class DefaultClientControlTest {
    private static final Behaviour OK = Behaviour.answer(200, "text/plain", "ok");

    private final SocketHarness harness = SocketHarness.startOnAllLoopback();
    private final OkHttpClient client = new OkHttpClient();

    @AfterEach
    void closeBoth() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        harness.close();
    }

    @Test
    void aBusyServerThatSaysNowGetsThePostTwice() throws IOException {
        harness.script(Behaviour.answer(503, "", "", "Retry-After: 0"));

        assertThat(post(client, harness.url())).isEqualTo(503);
        assertThat(harness.posts()).isEqualTo(2);
    }

    @Test
    void aBusyServerThatSaysNowGetsThePostTwiceEvenWithoutRetryOnConnectionFailure() throws IOException {
        OkHttpClient withoutRetry =
                client.newBuilder().retryOnConnectionFailure(false).build();
        harness.script(Behaviour.answer(503, "", "", "Retry-After: 0"));

        assertThat(post(withoutRetry, harness.url())).isEqualTo(503);
        assertThat(harness.posts()).isEqualTo(2);
    }

    @Test
    void aRequestTimeoutGetsThePostTwice() throws IOException {
        harness.script(Behaviour.answer(408, "", ""));

        assertThat(post(client, harness.url())).isEqualTo(408);
        assertThat(harness.posts()).isEqualTo(2);
    }

    @Test
    void aPooledConnectionThatDiesUnderAPostGetsItTwice() throws IOException {
        harness.script(OK, Behaviour.closeWithoutReply(), OK);
        post(client, harness.url());

        assertThat(post(client, harness.url())).isEqualTo(200);
        assertThat(harness.posts()).as("one for the pool, then one send").isEqualTo(1 + 2);
        assertThat(harness.recorded()).extracting(RecordedRequest::connection).containsExactly(1, 1, 2);
    }

    @Test
    void aPooledConnectionThatIsResetUnderAPostGetsItTwice() throws IOException {
        harness.script(OK, Behaviour.reset(), OK);
        post(client, harness.url());

        assertThat(post(client, harness.url())).isEqualTo(200);
        assertThat(harness.posts()).as("one for the pool, then one send").isEqualTo(1 + 2);
    }

    @Test
    void aPooledConnectionThatWasSeenToDieIsNotUsed() throws IOException {
        harness.script(Behaviour.answerThenClose(200, "text/plain", "ok"), OK);
        post(client, harness.url());
        harness.awaitClosed();

        assertThat(post(client, harness.url())).isEqualTo(200);
        assertThat(harness.posts()).as("one for the pool, then one send").isEqualTo(1 + 1);
        assertThat(harness.connections()).isEqualTo(2);
    }

    @Test
    void aResetGetsThePostToEachOfThreeAddresses() throws IOException {
        harness.script(Behaviour.reset());

        assertThatThrownBy(() -> postToThreeAddresses()).isInstanceOf(IOException.class);
        assertThat(harness.posts()).isEqualTo(3);
        assertThat(addressesReached()).containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.3");
    }

    @Test
    void aCloseWithoutReplyGetsThePostToEachOfThreeAddresses() throws IOException {
        harness.script(Behaviour.closeWithoutReply());

        assertThatThrownBy(() -> postToThreeAddresses()).isInstanceOf(IOException.class);
        assertThat(harness.posts()).isEqualTo(3);
    }

    @Test
    void aResetOnConnectIsTriedAtEachOfThreeAddresses() throws IOException {
        harness.script(Behaviour.resetOnConnect());

        assertThatThrownBy(() -> postToThreeAddresses()).isInstanceOf(IOException.class);
        assertThat(harness.begun()).isEqualTo(3);
        assertThat(harness.posts()).isZero();
    }

    @Test
    void aResetOfAFreshConnectionToOneAddressGetsThePostOnce() {
        harness.script(Behaviour.reset());

        assertThatThrownBy(() -> post(client, harness.url())).isInstanceOf(IOException.class);
        assertThat(harness.posts()).isEqualTo(1);
    }

    @Test
    void aRedirectTakesThePostAndItsKeyToAnotherServer() throws IOException {
        try (SocketHarness elsewhere = SocketHarness.start()) {
            elsewhere.script(OK);
            harness.script(Behaviour.redirect(307, elsewhere.url()));

            assertThat(post(client, harness.url())).isEqualTo(200);
            assertThat(harness.posts() + elsewhere.posts()).isEqualTo(2);
            assertThat(elsewhere.recorded().get(0).header("X-Api-Key")).contains("sesame");
        }
    }

    @Test
    void aConnectionThatTheServerClosedIsUsedAllTheSameWhereNothingIsTriedAgain() throws IOException {
        OkHttpClient withoutRetry =
                client.newBuilder().retryOnConnectionFailure(false).build();
        harness.script(OK.thenClose(), OK);
        post(withoutRetry, harness.url());
        harness.awaitClosed();

        assertThatThrownBy(() -> post(withoutRetry, harness.url())).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerTooManyIsReadAsTheNextOnesAnswer() throws IOException {
        harness.script(OK.thenSay("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), OK);
        post(client, harness.url());

        assertThat(post(client, harness.url())).isEqualTo(400); // before the server has read this request
    }

    @Test
    void aNegativeLengthBreaksOffAfterTheAnswerHasCome() {
        harness.script(Behaviour.answerRaw(
                "HTTP/1.1 202 Accepted\r\nContent-Length: -5\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> post(client, harness.url())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStallOfTlsIsNoMatterOfTheConnectTimeout() {
        OkHttpClient impatient = client.newBuilder()
                .connectTimeout(Duration.ofMillis(100))
                .readTimeout(Duration.ZERO)
                .callTimeout(Duration.ofMillis(600))
                .build();
        try (MutePort mute = MutePort.open()) {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> post(impatient, URI.create("https://127.0.0.1:" + mute.port())))
                    .isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
        }
    }

    private List<String> addressesReached() {
        return harness.recorded().stream()
                .map(request -> request.reachedAt().getHostAddress())
                .toList();
    }

    private int postToThreeAddresses() throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        for (byte last = 1; last <= 3; last++) {
            addresses.add(InetAddress.getByAddress("sms.test", new byte[] {127, 0, 0, last}));
        }
        Dns dns = host -> addresses;
        return post(client.newBuilder().dns(dns).build(), URI.create("http://sms.test:" + harness.port()));
    }

    private static int post(OkHttpClient client, URI url) throws IOException {
        Request request = new Request.Builder()
                .url(url.toString())
                .header("X-Api-Key", "sesame")
                .post(RequestBody.create("{\"to\":\"x\"}", MediaType.get("application/json")))
                .build();
        try (Response response = client.newCall(request).execute()) {
            return response.code();
        }
    }
}
