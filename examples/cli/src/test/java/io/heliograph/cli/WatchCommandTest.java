package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import io.heliograph.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchCommandTest {
    private static final String NUMBER = "+66812345678";

    @TempDir
    private Path folder = Path.of("");

    private final TestClock clock = new TestClock(Instant.now());
    private final Sandbox sandbox = Sandbox.builder().clock(clock).start();
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void setUp() {
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put(
                "HELIOGRAPH_PROVIDERS_WAVIX_BASE_URL", sandbox.baseUrl("wavix").toString());
        environment.put("HELIOGRAPH_PROVIDERS_WAVIX_API_KEY", "sandbox");
    }

    @AfterEach
    void tearDown() {
        sandbox.close();
    }

    private Run run(String... arguments) {
        return Run.of(environment, arguments);
    }

    /** Sends a message, and returns it as PROVIDER:ID. */
    private String sent() {
        Run run = run("send", "--to", NUMBER, "--from", "ACME", "--text", "Hi", "--json");
        return "wavix:" + run.object("message").get("id");
    }

    @Test
    void a_message_is_followed_to_its_end_by_asking_the_vendor() {
        String id = sent();
        clock.passes(Duration.ofMinutes(1));

        Run run = run("watch", id, "--timeout", "30s");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out().lines()).singleElement().asString().matches("[0-9:]{8}  " + id + "  DELIVERED  \\+66…78");
    }

    @Test
    void without_a_store_one_message_can_be_followed_and_nothing_else() {
        String id = sent();
        clock.passes(Duration.ofMinutes(1));

        assertThat(run("watch", id, "--no-store", "--json").out()).contains("\"status\":\"DELIVERED\",\"final\":true");
        assertThat(run("watch", "--all", "--no-store").exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void the_messages_to_a_number_are_those_of_the_store() {
        String id = sent();
        clock.passes(Duration.ofMinutes(1));

        Run run = run("watch", "--to", NUMBER, "--timeout", "30s");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains(id, "DELIVERED");
        Run other = run("watch", "--to", "+66812345679", "--timeout", "1ms");
        assertThat(other.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(other.errors()).last().isEqualTo("sms: the time is up; no such message was seen");
    }

    @Test
    void what_is_open_when_the_time_is_up_is_no_failure_of_all() {
        String id = sent();

        Run one = run("watch", id, "--timeout", "1ms");
        Run all = run("watch", "--all", "--timeout", "1ms");

        assertThat(one.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(one.err()).contains("1 not final");
        assertThat(all.exitCode()).isZero();
        assertThat(all.out()).contains(id);
        assertThat(Run.of(Map.of(), "watch", "--help").out())
                .contains("With --all, it exits with 0 at the end of --timeout.");
    }

    @Test
    void an_id_that_nobody_knows_ends_at_once() {
        assertThat(run("watch", "wavix:nobodys").exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run("watch", "nonsense").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("watch", "--to", "12").exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run("watch", "--all", "--timeout", "soon").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("watch").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void each_command_shows_the_message_as_it_takes_it() {
        assertThat(run("watch", "nonsense").errors())
                .containsExactly(
                        "sms: MESSAGE must be a provider and an id, such as wavix:6f1c2a (see sms watch --help)");
        assertThat(run("status", "nonsense").errors())
                .containsExactly("sms: MESSAGE must be a provider and an id, such as wavix:6f1c2a or wavix 6f1c2a"
                        + " (see sms status --help)");
    }

    @ParameterizedTest
    @CsvSource({
        "-5s, --timeout is negative; it must be 0s to 8760h",
        "8761h, --timeout is more than 365 days; it must be 0s to 8760h",
        "3000000h, --timeout is more than 365 days; it must be 0s to 8760h"
    })
    void a_time_that_nobody_waits_is_refused(String time, String problem) {
        Run run = run("watch", "--all", "--timeout=" + time);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.errors()).containsExactly("sms: " + problem + " (see sms watch --help)");
    }

    @Test
    void a_year_is_not_too_long() {
        assertThat(new TimeConverter().convert("8760h")).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void a_message_that_a_sandbox_does_not_have_was_not_seen() {
        String url = sandbox.url().toString();

        Run run = run("watch", "wavix:nosuch", "--timeout", "50ms", "--sandbox", url);

        assertThat(run.exitCode()).isEqualTo(ExitCode.TEMPORARY);
        assertThat(run.errors()).last().isEqualTo("sms: the time is up; no such message was seen");
    }

    @Test
    void a_sandbox_is_followed_by_its_events() {
        try (Sandbox fast =
                Sandbox.builder().deliverAfter(Duration.ofMillis(40)).start()) {
            environment.put(
                    "HELIOGRAPH_PROVIDERS_WAVIX_BASE_URL", fast.baseUrl("wavix").toString());
            String id = sent();

            Run run = run(
                    "watch",
                    "--to",
                    NUMBER,
                    "--timeout",
                    "30s",
                    "--sandbox",
                    fast.url().toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out().lines()).last().asString().contains(id + "  DELIVERED  +66…78");
            assertThat(run(
                                    "watch",
                                    id,
                                    "--timeout",
                                    "30s",
                                    "--sandbox",
                                    fast.url().toString())
                            .out())
                    .contains("DELIVERED");
        }
        assertThat(run("watch", "--all", "--sandbox", "http://127.0.0.1:1/").exitCode())
                .isEqualTo(ExitCode.UNAVAILABLE);
    }

    @Test
    void a_sandbox_that_does_not_answer_is_named_without_its_password() {
        Run run = run("watch", "--all", "--sandbox", "http://u:sekret@127.0.0.1:1/sekret");

        assertThat(run.exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(run.errors()).containsExactly("sms: no sandbox answers at --sandbox http://***@127.0.0.1:1/");
    }

    @Test
    void a_sandbox_is_at_a_url_of_the_web() {
        Run run = run("watch", "--all", "--sandbox", "ftp://u:sekret@localhost/");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .startsWith("sms: --sandbox must be an http or https URL")
                .doesNotContain("sekret");
    }
}
