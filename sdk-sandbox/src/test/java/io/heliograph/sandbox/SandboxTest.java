package io.heliograph.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.sandbox.model.InboxMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {
    private static Set<Thread> newThreads(Set<Thread> before) {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeAll(before);
        // The tests' client starts and ends threads at any time.
        threads.removeIf(thread -> thread.getName().startsWith("HttpClient-"));
        return threads;
    }

    @Test
    void it_speaks_for_its_vendors_on_their_own_loopback_ports() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            assertThat(sandbox.vendors())
                    .containsExactly("wavix", "androidgateway", "nativehub", "textingline", "thaibulk");
            assertThat(sandbox.url().toString()).matches("http://127\\.0\\.0\\.1:[0-9]+/");
            assertThat(sandbox.baseUrl("wavix").toString()).matches("http://127\\.0\\.0\\.1:[0-9]+");
            assertThat(sandbox.baseUrl("androidgateway").toString())
                    .matches("http://127\\.0\\.0\\.1:[0-9]+/3rdparty/v1");
            assertThat(sandbox.baseUrl("nativehub").toString()).matches("http://127\\.0\\.0\\.1:[0-9]+/api/v1");
            assertThat(sandbox.baseUrl("textingline").toString()).matches("http://127\\.0\\.0\\.1:[0-9]+");
            assertThat(sandbox.baseUrl("thaibulk").toString()).matches("http://127\\.0\\.0\\.1:[0-9]+/api/v2");
            Set<Integer> ports = new HashSet<>(Set.of(sandbox.url().getPort()));
            sandbox.vendors()
                    .forEach(vendor -> ports.add(sandbox.baseUrl(vendor).getPort()));
            assertThat(ports).hasSize(6);
        }
    }

    @Test
    void it_names_the_credentials_of_each_vendor() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            assertThat(sandbox.credentials("wavix")).isEqualTo(Map.of("api-key", "sandbox"));
            assertThat(sandbox.credentials("androidgateway"))
                    .isEqualTo(Map.of("username", "sandbox", "password", "sandbox"));
            assertThat(sandbox.credentials("nativehub")).isEqualTo(Map.of("api-key", "sandbox"));
            assertThat(sandbox.credentials("textingline"))
                    .isEqualTo(Map.of("key-id", "sandbox", "key-secret", "sandbox"));
            assertThat(sandbox.credentials("thaibulk")).isEqualTo(Map.of("api-key", "sandbox"));
        }
    }

    @Test
    void the_settings_of_a_client_are_its_base_url_and_its_credentials() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            assertThat(sandbox.settings("textingline"))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "heliograph.providers.textingline.base-url",
                            sandbox.baseUrl("textingline").toString(),
                            "heliograph.providers.textingline.key-id",
                            "sandbox",
                            "heliograph.providers.textingline.key-secret",
                            "sandbox"));
        }
    }

    @Test
    void an_unknown_vendor_is_rejected_with_the_known_ones() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            String message = "Unknown vendor \"Wavix\"; the sandbox knows wavix, androidgateway, nativehub,"
                    + " textingline, thaibulk.";

            assertThatThrownBy(() -> sandbox.baseUrl("Wavix"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> sandbox.credentials("Wavix"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void closing_leaves_no_thread_and_no_port() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Sandbox sandbox = Sandbox.builder().start();
        List<URI> urls = new ArrayList<>(List.of(sandbox.url()));
        sandbox.vendors().forEach(vendor -> urls.add(sandbox.baseUrl(vendor)));
        for (URI url : urls) {
            Browser.raw(url, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        }
        Set<Thread> running = newThreads(before);
        assertThat(running).isNotEmpty().allMatch(Thread::isDaemon);

        sandbox.close();
        sandbox.close();

        for (Thread thread : running) {
            thread.join(10_000);
        }
        assertThat(running).noneMatch(Thread::isAlive);
        for (URI url : urls) {
            new ServerSocket(url.getPort(), 1, InetAddress.getLoopbackAddress()).close();
        }
    }

    @Test
    void closing_cuts_idle_connections() throws IOException {
        Sandbox sandbox = Sandbox.builder().start();
        try (Socket idle =
                new Socket(InetAddress.getLoopbackAddress(), sandbox.url().getPort())) {
            idle.setSoTimeout(10_000);
            idle.getOutputStream().write("""
                    GET /inbox.json HTTP/1.1\r
                    Host: 127.0.0.1\r
                    \r
                    """.getBytes(StandardCharsets.US_ASCII));
            assertThat(idle.getInputStream().read()).as("the server has it").isEqualTo('H');

            sandbox.close();

            assertThat(ends(idle)).isTrue();
        }
    }

    /** Whether the other side ends a connection, by close or reset, before the socket's timeout. */
    private static boolean ends(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
            return true;
        } catch (IOException e) {
            return !(e instanceof SocketTimeoutException);
        }
    }

    @Test
    void the_inbox_can_be_read_after_closing() {
        Sandbox sandbox = Sandbox.builder().start();
        Browser.postAndroid(sandbox, "", """
                {"message":"Hello","phoneNumbers":["+66811111111"]}""");
        sandbox.close();

        assertThat(sandbox.inbox()).extracting(InboxMessage::text).containsExactly("Hello");
    }

    @Test
    void the_main_port_can_be_chosen_and_is_free_again_after_closing() {
        int port;
        try (Sandbox first = Sandbox.builder().start()) {
            port = first.url().getPort();
        }
        try (Sandbox second = Sandbox.builder().port(port).start()) {
            assertThat(second.url().getPort()).isEqualTo(port);
        }
    }

    @Test
    void the_vendors_ports_follow_the_first_one() {
        int port = 20_731; // below Linux's range of ephemeral ports
        try (Sandbox sandbox = Sandbox.builder().vendorPorts(port).start()) {
            assertThat(sandbox.vendors().stream()
                            .map(vendor -> sandbox.baseUrl(vendor).getPort()))
                    .containsExactly(port, port + 1, port + 2, port + 3, port + 4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_001})
    void a_vendor_port_outside_its_range_is_rejected(int port) {
        assertThatThrownBy(() -> Sandbox.builder().vendorPorts(port)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_port_in_use_is_an_error_and_leaves_nothing_open() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Sandbox first = Sandbox.builder().start()) {
            int port = first.url().getPort();
            Set<Thread> ofFirst = newThreads(before);
            Set<Thread> known = new HashSet<>(before);
            known.addAll(ofFirst);

            assertThatThrownBy(() -> Sandbox.builder().port(port).start()).isInstanceOf(UncheckedIOException.class);

            assertThat(newThreads(known)).noneMatch(thread -> thread.getName().equals("heliograph-sandbox"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void a_port_outside_its_range_is_rejected(int port) {
        assertThatThrownBy(() -> Sandbox.builder().port(port)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0009S", "PT24H0.001S"})
    void a_time_to_delivery_outside_its_range_is_rejected(String duration) {
        assertThatThrownBy(() -> Sandbox.builder().deliverAfter(Duration.parse(duration)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(duration);
    }

    @Test
    void the_system_clock_delivers_too() {
        try (Sandbox sandbox =
                Sandbox.builder().deliverAfter(Duration.ofMillis(1)).start()) {
            Browser.postAndroid(sandbox, "", """
                    {"id":"m-1","message":"Hello","phoneNumbers":["+66811111111"]}""");
            Instant end = Clock.systemUTC().instant().plusSeconds(10);
            while (Clock.systemUTC().instant().isBefore(end)
                    && !Browser.getAndroid(sandbox, "m-1").text("state").equals("Delivered")) {
                Thread.onSpinWait();
            }
            assertThat(Browser.getAndroid(sandbox, "m-1").text("state")).isEqualTo("Delivered");
        }
    }

    @Test
    void an_inbox_message_has_the_files_and_the_tag_of_its_request() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            Browser.postWavix(sandbox, """
                    {"from":"+12025550100","to":"+12025550123","tag":"parcel",
                     "message_body":{"text":"Here","media":["https://example.com/parcel.jpg"]}}""");

            assertThat(sandbox.inbox()).singleElement().satisfies(mms -> {
                assertThat(mms.media()).containsExactly("https://example.com/parcel.jpg");
                assertThat(mms.tag()).isEqualTo("parcel");
                assertThat(mms.key()).as("no client has reported its send").isNull();
            });
        }
    }

    @Test
    @SuppressWarnings("NullAway") // null is what the test is about
    void an_inbox_message_keeps_number_and_text_out_of_its_string() {
        InboxMessage message = new InboxMessage(
                "wavix", "id-1", "+66812345678", "ACME", "secret code", 1, "sent", null, TestClock.START);

        assertThat(message.toString())
                .isEqualTo("InboxMessage[vendor=wavix, id=id-1, state=sent, acceptedAt=2026-03-01T12:00:00.250Z]");
        assertThatNullPointerException()
                .isThrownBy(() -> new InboxMessage("wavix", "id-1", null, "A", "t", 1, "sent", null, TestClock.START))
                .withMessage("to");
    }
}
