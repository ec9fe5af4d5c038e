package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.SandboxFault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    private static final String WAVIX = """
            {"from":"Wavix","to":"+66812345678","message_body":{"text":"Hello","media":null}}""";
    private static final String ANDROID = """
            {"id":"m-1","textMessage":{"text":"Hello"},"phoneNumbers":["+66812345678"]}""";

    private final TestClock clock = new TestClock();
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    private Socket connect(String vendor) throws IOException {
        URI url = sandbox.baseUrl(vendor);
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void post(Socket socket, String path, String authorization, String body) throws IOException {
        String request = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + authorization
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    /** The number of bytes before the other side ends the connection by close or reset. */
    private static int bytesUntilTheEnd(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes().length;
        } catch (IOException reset) {
            assertThat(reset).isNotInstanceOf(java.net.SocketTimeoutException.class);
            return 0;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wavix", "androidgateway", "nativehub", "textingline", "thaibulk"})
    void an_outage_rejects_connections_until_it_ends_on_the_same_port(String vendor) {
        URI url = sandbox.baseUrl(vendor);

        sandbox.fault(vendor, SandboxFault.OUTAGE);

        assertThatThrownBy(() -> connect(vendor).close()).isInstanceOf(ConnectException.class);
        assertThat(sandbox.baseUrl(vendor)).isEqualTo(url);
        sandbox.fault(vendor, SandboxFault.NONE);
        assertThat(sandbox.baseUrl(vendor)).isEqualTo(url);
        assertThat(Browser.get(URI.create(url + "/messages/x")).status()).isEqualTo(401);
    }

    @Test
    void an_outage_cuts_idle_connections() throws IOException {
        try (Socket idle = connect("wavix")) {
            idle.getOutputStream()
                    .write("GET /v3/messages/x HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(idle.getInputStream().read()).isEqualTo('H');

            sandbox.fault("wavix", SandboxFault.OUTAGE);

            bytesUntilTheEnd(idle);
            assertThat(catchThrowable(() -> connect("wavix").close())).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void an_outage_of_one_vendor_leaves_the_other_alone() {
        sandbox.fault("wavix", SandboxFault.OUTAGE);

        assertThat(Browser.postAndroid(sandbox, "", ANDROID).status()).isEqualTo(202);
    }

    @Test
    void during_an_outage_the_main_port_answers_as_a_reverse_proxy_would() {
        sandbox.fault("wavix", SandboxFault.OUTAGE);

        JsonResponse response = Browser.send(
                "POST",
                sandbox.url().resolve("wavix/v3/messages"),
                WAVIX,
                "Authorization",
                Browser.BEARER,
                "Content-Type",
                "application/json");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Content-Type")).startsWith("text/html");
        assertThat(response.body()).startsWith("<html>");
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_rate_limited_wavix_answers_429_without_hints_and_stores_nothing() {
        String id = Browser.postWavix(sandbox, WAVIX).text("message_id");
        sandbox.fault("wavix", SandboxFault.RATE_LIMITED);

        JsonResponse response = Browser.postWavix(sandbox, WAVIX);

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.json())
                .isEqualTo(Map.of("success", false, "message", "You are only allowed to send 20 SMS per second"));
        assertThat(response.response().headers().map()).doesNotContainKeys("retry-after", "x-ratelimit-reset");
        assertThat(sandbox.inbox()).hasSize(1);
        assertThat(Browser.getWavix(sandbox, id).status()).isEqualTo(200);
        assertThat(Browser.getWavix(sandbox, "?type=outbound").status()).isEqualTo(200);
    }

    @Test
    void a_rate_limited_android_server_answers_503_with_its_queue_limit_and_stores_nothing() {
        sandbox.fault("androidgateway", SandboxFault.RATE_LIMITED);

        JsonResponse response = Browser.postAndroid(sandbox, "", ANDROID);

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        assertThat(response.header("Retry-After")).isEmpty();
        assertThat(response.json()).containsOnlyKeys("message");
        assertThat(response.text("message"))
                .startsWith("failed to enqueue message: queue limits exceeded: too many pending messages");
        assertThat(Browser.getAndroid(sandbox, "m-1").status()).isEqualTo(404);
        sandbox.fault("androidgateway", SandboxFault.NONE);
        assertThat(Browser.postAndroid(sandbox, "", ANDROID).status()).isEqualTo(202);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "RATE_LIMITED", "OUTAGE"})
    void an_accepted_send_hangs_without_a_byte_until_the_fault_is_changed(SandboxFault next) throws IOException {
        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);
        try (Socket socket = connect("wavix")) {
            post(socket, "/v3/messages", Browser.BEARER, WAVIX);
            InboxMessage stored = awaitOneMessage();
            assertThat(socket.getInputStream().available()).isZero();

            sandbox.fault("wavix", next);

            assertThat(bytesUntilTheEnd(socket)).isZero();
            assertThat(stored.state()).isEqualTo("accepted");
        }
    }

    @Test
    void a_hanging_send_is_delivered_and_can_be_read_meanwhile() throws IOException {
        sandbox.fault("androidgateway", SandboxFault.ACCEPT_THEN_HANG);
        try (Socket socket = connect("androidgateway")) {
            post(socket, "/3rdparty/v1/messages", Browser.BASIC, ANDROID);
            awaitOneMessage();
            clock.advance(Duration.ofSeconds(2));

            assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Delivered");
            assertThat(socket.getInputStream().available()).isZero();
        }
    }

    @Test
    void a_hang_ends_when_the_sandbox_closes() throws IOException {
        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);
        try (Socket socket = connect("wavix")) {
            post(socket, "/v3/messages", Browser.BEARER, WAVIX);
            awaitOneMessage();

            sandbox.close();

            assertThat(bytesUntilTheEnd(socket)).isZero();
        }
    }

    @Test
    void a_rejected_send_doesnt_hang() {
        sandbox.fault("androidgateway", SandboxFault.ACCEPT_THEN_HANG);

        assertThat(Browser.postAndroid(sandbox, "", "{}").status()).isEqualTo(400);
    }

    @Test
    void many_hanging_sends_block_nothing() throws Exception {
        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);
        CompletableFuture<?>[] hanging = new CompletableFuture<?>[40];
        for (int i = 0; i < hanging.length; i++) {
            hanging[i] = Browser.sendLater(
                    "POST",
                    Browser.wavix(sandbox, ""),
                    WAVIX,
                    "Authorization",
                    Browser.BEARER,
                    "Content-Type",
                    "application/json");
        }
        awaitMessages(hanging.length);

        assertThat(Browser.getWavix(sandbox, sandbox.inbox().get(0).id()).status())
                .isEqualTo(200);
        assertThat(hanging).noneMatch(CompletableFuture::isDone);
        sandbox.fault("wavix", SandboxFault.NONE);
        assertThat(catchThrowable(() -> CompletableFuture.allOf(hanging).get(20, TimeUnit.SECONDS)))
                .hasRootCauseInstanceOf(IOException.class);
        assertThat(hanging).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void a_hang_also_holds_on_the_main_port() {
        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);
        CompletableFuture<JsonResponse> hanging = Browser.sendLater(
                "POST",
                sandbox.url().resolve("wavix/v3/messages"),
                WAVIX,
                "Authorization",
                Browser.BEARER,
                "Content-Type",
                "application/json");
        awaitOneMessage();

        assertThat(Browser.get(sandbox.url()).status()).isEqualTo(200);
        assertThat(hanging).isNotDone();
    }

    private InboxMessage awaitOneMessage() {
        return awaitMessages(1);
    }

    private InboxMessage awaitMessages(int count) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (sandbox.inbox().size() < count && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(sandbox.inbox()).hasSize(count);
        return sandbox.inbox().get(0);
    }

    @Test
    void a_fault_is_only_for_a_known_vendor() {
        assertThatThrownBy(() -> sandbox.fault("pigeon", SandboxFault.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown vendor \"pigeon\"; the sandbox knows wavix, androidgateway, nativehub,"
                        + " textingline, thaibulk.");
    }

    @Test
    void what_reads_like_no_name_of_a_vendor_is_not_quoted() {
        assertThatThrownBy(() -> sandbox.webhook("https://u:hunter2@localhost/?a", URI.create("http://localhost/")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Unknown vendor; the sandbox knows wavix, ");
    }

    @Test
    void a_closed_sandbox_accepts_no_fault() {
        sandbox.close();

        assertThatThrownBy(() -> sandbox.fault("wavix", SandboxFault.OUTAGE)).isInstanceOf(IllegalStateException.class);
    }
}
