package io.heliograph.sandbox.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests that the client makes, and how it reads the answers, as the API is documented. */
class SandboxClientTest {
    private static final String MESSAGE = """
            {"id":"17","vendor":"thaibulk","vendorId":"0b6f","to":"66812345678","from":"HELIOGRAPH","text":"Code 482913",
             "state":"success","status":"delivered","error":null,"acceptedAt":"2026-11-30T10:00:00Z","scheduledAt":null,
             "tag":null,"encoding":"GSM-7","segments":1,"price":{"amount":"1","unit":"credits"},"codes":["482913"],
             "media":[],"encrypted":false,"key":"order-1","route":"thaibulk || wavix","attempts":2,"later":{"a":1}}""";

    private final StubServer server = new StubServer();
    private final SandboxClient sandbox = SandboxClient.of(server.url());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_message_has_what_the_sandbox_says_and_unknown_fields_are_ignored() {
        server.says(200, "{\"messages\":[" + MESSAGE + "],\"total\":1,\"before\":null}");

        SandboxMessage message = sandbox.messages(MessageQuery.all()).get(0);

        assertThat(message)
                .isEqualTo(new SandboxMessage(
                        "17",
                        "thaibulk",
                        "0b6f",
                        "66812345678",
                        Optional.of("HELIOGRAPH"),
                        "Code 482913",
                        "success",
                        "delivered",
                        Optional.empty(),
                        Instant.parse("2026-11-30T10:00:00Z"),
                        Optional.empty(),
                        Optional.empty(),
                        "GSM-7",
                        1,
                        List.of("482913"),
                        List.of(),
                        false,
                        Optional.of("order-1"),
                        Optional.of("thaibulk || wavix"),
                        2));
        assertThat(message).hasToString("SandboxMessage[17 at thaibulk, delivered]");
    }

    @Test
    void the_settings_of_a_client_are_a_vendors_base_url_and_credentials() {
        String vendors = """
                [{"name":"wavix","title":"Wavix","baseUrl":"http://127.0.0.1:8026/a","basePath":"/wavix",
                  "credentials":{"api-key":"sandbox"},"webhookSecret":null}]""";
        server.says(200, vendors, vendors);

        assertThat(sandbox.settings("wavix"))
                .isEqualTo(Map.of(
                        "heliograph.providers.wavix.base-url",
                        server.url() + "/wavix",
                        "heliograph.providers.wavix.allow-cleartext",
                        "true",
                        "heliograph.providers.wavix.api-key",
                        "sandbox"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sandbox.settings("pigeon"))
                .withMessage("the sandbox simulates no such vendor; it has wavix");
    }

    @Test
    void the_settings_for_another_machine_name_the_sandbox_by_its_url_there() {
        SandboxVendor wavix = new SandboxVendor(
                "wavix",
                URI.create("http://127.0.0.1:8026/a"),
                "/wavix",
                Map.of("api-key", "sandbox"),
                Optional.empty());

        assertThat(wavix.settings(URI.create("http://sandbox:8025/")))
                .isEqualTo(wavix.settings(URI.create("http://sandbox:8025")))
                .containsEntry("heliograph.providers.wavix.base-url", "http://sandbox:8025/wavix")
                .containsEntry("heliograph.providers.wavix.allow-cleartext", "true");
        assertThat(wavix.settings())
                .containsEntry("heliograph.providers.wavix.base-url", "http://127.0.0.1:8026/a")
                .doesNotContainKey("heliograph.providers.wavix.allow-cleartext");
    }

    @Test
    void a_password_in_its_url_is_not_shown() {
        SandboxClient other = SandboxClient.of(URI.create("http://u:hunter2@127.0.0.1:1/"));

        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(other::vendors)
                .withMessageStartingWith("the sandbox at http://***@127.0.0.1:1 doesn't answer");
        assertThat(other).hasToString("SandboxClient[http://***@127.0.0.1:1]");
    }

    @Test
    void all_pages_are_read_and_the_oldest_message_comes_first() {
        server.says(200, page("4", "3", "\"3\""), page("2", "1", "null"));

        assertThat(sandbox.messages(MessageQuery.all()))
                .extracting(SandboxMessage::id)
                .containsExactly("1", "2", "3", "4");

        assertThat(server.next()).isEqualTo("GET /api/messages?limit=500");
        assertThat(server.next()).isEqualTo("GET /api/messages?limit=500&before=3");
    }

    private static String page(String first, String second, String before) {
        return "{\"messages\":[{\"id\":\"%s\"},{\"id\":\"%s\"}],\"before\":%s}".formatted(first, second, before);
    }

    @Test
    void a_filter_is_the_query() {
        server.says(200, "{\"messages\":[]}");

        sandbox.messages(MessageQuery.all()
                .to("+6681*")
                .from("A&B")
                .vendor("wavix")
                .status("sent")
                .key("k 1")
                .text("ü=1")
                .after("7"));

        assertThat(server.next())
                .isEqualTo("GET /api/messages?after=7&from=A%26B&key=k+1&limit=500&state=sent&text=%C3%BC%3D1"
                        + "&to=%2B6681*&vendor=wavix");
    }

    @Test
    void waiting_says_how_long() {
        server.says(200, MESSAGE);
        assertThat(sandbox.await(MessageQuery.all().to("+66812345678"), Duration.ofMillis(500))
                        .text())
                .isEqualTo("Code 482913");
        server.says(200, "{\"code\":\"482913\",\"message\":" + MESSAGE + "}");
        assertThat(sandbox.awaitCode("+66812345678", Duration.ofSeconds(2))).isEqualTo("482913");

        assertThat(server.next()).isEqualTo("GET /api/wait?timeout=500ms&to=%2B66812345678");
        assertThat(server.next()).isEqualTo("GET /api/code?timeout=2000ms&to=%2B66812345678");
    }

    @Test
    void a_vendor_has_what_a_client_needs() {
        server.says(200, """
                [{"name":"wavix","title":"Wavix","baseUrl":"http://127.0.0.1:8026","basePath":"/wavix",
                  "credentials":{"api-key":"sandbox"},"webhookSecret":"s","replies":true,"webhooks":true,"faults":[]},
                 {"name":"thaibulk","baseUrl":"http://127.0.0.1:8027/api/v2","basePath":"/thaibulk/api/v2",
                  "credentials":{"api-key":"sandbox"},"webhookSecret":null}]""");

        assertThat(sandbox.vendors())
                .containsExactly(
                        new SandboxVendor(
                                "wavix",
                                URI.create("http://127.0.0.1:8026"),
                                "/wavix",
                                Map.of("api-key", "sandbox"),
                                Optional.of("s")),
                        new SandboxVendor(
                                "thaibulk",
                                URI.create("http://127.0.0.1:8027/api/v2"),
                                "/thaibulk/api/v2",
                                Map.of("api-key", "sandbox"),
                                Optional.empty()));
    }

    @Test
    void changes_are_requests_of_one_object() {
        server.says(200, "{\"id\":\"mo-1\",\"now\":\"2026-11-30T10:00:00Z\",\"messages\":[" + MESSAGE + "]}");
        SandboxMessage message = sandbox.messages(MessageQuery.all()).get(0);
        server.next();

        assertRequest(each -> each.deliver(message), "POST /api/messages/17/change {\"change\":\"deliver\"}");
        assertRequest(
                each -> each.fail(message, "270"),
                "POST /api/messages/17/change {\"change\":\"fail\",\"code\":\"270\"}");
        assertRequest(each -> each.fault("wavix", "outage"), "PUT /api/faults/wavix {\"fault\":\"outage\"}");
        assertRequest(
                each -> each.fault("textingline", "33016", 2),
                "PUT /api/faults/textingline {\"fault\":\"33016\",\"times\":2}");
        assertRequest(each -> each.clearFault("wavix"), "DELETE /api/faults/wavix");
        assertRequest(
                each -> assertThat(each.reply("wavix", "+1", "ME", "STOP")).isEqualTo("mo-1"),
                "POST /api/replies {\"vendor\":\"wavix\",\"from\":\"+1\",\"to\":\"ME\",\"text\":\"STOP\"}");
        assertRequest(
                each -> each.webhook("wavix", URI.create("http://127.0.0.1:9/x")),
                "PUT /api/webhooks/wavix {\"url\":\"http://127.0.0.1:9/x\"}");
        assertRequest(each -> assertThat(each.now()).isEqualTo("2026-11-30T10:00:00Z"), "GET /api/clock");
        assertRequest(
                each -> each.fixClock(Instant.parse("2026-11-30T10:00:00Z")),
                "PUT /api/clock {\"fixed\":\"2026-11-30T10:00:00Z\"}");
        assertRequest(each -> each.advanceClock(Duration.ofSeconds(30)), "PUT /api/clock {\"advance\":\"PT30S\"}");
        assertRequest(SandboxClient::useSystemClock, "PUT /api/clock {\"mode\":\"system\"}");
        assertRequest(SandboxClient::reset, "POST /api/reset {}");
        assertRequest(each -> each.reset("+6681*"), "POST /api/reset {\"to\":\"+6681*\"}");
    }

    private void assertRequest(Consumer<SandboxClient> call, String request) {
        call.accept(sandbox);
        assertThat(server.next()).isEqualTo(request);
    }

    @Test
    void a_refusal_has_the_words_of_the_sandbox() {
        server.says(400, "{\"error\":\"there is no vendor wavyx; there are wavix, thaibulk\"}");

        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(() -> sandbox.clearFault("wavyx"))
                .withMessage("the sandbox at " + server.url() + ": there is no vendor wavyx; there are wavix, thaibulk")
                .satisfies(e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void another_server_is_no_sandbox() {
        server.says(404, "<html>nothing here</html>");

        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(() -> sandbox.messages(MessageQuery.all()))
                .withMessageEndingWith("there is no /api/messages; it isn't a sandbox of this version");
    }

    @Test
    void one_that_does_not_run_is_named() {
        server.close();

        assertThatExceptionOfType(SandboxException.class)
                .isThrownBy(sandbox::vendors)
                .withMessage("the sandbox at " + server.url() + " doesn't answer (ConnectException); is it running?")
                .satisfies(e -> assertThat(e.status()).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8025", "ftp://127.0.0.1", "/sandbox", "http://127.0.0.1:1/?a=b"})
    void what_is_no_url_of_a_sandbox_is_refused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SandboxClient.of(URI.create(url)))
                .withMessageStartingWith("the sandbox's URL must be http or https");
    }

    @Test
    void a_blank_condition_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageQuery.all().to(" "))
                .withMessage("a query's to is blank; leave it out for any");
    }
}
