package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.client.MessageQuery;
import io.heliograph.sandbox.client.SandboxClient;
import io.heliograph.sandbox.client.SandboxMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A base URL of this machine is all that a send to a sandbox needs, and the sandbox knows its attempts then. */
class LocalSandboxTest {
    private final Sandbox sandbox = Sandbox.builder().start();
    private final SandboxClient client = SandboxClient.of(sandbox.url());

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "thaibulk,       +66812345678, HELIOGRAPH",
        "wavix,          +66812345678, ACME",
        "nativehub,      +66812345678, ACME",
        "textingline,    +12025550123, +12025550100",
        "androidgateway, +66812345678, +12025550100"
    })
    void the_base_url_is_enough_and_the_send_is_reported(String vendor, String to, String from) {
        String url = sandbox.baseUrl(vendor).toString();

        Run run = send(Map.of(variable(vendor, "BASE_URL"), url), vendor, to, from);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("sms: " + vendor + " is called on this machine, with the sandbox's ");
        assertThat(client.messages(MessageQuery.all())).singleElement().satisfies(message -> {
            assertThat(message.attempts()).isEqualTo(1);
            assertThat(message.route()).contains(vendor);
            assertThat(message.key()).isPresent();
        });
    }

    @Test
    void the_main_port_works_too() {
        String url = sandbox.url() + "thaibulk/api/v2";

        Run run = send(Map.of(variable("thaibulk", "BASE_URL"), url), "thaibulk", "+66812345678", "HELIOGRAPH");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(client.messages(MessageQuery.all()))
                .extracting(SandboxMessage::attempts)
                .containsExactly(1);
    }

    @Test
    void a_bulk_send_is_reported_too(@TempDir Path folder) throws IOException {
        Path numbers = Files.writeString(folder.resolve("numbers.csv"), "to\n+66812345678\n+66812345679\n");
        Map<String, String> environment = Map.of(
                variable("thaibulk", "BASE_URL"),
                sandbox.baseUrl("thaibulk").toString(),
                "XDG_STATE_HOME",
                folder.resolve("state").toString());
        List<String> options = List.of("--provider", "thaibulk", "--from", "HELIOGRAPH", "--text", "Hi");

        Run run = Run.of(
                environment,
                Stream.concat(Stream.of("bulk", numbers.toString()), options.stream())
                        .toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(client.messages(MessageQuery.all()))
                .hasSize(2)
                .allMatch(message -> message.route().orElse("").equals("thaibulk"));
    }

    @Test
    void credentials_of_the_settings_are_kept() {
        Map<String, String> environment = Map.of(
                variable("thaibulk", "BASE_URL"),
                sandbox.baseUrl("thaibulk").toString(),
                variable("thaibulk", "API_KEY"),
                "mine");

        Run run = send(environment, "thaibulk", "+66812345678", "HELIOGRAPH");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CREDENTIALS);
        assertThat(run.err()).doesNotContain("on this machine");
    }

    @Test
    void another_server_on_this_machine_gets_one_report_and_the_send_is_as_ever() throws IOException {
        List<String> paths = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            boolean isSend = exchange.getRequestURI().getPath().equals("/sms/send");
            byte[] body = "{\"uuid\":\"u-1\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isSend ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();

            Run run = send(Map.of(variable("thaibulk", "BASE_URL"), url), "thaibulk", "+66812345678", "HELIOGRAPH");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.errors()).hasSize(2);
            assertThat(paths).containsExactly("/sms/send", "/api/sends");
        } finally {
            server.stop(0);
        }
    }

    private static String variable(String vendor, String setting) {
        return "HELIOGRAPH_PROVIDERS_" + vendor.toUpperCase(Locale.ROOT) + "_" + setting;
    }

    private static Run send(Map<String, String> environment, String vendor, String to, String from) {
        return Run.of(environment, "send", "--provider", vendor, "--to", to, "--from", from, "--text", "Hi");
    }
}
