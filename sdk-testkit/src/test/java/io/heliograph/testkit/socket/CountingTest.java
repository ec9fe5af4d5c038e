package io.heliograph.testkit.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountingTest {
    private static final String CHUNKED = "POST /sms HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final Behaviour OK = Behaviour.answer(200, "text/plain", "ok");

    private final SocketHarness harness = SocketHarness.start();

    @AfterEach
    void closeHarness() {
        harness.close();
    }

    @Test
    void a_fresh_harness_has_counted_nothing() {
        assertThat(harness.posts()).isZero();
        assertThat(harness.requests()).isZero();
        assertThat(harness.begun()).isZero();
        assertThat(harness.connections()).isZero();
        assertThat(harness.recorded()).isEmpty();
    }

    @Test
    void a_whole_post_is_counted_before_its_answer_comes() throws IOException {
        try (RawClient client = RawClient.to(harness).send(RawClient.POST)) {
            client.readHead();

            assertCounts(1, 1, 1, 1);
        }
    }

    @Test
    void other_methods_are_requests_but_not_posts() throws IOException {
        try (RawClient client = RawClient.to(harness).send("GET /sms/1 HTTP/1.1\r\nHost: test\r\n\r\n")) {
            client.readHead();

            assertCounts(0, 1, 1, 1);
        }
    }

    @Test
    void several_requests_come_over_one_connection() throws IOException {
        harness.script(OK);
        try (RawClient client = RawClient.to(harness)) {
            for (int i = 0; i < 3; i++) {
                client.send(RawClient.POST).readHead();
                assertThat(client.read(2)).isEqualTo("ok");
            }
        }
        assertCounts(3, 3, 3, 1);
        assertThat(harness.recorded()).extracting(RecordedRequest::connection).containsExactly(1, 1, 1);
    }

    @Test
    void pipelined_posts_are_both_counted() throws IOException {
        try (RawClient client = RawClient.to(harness).send(RawClient.POST + RawClient.POST)) {
            client.readHead();
            client.read("unscripted".length());
            client.readHead();

            assertCounts(2, 2, 2, 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P",
                "POST /sms HTTP/1.1\r\nHost: test\r\n",
                "POST /sms HTTP/1.1\r\nContent-Length: 5\r\n\r\nhell",
                CHUNKED + "5\r\nhello\r\n",
                CHUNKED + "5\r\nhello\r\n0\r\n"
            })
    void a_request_that_ends_early_is_begun_but_not_whole(String part) throws IOException {
        try (RawClient client = RawClient.to(harness).send(part).endOutput()) {
            assertThat(client.readToEnd()).isEmpty();
        }
        assertCounts(0, 0, 1, 1);
    }

    @Test
    void a_connection_without_a_byte_is_no_request() throws IOException {
        try (RawClient client = RawClient.to(harness).endOutput()) {
            assertThat(client.readToEnd()).isEmpty();
        }
        assertCounts(0, 0, 0, 1);
    }

    @Test
    void a_chunked_body_is_put_together_and_its_trailers_are_read() throws IOException {
        String body = "5;note=x\r\nhello\r\nB\r\n to\r\nyou al\r\n0\r\nX-Sum: 1\r\n\r\n";
        try (RawClient client = RawClient.to(harness).send(CHUNKED + body)) {
            client.readHead();
        }
        assertThat(harness.posts()).isEqualTo(1);
        assertThat(harness.recorded().get(0).bodyUtf8()).isEqualTo("hello to\r\nyou al");
    }

    @Test
    void a_request_is_recorded_as_it_came() throws IOException {
        byte[] body = {0, -1, 13, 10};
        String head = "POST /a%2Fb?q=1 HTTP/1.1\r\nX-Tag: one\r\nx-tag:  two \r\nContent-Length: 4\r\n\r\n";
        try (RawClient client = RawClient.to(harness).send(head).send(body)) {
            client.readHead();
        }
        RecordedRequest request = harness.recorded().get(0);

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/a%2Fb?q=1");
        assertThat(request.headers("X-TAG")).containsExactly("one", "two");
        assertThat(request.header("x-Tag")).contains("one");
        assertThat(request.headers()).containsOnlyKeys("X-Tag", "Content-Length");
        assertThat(request.header("Absent")).isEmpty();
        assertThat(request.body()).isEqualTo(body);
        assertThat(request.reachedAt()).isEqualTo(Loopback.address());
    }

    @Test
    void a_recorded_request_prints_neither_headers_nor_body() throws IOException {
        String post = "POST /sms HTTP/1.1\r\nX-Api-Key: sesame\r\nContent-Length: 5\r\n\r\nhello";
        try (RawClient client = RawClient.to(harness).send(post)) {
            client.readHead();
        }
        assertThat(harness.recorded().get(0)).hasToString("POST /sms, 5 bytes, connection 1");
    }

    @Test
    void the_largest_body_is_whole() throws IOException {
        String head = "POST / HTTP/1.1\r\nContent-Length: " + RequestReader.MAX_BODY + "\r\n\r\n";
        try (RawClient client = RawClient.to(harness).send(head).send(new byte[RequestReader.MAX_BODY])) {
            client.readHead();
        }
        assertThat(harness.recorded().get(0).body()).hasSize(RequestReader.MAX_BODY);
    }

    @Test
    void a_larger_body_is_rejected_and_not_counted() throws IOException {
        int tooLarge = RequestReader.MAX_BODY + 1;
        String head = "POST / HTTP/1.1\r\nContent-Length: " + tooLarge + "\r\n\r\n";
        try (RawClient client = RawClient.to(harness).send(head).send(new byte[tooLarge])) {
            assertThat(client.endOutput().readToEnd()).startsWith("HTTP/1.1 413 ");
        }
        assertCounts(0, 0, 1, 1);
    }

    @Test
    void chunks_that_add_up_to_a_larger_body_are_rejected() throws IOException {
        String half = Integer.toHexString(RequestReader.MAX_BODY / 2 + 1) + "\r\n";
        byte[] bytes = new byte[RequestReader.MAX_BODY / 2 + 1];
        try (RawClient client = RawClient.to(harness).send(CHUNKED + half).send(bytes)) {
            client.send("\r\n" + half);

            assertThat(client.endOutput().readToEnd()).startsWith("HTTP/1.1 413 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n",
                "POST / HTTP/2\r\n",
                "POST / HTTP/1.1\n",
                "POST / HTTP/1.1\r\nno colon\r\n",
                "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
                CHUNKED + "-5\r\n",
                CHUNKED + "5\r\nhello!\r\n"
            })
    void an_invalid_request_is_rejected_and_not_counted(String bytes) throws IOException {
        try (RawClient client = RawClient.to(harness).send(bytes).endOutput()) {
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ");
        }
        assertCounts(0, 0, 1, 1);
    }

    @Test
    void requests_are_taken_in_order_and_each_once() throws IOException {
        try (RawClient client = RawClient.to(harness).send("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n")) {
            Duration patience = Duration.ofSeconds(5);

            assertThat(harness.takeRequest(patience).target()).isEqualTo("/1");
            assertThat(harness.takeRequest(patience).target()).isEqualTo("/2");
            assertThat(client.readHead()).startsWith("HTTP/1.1 500 ");
        }
        assertThatThrownBy(() -> harness.takeRequest(Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("No further request came within PT0.001S; whole requests: 2, begun: 2");
    }

    private void assertCounts(int posts, int requests, int begun, int connections) {
        assertThat(harness.posts()).as("posts").isEqualTo(posts);
        assertThat(harness.requests()).as("requests").isEqualTo(requests);
        assertThat(harness.begun()).as("begun").isEqualTo(begun);
        assertThat(harness.connections()).as("connections").isEqualTo(connections);
    }
}
