package io.heliograph.testkit.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BehaviourTest {
    private static final Behaviour OK = Behaviour.answer(200, "text/plain", "ok");
    private static final String OK_BYTES =
            "HTTP/1.1 200 Scripted\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

    private final SocketHarness harness = SocketHarness.start();

    @AfterEach
    void closeHarness() {
        harness.close();
    }

    @Test
    void an_unscripted_harness_answers500() throws IOException {
        try (RawClient client = posted()) {
            assertThat(client.readHead()).startsWith("HTTP/1.1 500 ");
            assertThat(client.read("unscripted".length())).isEqualTo("unscripted");
        }
    }

    @Test
    void behaviours_are_played_in_order_and_the_last_one_stays() throws IOException {
        harness.script(Behaviour.answer(503, "", ""), OK);
        try (RawClient client = posted()) {
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 503 Scripted\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.send(RawClient.POST).read(OK_BYTES.length())).isEqualTo(OK_BYTES);
            assertThat(client.send(RawClient.POST).read(OK_BYTES.length())).isEqualTo(OK_BYTES);
        }
    }

    @Test
    void a_new_script_replaces_the_old_one() throws IOException {
        harness.script(Behaviour.answer(503, "", ""), Behaviour.answer(504, "", ""));
        harness.script(OK);
        try (RawClient client = posted()) {
            assertThat(client.read(OK_BYTES.length())).isEqualTo(OK_BYTES);
        }
    }

    @Test
    void an_answer_carries_its_headers_and_the_length_of_its_bytes() throws IOException {
        harness.script(Behaviour.answer(429, "application/json", "é", "Retry-After: 0", "X-A: b"));
        try (RawClient client = posted()) {
            assertThat(client.readHead())
                    .isEqualTo(head(
                            "HTTP/1.1 429 Scripted",
                            "Content-Type: application/json",
                            "Content-Length: 2",
                            "Retry-After: 0",
                            "X-A: b"));
        }
    }

    @Test
    void an_answer_without_content_has_neither_length_nor_body() throws IOException {
        harness.script(Behaviour.answer(204, "", "ignored", "Connection: close"));
        try (RawClient client = posted()) {
            assertThat(client.readToEnd()).isEqualTo("HTTP/1.1 204 Scripted\r\nConnection: close\r\n\r\n");
        }
    }

    @Test
    void head_is_answered_without_a_body() throws IOException {
        harness.script(OK);
        try (RawClient client = RawClient.to(harness).send("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n")) {
            assertThat(client.readToEnd()).isEqualTo(OK_BYTES.substring(0, OK_BYTES.length() - 2));
        }
    }

    @Test
    void a_client_that_wants_the_connection_closed_gets_it_closed() throws IOException {
        harness.script(OK);
        try (RawClient client = RawClient.to(harness).send("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n")) {
            assertThat(client.readToEnd()).isEqualTo(OK_BYTES);
        }
    }

    @Test
    void bytes_are_answered_as_they_are() throws IOException {
        harness.script(Behaviour.answerBytes(200, "", new byte[] {31, -117, 0, 10}, "Content-Encoding: gzip"));
        try (RawClient client = posted()) {
            assertThat(client.readHead()).endsWith("\r\nContent-Length: 4\r\nContent-Encoding: gzip\r\n\r\n");
            assertThat(client.read(4)).isEqualTo("\u001f\u008b\0\n");
        }
    }

    @Test
    void a_raw_answer_is_exactly_its_bytes_and_then_the_end() throws IOException {
        harness.script(Behaviour.answerRaw("HTTP/9 what?\n".getBytes(StandardCharsets.US_ASCII)));
        try (RawClient client = posted()) {
            assertThat(client.readToEnd()).isEqualTo("HTTP/9 what?\n");
        }
    }

    @Test
    void a_cut_body_is_shorter_than_its_length() throws IOException {
        harness.script(Behaviour.cutBody(201, "application/json", "{\"id\":"));
        try (RawClient client = posted()) {
            assertThat(client.readToEnd())
                    .isEqualTo(head("HTTP/1.1 201 Scripted", "Content-Type: application/json", "Content-Length: 1030")
                            + "{\"id\":");
        }
    }

    @Test
    void closing_without_reply_is_aclean_end() throws IOException {
        harness.script(Behaviour.closeWithoutReply());
        try (RawClient client = posted()) {
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(harness.posts()).isEqualTo(1);
    }

    @Test
    void a_reset_is_seen_as_areset() throws IOException {
        harness.script(Behaviour.reset());
        try (RawClient client = posted()) {
            assertThatThrownBy(client::readToEnd)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(harness.posts()).isEqualTo(1);
    }

    @Test
    void a_reset_on_connect_does_not_wait_for_the_request() throws IOException {
        harness.script(Behaviour.resetOnConnect(), OK);
        try (RawClient client = RawClient.to(harness).send("P")) {
            assertThatThrownBy(client::readToEnd)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(harness.begun()).isEqualTo(1);
        assertThat(harness.requests()).isZero();
        try (RawClient client = posted()) {
            assertThat(client.read(OK_BYTES.length())).isEqualTo(OK_BYTES);
        }
    }

    @Test
    void a_silent_server_counts_on_and_never_answers() throws IOException {
        harness.script(Behaviour.silent(), OK);
        try (RawClient client = posted().send(RawClient.POST)) {
            harness.takeRequest(Duration.ofSeconds(5));
            harness.takeRequest(Duration.ofSeconds(5));

            assertThatThrownBy(client.patience(50)::readToEnd).isInstanceOf(SocketTimeoutException.class);
            harness.close();
            assertThat(client.patience(5_000).readToEnd()).isEmpty();
        }
        assertThat(harness.posts()).isEqualTo(2);
    }

    @Test
    void a_dribble_never_finishes_its_headers() throws IOException {
        harness.script(Behaviour.dribble(Duration.ofNanos(1)));
        String start = "HTTP/1.1 200 Slow\r\nX-Slow: 1\r\nX-Slow: 1\r\nX-Sl";
        try (RawClient client = posted()) {
            assertThat(client.read(start.length())).isEqualTo(start);
            harness.close();
            assertThat(client.readToEnd()).doesNotContain("\r\n\r\n");
        }
    }

    @Test
    void a_dribble_stops_within_its_gap_when_the_harness_is_closed() throws IOException {
        harness.script(Behaviour.dribble(Duration.ofHours(1)));
        try (RawClient client = posted()) {
            assertThat(client.read(1)).isEqualTo("H");
            harness.close();
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void a_stale_connection_looks_alive_in_its_answer_and_is_dead() throws IOException {
        harness.script(Behaviour.answerThenClose(200, "text/plain", "ok"), OK);
        try (RawClient client = posted()) {
            assertThat(client.read(OK_BYTES.length())).isEqualTo(OK_BYTES);
            harness.awaitClosed();

            assertThat(client.readToEnd()).isEmpty();
            client.send(RawClient.POST);
            assertThat(harness.posts()).isEqualTo(1);
        }
    }

    @Test
    void a_redirect_names_its_place() throws IOException {
        harness.script(Behaviour.redirect(307, URI.create("http://127.0.0.1:1/é")));
        try (RawClient client = posted()) {
            assertThat(client.readHead())
                    .isEqualTo(
                            head("HTTP/1.1 307 Scripted", "Content-Length: 0", "Location: http://127.0.0.1:1/%C3%A9"));
        }
    }

    @Test
    void an_invalid_behaviour_is_rejected_early() {
        assertThatIllegalArgumentException().isThrownBy(harness::script);
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.answer(100, "", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.answer(200, "a\r\nb: c", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.answer(200, "", "", "no colon"));
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.answer(200, "", "", "a: b\nc: d"));
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.answer(200, "", "", "content-length: 3"));
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.dribble(Duration.ZERO));
    }

    @Test
    void a_behaviour_prints_its_name() {
        assertThat(Behaviour.answer(503, "", "")).hasToString("answer 503");
        assertThat(Behaviour.resetOnConnect()).hasToString("reset on connect");
    }

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    private RawClient posted() throws IOException {
        return RawClient.to(harness).send(RawClient.POST);
    }
}
