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
    void anUnscriptedHarnessAnswers500() throws IOException {
        try (RawClient client = posted()) {
            assertThat(client.readHead()).startsWith("HTTP/1.1 500 ");
            assertThat(client.read("unscripted".length())).isEqualTo("unscripted");
        }
    }

    @Test
    void behavioursArePlayedInOrderAndTheLastOneStays() throws IOException {
        harness.script(Behaviour.answer(503, "", ""), OK);
        try (RawClient client = posted()) {
            assertThat(client.readHead()).isEqualTo("HTTP/1.1 503 Scripted\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.send(RawClient.POST).read(OK_BYTES.length())).isEqualTo(OK_BYTES);
            assertThat(client.send(RawClient.POST).read(OK_BYTES.length())).isEqualTo(OK_BYTES);
        }
    }

    @Test
    void aNewScriptReplacesTheOldOne() throws IOException {
        harness.script(Behaviour.answer(503, "", ""), Behaviour.answer(504, "", ""));
        harness.script(OK);
        try (RawClient client = posted()) {
            assertThat(client.read(OK_BYTES.length())).isEqualTo(OK_BYTES);
        }
    }

    @Test
    void anAnswerCarriesItsHeadersAndTheLengthOfItsBytes() throws IOException {
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
    void anAnswerWithoutContentHasNeitherLengthNorBody() throws IOException {
        harness.script(Behaviour.answer(204, "", "ignored", "Connection: close"));
        try (RawClient client = posted()) {
            assertThat(client.readToEnd()).isEqualTo("HTTP/1.1 204 Scripted\r\nConnection: close\r\n\r\n");
        }
    }

    @Test
    void headIsAnsweredWithoutABody() throws IOException {
        harness.script(OK);
        try (RawClient client = RawClient.to(harness).send("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n")) {
            assertThat(client.readToEnd()).isEqualTo(OK_BYTES.substring(0, OK_BYTES.length() - 2));
        }
    }

    @Test
    void aClientThatWantsTheConnectionClosedGetsItClosed() throws IOException {
        harness.script(OK);
        try (RawClient client = RawClient.to(harness).send("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n")) {
            assertThat(client.readToEnd()).isEqualTo(OK_BYTES);
        }
    }

    @Test
    void bytesAreAnsweredAsTheyAre() throws IOException {
        harness.script(Behaviour.answerBytes(200, "", new byte[] {31, -117, 0, 10}, "Content-Encoding: gzip"));
        try (RawClient client = posted()) {
            assertThat(client.readHead()).endsWith("\r\nContent-Length: 4\r\nContent-Encoding: gzip\r\n\r\n");
            assertThat(client.read(4)).isEqualTo("\u001f\u008b\0\n");
        }
    }

    @Test
    void aRawAnswerIsExactlyItsBytesAndThenTheEnd() throws IOException {
        harness.script(Behaviour.answerRaw("HTTP/9 what?\n".getBytes(StandardCharsets.US_ASCII)));
        try (RawClient client = posted()) {
            assertThat(client.readToEnd()).isEqualTo("HTTP/9 what?\n");
        }
    }

    @Test
    void aCutBodyIsShorterThanItsLength() throws IOException {
        harness.script(Behaviour.cutBody(201, "application/json", "{\"id\":"));
        try (RawClient client = posted()) {
            assertThat(client.readToEnd())
                    .isEqualTo(head("HTTP/1.1 201 Scripted", "Content-Type: application/json", "Content-Length: 1030")
                            + "{\"id\":");
        }
    }

    @Test
    void closingWithoutReplyIsACleanEnd() throws IOException {
        harness.script(Behaviour.closeWithoutReply());
        try (RawClient client = posted()) {
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(harness.posts()).isEqualTo(1);
    }

    @Test
    void aResetIsSeenAsAReset() throws IOException {
        harness.script(Behaviour.reset());
        try (RawClient client = posted()) {
            assertThatThrownBy(client::readToEnd)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertThat(harness.posts()).isEqualTo(1);
    }

    @Test
    void aResetOnConnectDoesNotWaitForTheRequest() throws IOException {
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
    void aSilentServerCountsOnAndNeverAnswers() throws IOException {
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
    void aDribbleNeverFinishesItsHeaders() throws IOException {
        harness.script(Behaviour.dribble(Duration.ofNanos(1)));
        String start = "HTTP/1.1 200 Slow\r\nX-Slow: 1\r\nX-Slow: 1\r\nX-Sl";
        try (RawClient client = posted()) {
            assertThat(client.read(start.length())).isEqualTo(start);
            harness.close();
            assertThat(client.readToEnd()).doesNotContain("\r\n\r\n");
        }
    }

    @Test
    void aDribbleStopsWithinItsGapWhenTheHarnessIsClosed() throws IOException {
        harness.script(Behaviour.dribble(Duration.ofHours(1)));
        try (RawClient client = posted()) {
            assertThat(client.read(1)).isEqualTo("H");
            harness.close();
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void aStaleConnectionLooksAliveInItsAnswerAndIsDead() throws IOException {
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
    void aRedirectNamesItsPlace() throws IOException {
        harness.script(Behaviour.redirect(307, URI.create("http://127.0.0.1:1/é")));
        try (RawClient client = posted()) {
            assertThat(client.readHead())
                    .isEqualTo(
                            head("HTTP/1.1 307 Scripted", "Content-Length: 0", "Location: http://127.0.0.1:1/%C3%A9"));
        }
    }

    @Test
    void whatCannotBePlayedIsRefusedEarly() {
        assertThatIllegalArgumentException().isThrownBy(harness::script);
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.answer(100, "", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.answer(200, "a\r\nb: c", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.answer(200, "", "", "no colon"));
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.answer(200, "", "", "a: b\nc: d"));
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.answer(200, "", "", "content-length: 3"));
        assertThatIllegalArgumentException().isThrownBy(() -> Behaviour.dribble(Duration.ZERO));
    }

    @Test
    void aBehaviourPrintsItsName() {
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
