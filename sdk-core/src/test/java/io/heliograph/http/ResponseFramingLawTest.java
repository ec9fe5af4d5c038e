package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.FramingRules.End;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The law that the byte-wise framing decides as the rules do, for responses that are put together and damaged at random. */
class ResponseFramingLawTest {
    private static final int RUNS = 20_000;
    private static final List<String> STATUS_LINES = List.of(
            "HTTP/1.1 200 OK",
            "HTTP/1.1 200 OK",
            "HTTP/1.1 200 OK",
            "HTTP/1.1 200",
            "HTTP/1.0 200 OK",
            "HTTP/1.1 204 No Content",
            "HTTP/1.1 304",
            "HTTP/1.1 999 \u00ff",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK",
            "HTTP/1.1 101 Switching",
            "HTTP/1.1 429 ",
            "HTTP/1.1 2000",
            "http/1.1 200 OK",
            "HTTP/1.2 200 OK",
            "HTTP/1.1 099 OK",
            "HTTP/1.1  200",
            "");
    private static final List<String> NAMES = List.of(
            "Content-Length:",
            "Content-Length:",
            "content-length:",
            "CONTENT-LENGTH: ",
            "Transfer-Encoding:",
            "transfer-encoding: ",
            "Connection:",
            "connection:\t",
            "X:",
            "Content-Length :",
            "Content-Lengths:",
            "");
    private static final List<String> VALUES = List.of(
            "0",
            "2",
            " 2 ",
            "\t5\u000b",
            "02",
            "-1",
            "+2",
            "",
            " ",
            "123456789012345678",
            "1234567890123456789",
            "\u00a02",
            "2, 2",
            "chunked",
            "Chunked",
            " CHUNKED\u001c",
            "gzip, chunked",
            "chunkedx",
            "gzip",
            "keep-alive",
            "Keep-Alive ",
            "close",
            "keep-alive, x");
    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "hello",
            "0\r\n\r\n",
            "2\r\n{}\r\n0\r\n\r\n",
            "2;x=y;z\r\n{}\r\n0\r\nX: 1\r\n\r\n",
            " a \n0123456789\n00\n\n",
            "2\r\n{}x\r\n0\r\n\r\n",
            "ffffffffffffffff\r\n",
            "7fffffffffffffff\r\nx",
            "12345678901234567\r\n",
            "\r\n",
            "g\r\n",
            "\u00b2\r\n");

    private static String any(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String response(Random random) {
        StringBuilder wire = new StringBuilder(any(STATUS_LINES, random)).append(lineEnd(random));
        for (int headers = random.nextInt(4); headers > 0; headers--) {
            wire.append(any(NAMES, random)).append(any(VALUES, random)).append(lineEnd(random));
        }
        wire.append(lineEnd(random)).append(any(BODIES, random));
        if (random.nextInt(4) == 0) {
            int at = random.nextInt(wire.length());
            switch (random.nextInt(4)) {
                case 0 -> wire.setCharAt(at, (char) random.nextInt(256));
                case 1 -> wire.insert(at, (char) random.nextInt(256));
                case 2 -> wire.deleteCharAt(at);
                default -> wire.setLength(at);
            }
        }
        return wire.toString();
    }

    private static String lineEnd(Random random) {
        return random.nextInt(5) == 0 ? "\n" : "\r\n";
    }

    private static boolean isDone(String wire, Random random) throws ProtocolException {
        byte[] bytes = wire.getBytes(StandardCharsets.ISO_8859_1);
        ResponseFraming framing = new ResponseFraming();
        framing.requestBegins();
        int most = random.nextBoolean() ? bytes.length : 1 + random.nextInt(20);
        for (int at = 0, size; at < bytes.length; at += size) {
            size = Math.min(1 + random.nextInt(most), bytes.length - at);
            byte[] read = new byte[size + 2 * random.nextInt(2)]; // OkHttp reads into an array that it uses again
            int offset = read.length == size ? 0 : 1;
            System.arraycopy(bytes, at, read, offset, size);
            framing.follow(read, offset, size);
            Arrays.fill(read, (byte) '\n');
        }
        return framing.isDone();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void the_framing_decides_as_the_rules_do(int seed) {
        Random random = new Random(seed);
        Map<End, Integer> seen = new EnumMap<>(End.class);
        for (int run = 0; run < RUNS; run++) {
            String wire = response(random);
            End expected = FramingRules.of(wire);
            seen.merge(expected, 1, Integer::sum);
            End actual;
            try {
                actual = isDone(wire, random) ? End.DONE : End.UNKNOWN;
            } catch (ProtocolException e) {
                actual = End.NOT_HTTP;
            }
            assertThat(actual).as(wire).isEqualTo(expected == End.NOT_YET ? End.UNKNOWN : expected);
        }
        assertThat(seen)
                .hasSize(End.values().length)
                .allSatisfy((end, count) -> assertThat(count).as("%s", end).isGreaterThan(RUNS / 200));
    }
}
