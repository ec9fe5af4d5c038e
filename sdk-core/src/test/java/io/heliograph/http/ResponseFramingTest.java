package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseFramingTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";

    private final ResponseFraming framing = new ResponseFraming();

    private ResponseFraming follow(String wire) throws ProtocolException {
        byte[] bytes = wire.getBytes(StandardCharsets.ISO_8859_1);
        framing.follow(bytes, 0, bytes.length);
        return framing;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200\r\ncontent-length:5\r\n\r\nhello",
                "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nX: 1\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Trailer: 1\r\n\r\n"
            })
    void a_response_ends_where_its_framing_says_whatever_the_pieces_it_comes_in(String answer)
            throws ProtocolException {
        Random random = new Random(1);
        byte[] bytes = answer.getBytes(StandardCharsets.ISO_8859_1);
        for (int run = 0; run < 20; run++) {
            ResponseFraming pieces = new ResponseFraming();
            pieces.requestBegins();
            for (int at = 0, size; at < bytes.length; at += size) {
                assertThat(pieces.isDone())
                        .as("after %s of %s bytes", at, bytes.length)
                        .isFalse();
                size = Math.min(1 + random.nextInt(run + 1), bytes.length - at);
                pieces.follow(bytes, at, size);
            }
            assertThat(pieces.isDone()).isTrue();
            pieces.follow(new byte[] {'\n'}, 0, 1);
            assertThat(pieces.isDone()).as("with a byte too many").isFalse();
        }
    }

    @Test
    void a_second_response_is_followed_like_the_first() throws ProtocolException {
        framing.requestBegins();
        follow(HEAD + "Content-Length: 2\r\n\r\n{}");
        framing.requestBegins();

        assertThat(framing.isDone()).isFalse();
        assertThat(follow(CHUNKED + "0\r\n\r\n").isDone()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n{}",
                "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}junk\r\n0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n"
            })
    void a_connection_is_not_done_after_anything_ambiguous(String wire) throws ProtocolException {
        framing.requestBegins();

        assertThat(follow(wire).isDone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}",
                "HTTP/1.1 204 No\r\nTransfer-Encoding: chunked\r\n\r\n2;",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2;"
            })
    void a_line_of_a_chunked_body_is_bounded(String start) throws ProtocolException {
        framing.requestBegins();
        follow(start);
        String more = "a".repeat(8 << 10);

        assertThatThrownBy(() -> follow(more + more)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void what_is_not_http_is_rejected() {
        framing.requestBegins();

        assertThatThrownBy(() -> follow("SSH-2.0-x\r\n")).isInstanceOf(ProtocolException.class);
    }

    @Test
    void nothing_is_followed_before_the_first_request() throws ProtocolException {
        assertThat(follow("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").isDone()).isFalse();
    }
}
