package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class WebhooksTest {
    private static final Map<String, String> WAVIX = Map.of(
            "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "key",
            "HELIOGRAPH_PROVIDERS_WAVIX_WEBHOOK_SECRETS", "sixteen-characters-at-least");

    @Test
    void a_verified_webhook_is_printed_with_masked_numbers() throws Exception {
        Lines lines = new Lines();
        Thread command = started(WAVIX, lines);
        try {
            assertThat(lines.next()).startsWith("Webhooks are received at http://127.0.0.1:");
            URI url = url(lines.next());
            String report =
                    "{\"message_id\":\"abc\",\"to\":\"66812345678\",\"status\":\"delivered\",\"message_type\":\"sms\"}";

            assertThat(post(url, report)).isEqualTo(204);
            assertThat(lines.next())
                    .contains("StatusChanged", "wavix", "abc", "DELIVERED")
                    .doesNotContain("812345678");
            assertThat(post(URI.create(url.toString().replaceAll("\\?.*", "")), report))
                    .isEqualTo(401);
        } finally {
            command.interrupt();
            command.join();
        }
        assertThat(lines.isEmpty()).isTrue();
    }

    @Test
    void a_stop_is_added_to_the_suppression_file_and_a_start_is_removed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("stopped.csv"), "number\n+66812340000\n");
        Map<String, String> environment = new HashMap<>(WAVIX);
        environment.put("HELIOGRAPH_SUPPRESSION_FILE", file.toString());
        Lines lines = new Lines();
        Thread command = started(environment, lines);
        try {
            lines.next();
            URI url = url(lines.next());
            String reply = "{\"message_id\":\"%s\",\"from\":\"66812345678\",\"to\":\"12015550123\","
                    + "\"message_body\":{\"text\":\"%s\",\"media\":[]},\"received_at\":\"%s\"}";

            assertThat(post(url, String.format(reply, "a", "STOP", "2026-01-01T00:00:00Z")))
                    .isEqualTo(204);
            assertThat(lines.next()).contains("MessageReceived");
            assertThat(Files.readString(file))
                    .contains("+66812340000\n", "+66812345678,+12015550123,STOP,wavix,2026-01-01T00:00:00Z");

            assertThat(post(url, String.format(reply, "b", "START", "2026-01-01T00:01:00Z")))
                    .isEqualTo(204);
            lines.next();
            assertThat(Run.of(environment, "suppressions", "export").out())
                    .contains("+66812340000,")
                    .doesNotContain("+66812345678");
        } finally {
            command.interrupt();
            command.join();
        }
    }

    @Test
    void the_url_to_register_is_printed_without_its_password() throws Exception {
        Lines lines = new Lines();
        String url = "https://u:hunter2@sms.example.com/";
        Thread command = started(WAVIX, lines, "--public-url", url);
        try {
            lines.next();
            assertThat(lines.next())
                    .startsWith("  wavix: register https://***@sms.example.com/webhooks/sms/wavix?")
                    .doesNotContain("hunter2");
            assertThat(lines.next()).isEqualTo("Put the login of --public-url in place of ***.");
        } finally {
            command.interrupt();
            command.join();
        }
    }

    @Test
    void a_port_that_is_in_use_is_named() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();
            Run run = Run.of(WAVIX, "webhooks", "--host", "0.0.0.0", "--listen", String.valueOf(port));

            assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
            assertThat(run.errors()).singleElement().asString().contains("port " + port);
        }
    }

    @Test
    void a_port_that_is_none_is_refused() {
        Run run = Run.of(WAVIX, "webhooks", "--listen", "70000");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.errors()).singleElement().asString().contains("--listen");
    }

    private static Thread started(Map<String, String> environment, Lines lines, String... more) {
        List<String> arguments = new ArrayList<>(List.of("webhooks", "--listen", "0"));
        arguments.addAll(List.of(more));
        Thread command = new Thread(() -> Sms.run(
                environment,
                InputStream.nullInputStream(),
                new PrintWriter(lines),
                new PrintWriter(new StringWriter()),
                arguments.toArray(String[]::new)));
        command.start();
        return command;
    }

    private static URI url(String line) {
        Matcher matcher = Pattern.compile("wavix: register (http\\S+)").matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return URI.create(matcher.group(1));
    }

    private static int post(URI url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(url)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    /** Gives the lines that are written to it as they come. */
    private static final class Lines extends Writer {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final StringBuilder begun = new StringBuilder();

        String next() throws InterruptedException {
            String line = lines.poll(30, TimeUnit.SECONDS);
            assertThat(line).as("a line within 30 seconds").isNotNull();
            return String.valueOf(line);
        }

        boolean isEmpty() {
            return lines.isEmpty();
        }

        @Override
        public void write(char[] characters, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                if (characters[i] == '\n') {
                    lines.add(begun.toString());
                    begun.setLength(0);
                } else {
                    begun.append(characters[i]);
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @ParameterizedTest
    @CsvSource({
        "::1, http://[::1]:80",
        "[::1], http://[::1]:80",
        "127.0.0.1, http://127.0.0.1:80",
        "localhost, http://localhost:80"
    })
    void an_ipv6_address_has_brackets_in_a_url(String host, String url) {
        assertThat(LocalUrl.of(host, 80)).hasToString(url);
    }
}
