package io.heliograph.testkit;

import static io.heliograph.testkit.TransportFault.Expected.ACCEPTED;
import static io.heliograph.testkit.TransportFault.Expected.REJECTED;
import static io.heliograph.testkit.TransportFault.Expected.UNKNOWN;

import io.heliograph.testkit.socket.Behaviour;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * A fault, and the POSTs and the outcome of a send under it. The rows are the matrix in
 * {@code docs/one-send-one-sms.md}.
 */
public enum TransportFault {
    SERVER_ERROR("500", 1, UNKNOWN, scenario -> scenario.serves(html(500))),
    BAD_GATEWAY("502", 1, UNKNOWN, scenario -> scenario.serves(html(502))),
    UNAVAILABLE("503", 1, UNKNOWN, scenario -> scenario.serves(html(503))),
    UNAVAILABLE_RETRY_NOW(
            "503 with `Retry-After: 0`", 1, UNKNOWN, scenario -> scenario.serves(html(503, "Retry-After: 0"))),
    UNAVAILABLE_ABSURD_HINT(
            "503 with `Retry-After: 99999999999`",
            1,
            UNKNOWN,
            scenario -> scenario.serves(html(503, "Retry-After: 99999999999"))),
    GATEWAY_TIMEOUT("504", 1, UNKNOWN, scenario -> scenario.serves(html(504))),
    REQUEST_TIMEOUT("408", 1, UNKNOWN, scenario -> scenario.serves(html(408))),
    TOO_MANY("429", 1, REJECTED, scenario -> scenario.serves(html(429))),
    TOO_MANY_RETRY_NOW(
            "429 with `Retry-After: 0`", 1, REJECTED, scenario -> scenario.serves(html(429, "Retry-After: 0"))),
    UNAUTHORIZED("401", 1, REJECTED, scenario -> scenario.serves(html(401))),
    FORBIDDEN("403", 1, REJECTED, scenario -> scenario.serves(html(403))),
    NO_SUCH_PLACE("404 of a web server", 1, REJECTED, scenario -> scenario.serves(html(404))),
    REDIRECTED("307 to another host", 1, REJECTED, scenario -> scenario.serves(elsewhere(307, scenario))),
    MOVED("301 to another host", 1, REJECTED, scenario -> scenario.serves(elsewhere(301, scenario))),
    SEE_OTHER("303 to another host", 1, UNKNOWN, scenario -> scenario.serves(elsewhere(303, scenario))),
    CLOSED("close without a reply", 1, UNKNOWN, scenario -> scenario.serves(Behaviour.closeWithoutReply())),
    RESET("reset, one address", 1, UNKNOWN, scenario -> scenario.serves(Behaviour.reset())),
    RESET_THREE_ADDRESSES("reset, three addresses", 1, UNKNOWN, scenario -> {
        scenario.hasThreeAddresses();
        scenario.serves(Behaviour.reset());
    }),
    CLOSED_THREE_ADDRESSES("close without a reply, three addresses", 1, UNKNOWN, scenario -> {
        scenario.hasThreeAddresses();
        scenario.serves(Behaviour.closeWithoutReply());
    }),
    POOLED_CLOSED(
            "pooled connection, closed on the next request",
            1,
            UNKNOWN,
            scenario -> scenario.servesAfterOne(Behaviour.closeWithoutReply())),
    POOLED_RESET(
            "pooled connection, reset on the next request",
            1,
            UNKNOWN,
            scenario -> scenario.servesAfterOne(Behaviour.reset())),
    KEPT_CLOSED(
            "kept connection that the server closed before the next request",
            1,
            ACCEPTED,
            (scenario, accepted) -> scenario.answersFirst(accepted.thenClose())),
    KEPT_SURPLUS(
            "kept connection with an answer too many",
            1,
            ACCEPTED,
            (scenario, accepted) ->
                    scenario.answersFirst(accepted.thenSay("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"))),
    KEPT_GARBAGE(
            "kept connection with bytes that nobody asked for",
            1,
            ACCEPTED,
            (scenario, accepted) -> scenario.answersFirst(accepted.thenSay("\r\n0\r\n"))),
    SILENT("silent server", 1, UNKNOWN, scenario -> {
        scenario.deadline = Duration.ofMillis(350);
        scenario.serves(Behaviour.silent());
    }),
    DRIBBLING("an answer that never ends", 1, UNKNOWN, scenario -> {
        scenario.deadline = Duration.ofMillis(350);
        scenario.serves(Behaviour.dribble(Duration.ofMillis(50)));
    }),
    GARBAGE(
            "an answer that isn't HTTP",
            1,
            UNKNOWN,
            scenario -> scenario.serves(Behaviour.answerRaw(bytes("SSH-2.0-x\r\n")))),
    CUT(
            "2xx, body cut",
            1,
            ACCEPTED,
            scenario -> scenario.serves(Behaviour.cutBody(202, "application/json", "{\"id\":"))),
    HTML("2xx, HTML body", 1, UNKNOWN, scenario -> scenario.serves(html(202))),
    EMPTY("2xx, no body", 1, ACCEPTED, scenario -> scenario.serves(Behaviour.answer(202, "application/json", ""))),
    HUGE(
            "2xx, body of 2 MB",
            1,
            ACCEPTED,
            scenario -> scenario.serves(Behaviour.answer(202, "application/json", "[" + " ".repeat(2 << 20) + "]"))),
    BOMB(
            "2xx, gzip that unpacks to 64 MB",
            1,
            ACCEPTED,
            scenario -> scenario.serves(
                    Behaviour.answerBytes(202, "application/json", Bomb.BYTES, "Content-Encoding: gzip"))),
    CHUNK_HEAD(
            "2xx, a chunk whose head never ends",
            1,
            ACCEPTED,
            scenario -> scenario.serves(Behaviour.endlessChunkHead(202))),
    NEGATIVE(
            "2xx, negative `Content-Length`",
            1,
            ACCEPTED,
            scenario -> scenario.serves(raw("HTTP/1.1 202 Accepted\r\nContent-Length: -5\r\n\r\n"))),
    BODY_OF_204(
            "204 with a body",
            1,
            ACCEPTED,
            scenario -> scenario.serves(raw("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello"))),
    PROXY_REFUSES("407 of a proxy that nobody set up", 1, REJECTED, scenario -> scenario.serves(html(407))),
    PROXY_LOGIN("407 to a proxy's `CONNECT`", 0, REJECTED, scenario -> {
        scenario.hasAProxy();
        scenario.serves(html(407, "Proxy-Authenticate: Basic realm=x"));
    }),
    PROXY_MUTE("a proxy's `CONNECT` is never answered", 0, REJECTED, FaultScenario::hasAMuteProxy),
    TLS_MUTE("TLS is never answered", 0, REJECTED, scenario -> {
        scenario.speaksTls();
        scenario.saysNothing();
    }),
    NAME_SERVER_MUTE("the name look-up is never answered", 0, REJECTED, FaultScenario::hasAHangingNameServer),
    CONNECT_REFUSED("connection refused", 0, REJECTED, FaultScenario::refuses),
    NO_NAME("host name not found", 0, REJECTED, FaultScenario::resolvesToNothing),
    NO_TLS("TLS handshake fails", 0, REJECTED, FaultScenario::speaksTls),
    SECOND_ADDRESS("first address refused, second answers", 1, ACCEPTED, (scenario, accepted) -> {
        scenario.resolvesTo("127.0.0.2", "127.0.0.1"); // the server only listens on the second
        scenario.serves(accepted);
    }),
    FINE("the vendor's own answer", 1, ACCEPTED, FaultScenario::serves);

    /** The kinds of outcome. */
    public enum Expected {
        ACCEPTED("Accepted"),
        REJECTED("Rejected"),
        UNKNOWN("Unknown");

        private final String word;

        Expected(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    private final String fault;
    private final int posts;
    private final Expected expected;

    @SuppressWarnings("ImmutableEnumChecker") // stateless functions
    private final BiConsumer<FaultScenario, Behaviour> setting;

    TransportFault(String fault, int posts, Expected expected, Consumer<FaultScenario> setting) {
        this(fault, posts, expected, (scenario, accepted) -> setting.accept(scenario));
    }

    TransportFault(String fault, int posts, Expected expected, BiConsumer<FaultScenario, Behaviour> setting) {
        this.fault = fault;
        this.posts = posts;
        this.expected = expected;
        this.setting = setting;
    }

    /** The fault, as the documentation names it. */
    public String fault() {
        return fault;
    }

    /** The maximum number of complete POSTs of the send. */
    public int posts() {
        return posts;
    }

    /** The required outcome. */
    public Expected expected() {
        return expected;
    }

    FaultScenario scenario(Behaviour accepted) {
        FaultScenario scenario = new FaultScenario(accepted);
        setting.accept(scenario, accepted);
        return scenario;
    }

    private static Behaviour html(int status, String... headers) {
        return Behaviour.answer(status, "text/html", "<html><body>" + status + "</body></html>", headers);
    }

    private static Behaviour elsewhere(int status, FaultScenario scenario) {
        return Behaviour.redirect(status, URI.create(scenario.elsewhere.url() + "/elsewhere"));
    }

    private static Behaviour raw(String answer) {
        return Behaviour.answerRaw(bytes(answer));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Packed once: each scenario with a bomb has the same. */
    private static final class Bomb {
        static final byte[] BYTES = zeros(64 << 20);

        private static byte[] zeros(int unpacked) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                byte[] block = new byte[1 << 16];
                for (int done = 0; done < unpacked; done += block.length) {
                    gzip.write(block);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        }
    }
}
