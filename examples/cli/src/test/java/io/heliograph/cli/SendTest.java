package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import io.heliograph.sandbox.model.SandboxFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against the sandbox, which was written independently of the providers. */
class SendTest {
    private static final String NUMBER = "+66812345678";

    private final Sandbox sandbox = Sandbox.builder().start();
    private final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeEach
    void setUp() {
        for (String vendor : List.of("wavix", "androidgateway")) {
            String prefix = "HELIOGRAPH_PROVIDERS_" + vendor.toUpperCase(java.util.Locale.ROOT) + "_";
            environment.put(prefix + "BASE_URL", sandbox.baseUrl(vendor).toString());
            sandbox.credentials(vendor)
                    .forEach((name, value) -> environment.put(
                            prefix + name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'), value));
        }
    }

    @AfterEach
    void tearDown() {
        sandbox.close();
    }

    private Run send(String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of("send", "--to", NUMBER, "--from", "ACME"));
        arguments.addAll(List.of(more));
        return Run.of(environment, arguments.toArray(String[]::new));
    }

    @Test
    void an_accepted_message_is_in_the_inbox_and_exits_0() {
        Run run = send("--text", "รหัส 482910", "--provider", "wavix", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.json().get("outcome")).isEqualTo("accepted");
        assertThat(sandbox.inbox()).singleElement().satisfies(sms -> {
            assertThat(sms.text()).isEqualTo("รหัส 482910");
            assertThat(sms.to()).isEqualTo(NUMBER);
            assertThat(sms.from()).isEqualTo("ACME");
            assertThat(sms.vendor()).isEqualTo("wavix");
        });
    }

    @Test
    void a_key_names_the_message_at_the_gateway_and_can_be_queried() {
        assertThat(send("--text", "hello", "--provider", "androidgateway", "--key", "order-17")
                        .exitCode())
                .isZero();

        Run status = Run.of(environment, "status", "androidgateway", "order-17", "--json");

        assertThat(status.exitCode()).isZero();
        assertThat(status.json().get("id")).isEqualTo("order-17");
        assertThat(status.json().get("provider")).isEqualTo("androidgateway");
    }

    @Test
    void the_same_key_and_text_at_the_same_phone_is_the_same_message() {
        send("--text", "hello", "--provider", "androidgateway", "--key", "order-17");

        Run second = send("--text", "hello", "--provider", "androidgateway", "--key", "order-17");

        assertThat(second.exitCode()).isZero();
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void the_same_key_with_another_text_is_refused_and_adds_no_sms() {
        send("--text", "hello", "--provider", "androidgateway", "--key", "order-17");

        Run second = send("--text", "good bye", "--provider", "androidgateway", "--key", "order-17");

        assertThat(second.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(second.errors()).hasSize(2).last().asString().contains("DUPLICATE");
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void the_text_can_come_from_standard_input_and_loses_the_last_line_end_only() {
        Run run = Run.withInput("two\nlines\n", environment, "send", "--to", NUMBER, "--from", "ACME", "--text", "-");

        assertThat(run.exitCode()).isZero();
        assertThat(sandbox.inbox()).extracting(InboxMessage::text).containsExactly("two\nlines");
    }

    @Test
    void the_text_can_come_from_a_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("text.txt"), "from a file");

        assertThat(send("--text-file", file.toString(), "--provider", "wavix").exitCode())
                .isZero();
        assertThat(sandbox.inbox()).extracting(InboxMessage::text).containsExactly("from a file");
    }

    @Test
    void a_text_may_begin_with_an_at_sign() {
        assertThat(send("--text", "@noon", "--provider", "wavix").exitCode()).isZero();
        assertThat(sandbox.inbox()).extracting(InboxMessage::text).containsExactly("@noon");
    }

    @Test
    void settings_can_come_from_a_file_and_the_environment_wins(@TempDir Path folder) throws IOException {
        String file = environment.entrySet().stream()
                .map(entry -> entry.getKey()
                                .replace("HELIOGRAPH_PROVIDERS_WAVIX_", "heliograph.providers.wavix.")
                                .replace("BASE_URL", "base-url")
                                .replace("API_KEY", "api-key")
                        + "=" + entry.getValue())
                .filter(line -> line.startsWith("heliograph."))
                .collect(Collectors.joining("\n"));
        String config =
                Files.writeString(folder.resolve("sms.properties"), file).toString();
        String[] arguments = {"send", "--to", NUMBER, "--from", "ACME", "--text", "hello", "--config", config};

        assertThat(Run.of(Map.of(), arguments).exitCode()).isZero();
        assertThat(Run.of(Map.of("HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "another"), arguments)
                        .exitCode())
                .isEqualTo(ExitCode.CREDENTIALS);
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void an_outage_fails_over_and_exits_0() {
        sandbox.fault("wavix", SandboxFault.OUTAGE);

        Run run = send("--text", "hello", "--route", "wavix || androidgateway");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsSubsequence("wavix", "REJECTED", "UNREACHABLE", "androidgateway", "ACCEPTED");
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void no_provider_in_reach_exits_69() {
        sandbox.fault("wavix", SandboxFault.OUTAGE);
        sandbox.fault("androidgateway", SandboxFault.OUTAGE);

        Run run = send("--text", "hello", "--route", "wavix || androidgateway");

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.errors())
                .hasSize(2)
                .last()
                .asString()
                .contains(
                        "not sent", "wavix: the connection was refused", "androidgateway: the connection was refused");
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_rate_limit_exits_75() {
        sandbox.fault("wavix", SandboxFault.RATE_LIMITED);

        assertThat(send("--text", "hello", "--provider", "wavix").exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void accepted_without_an_answer_exits_76_and_asks_nobody_else() {
        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);

        Run run = send("--text", "hello", "--route", "wavix || androidgateway", "--deadline", "700ms", "--json");

        assertThat(run.exitCode()).isEqualTo(ExitCode.MAY_HAVE_BEEN_SENT);
        assertThat(run.json().get("outcome")).isEqualTo("unknown");
        Object key = run.json().get("key");
        assertThat(run.errors())
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first).isEqualTo("sms: sending with --key " + key),
                        last -> assertThat(last).contains("MAY HAVE BEEN SENT by wavix", "--key " + key));
        assertThat(sandbox.inbox()).extracting(InboxMessage::vendor).containsExactly("wavix");
    }

    @Test
    void refused_credentials_exit_77() {
        environment.put("HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "anotherKey");

        Run run = send("--text", "hello", "--provider", "wavix");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CREDENTIALS);
        assertThat(run.out() + run.err()).doesNotContain("anotherKey");
    }

    @Test
    void a_final_no_of_the_recipients_stops_and_exits_65() {
        Run run = Run.of(
                environment,
                "send",
                "--to",
                "+66812340002",
                "--from",
                "ACME",
                "--text",
                "hello",
                "--route",
                "wavix || androidgateway");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run.errors()).hasSize(2).last().asString().contains("OPTED_OUT");
        assertThat(sandbox.inbox()).extracting(InboxMessage::vendor).containsExactly("wavix");
    }

    @Test
    void an_option_and_a_tag_cost_no_provider() {
        Run run = send(
                "--text",
                "hello",
                "--provider",
                "androidgateway",
                "--tag",
                "otp",
                "--option",
                "androidgateway.priority=100",
                "--option",
                "wavix.smart-encoding=true");

        assertThat(run.exitCode()).isZero();
        assertThat(sandbox.inbox()).extracting(InboxMessage::vendor).containsExactly("androidgateway");
    }

    @Test
    void a_wrong_base_url_exits_78() {
        String url = environment.get("HELIOGRAPH_PROVIDERS_ANDROIDGATEWAY_BASE_URL");
        environment.put(
                "HELIOGRAPH_PROVIDERS_ANDROIDGATEWAY_BASE_URL",
                String.valueOf(url).replace("/3rdparty/v1", "/3rdparty/v2"));

        Run run = send("--text", "hello", "--provider", "androidgateway");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.errors()).hasSize(2).last().asString().contains("base-url");
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_message_that_is_not_there_exits_65() {
        Run run = Run.of(environment, "status", "wavix", "nothing-here");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run.errors()).containsExactly("sms: wavix has no message with this id");
    }

    @Test
    void a_status_is_shown_as_text() {
        Run sent = send("--text", "hello", "--provider", "wavix", "--json");
        String id = String.valueOf(sent.object("message").get("id"));

        Run status = Run.of(environment, "status", "wavix", id);

        assertThat(status.exitCode()).isZero();
        assertThat(status.out())
                .contains("wavix:" + id, "from       ACME", "+66…78")
                .doesNotContain(NUMBER);
    }

    @Test
    void the_id_that_send_prints_can_be_pasted_to_status() {
        Run sent = send("--text", "hello", "--provider", "wavix");
        String printed = sent.out()
                .lines()
                .flatMap(line -> Stream.of(line.split("  ")))
                .filter(word -> word.startsWith("wavix:"))
                .findFirst()
                .orElseThrow();
        String id = printed.substring("wavix:".length());

        for (String[] arguments : List.of(
                new String[] {"status", printed, "--json"},
                new String[] {"status", "wavix", id, "--json"},
                new String[] {"status", "wavix", printed, "--json"})) {
            Run status = Run.of(environment, arguments);

            assertThat(status.exitCode()).as(status.err()).isZero();
            assertThat(status.json().get("id")).isEqualTo(id);
            assertThat(status.json().get("provider")).isEqualTo("wavix");
        }
    }
}
