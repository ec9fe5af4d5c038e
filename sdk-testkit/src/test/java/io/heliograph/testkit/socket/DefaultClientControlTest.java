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

/** A control experiment: a client with default settings sends twice, and the harness shows it. */
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
    void a_busy_server_that_says_now_gets_the_post_twice() throws IOException {
        harness.script(Behaviour.answer(503, "", "", "Retry-After: 0"));

        assertThat(post(client, harness.url())).isEqualTo(503);
        assertThat(harness.posts()).isEqualTo(2);
    }

    @Test
    void a_busy_server_that_says_now_gets_the_post_twice_even_without_retry_on_connection_failure() throws IOException {
        OkHttpClient withoutRetry =
                client.newBuilder().retryOnConnectionFailure(false).build();
        harness.script(Behaviour.answer(503, "", "", "Retry-After: 0"));

        assertThat(post(withoutRetry, harness.url())).isEqualTo(503);
        assertThat(harness.posts()).isEqualTo(2);
    }

    @Test
    void a_request_timeout_gets_the_post_twice() throws IOException {
        harness.script(Behaviour.answer(408, "", ""));

        assertThat(post(client, harness.url())).isEqualTo(408);
        assertThat(harness.posts()).isEqualTo(2);
    }

    @Test
    void a_pooled_connection_that_dies_during_a_post_gets_it_twice() throws IOException {
        harness.script(OK, Behaviour.closeWithoutReply(), OK);
        post(client, harness.url());

        assertThat(post(client, harness.url())).isEqualTo(200);
        assertThat(harness.posts()).as("one for the pool, then one send").isEqualTo(1 + 2);
        assertThat(harness.recorded()).extracting(RecordedRequest::connection).containsExactly(1, 1, 2);
    }

    @Test
    void a_pooled_connection_that_is_reset_during_a_post_gets_it_twice() throws IOException {
        harness.script(OK, Behaviour.reset(), OK);
        post(client, harness.url());

        assertThat(post(client, harness.url())).isEqualTo(200);
        assertThat(harness.posts()).as("one for the pool, then one send").isEqualTo(1 + 2);
    }

    @Test
    void a_pooled_connection_that_was_seen_to_die_is_not_used() throws IOException {
        harness.script(Behaviour.answerThenClose(200, "text/plain", "ok"), OK);
        post(client, harness.url());
        harness.awaitClosed();

        assertThat(post(client, harness.url())).isEqualTo(200);
        assertThat(harness.posts()).as("one for the pool, then one send").isEqualTo(1 + 1);
        assertThat(harness.connections()).isEqualTo(2);
    }

    @Test
    void a_reset_gets_the_post_to_each_of_three_addresses() throws IOException {
        harness.script(Behaviour.reset());

        assertThatThrownBy(() -> postToThreeAddresses()).isInstanceOf(IOException.class);
        assertThat(harness.posts()).isEqualTo(3);
        assertThat(addressesReached()).containsExactly("127.0.0.1", "127.0.0.2", "127.0.0.3");
    }

    @Test
    void a_close_without_reply_gets_the_post_to_each_of_three_addresses() throws IOException {
        harness.script(Behaviour.closeWithoutReply());

        assertThatThrownBy(() -> postToThreeAddresses()).isInstanceOf(IOException.class);
        assertThat(harness.posts()).isEqualTo(3);
    }

    @Test
    void a_reset_on_connect_is_tried_at_each_of_three_addresses() throws IOException {
        harness.script(Behaviour.resetOnConnect());

        assertThatThrownBy(() -> postToThreeAddresses()).isInstanceOf(IOException.class);
        assertThat(harness.begun()).isEqualTo(3);
        assertThat(harness.posts()).isZero();
    }

    @Test
    void a_reset_of_afresh_connection_to_one_address_gets_the_post_once() {
        harness.script(Behaviour.reset());

        assertThatThrownBy(() -> post(client, harness.url())).isInstanceOf(IOException.class);
        assertThat(harness.posts()).isEqualTo(1);
    }

    @Test
    void a_redirect_takes_the_post_and_its_key_to_another_server() throws IOException {
        try (SocketHarness elsewhere = SocketHarness.start()) {
            elsewhere.script(OK);
            harness.script(Behaviour.redirect(307, elsewhere.url()));

            assertThat(post(client, harness.url())).isEqualTo(200);
            assertThat(harness.posts() + elsewhere.posts()).isEqualTo(2);
            assertThat(elsewhere.recorded().get(0).header("X-Api-Key")).contains("sesame");
        }
    }

    @Test
    void a_connection_that_the_server_closed_is_used_all_the_same_where_nothing_is_tried_again() throws IOException {
        OkHttpClient withoutRetry =
                client.newBuilder().retryOnConnectionFailure(false).build();
        harness.script(OK.thenClose(), OK);
        post(withoutRetry, harness.url());
        harness.awaitClosed();

        assertThatThrownBy(() -> post(withoutRetry, harness.url())).isInstanceOf(IOException.class);
    }

    @Test
    void an_answer_too_many_is_read_as_the_next_ones_answer() throws IOException {
        harness.script(OK.thenSay("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"), OK);
        post(client, harness.url());

        assertThat(post(client, harness.url())).isEqualTo(400); // before the server has read this request
    }

    @Test
    void a_negative_length_breaks_off_after_the_answer_has_come() {
        harness.script(Behaviour.answerRaw(
                "HTTP/1.1 202 Accepted\r\nContent-Length: -5\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

        assertThatThrownBy(() -> post(client, harness.url())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_stall_of_tls_is_no_matter_of_the_connect_timeout() {
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
