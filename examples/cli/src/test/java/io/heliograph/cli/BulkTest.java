package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.InboxMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command against the sandbox. */
class BulkTest {
    private final Sandbox sandbox = Sandbox.builder().start();
    private final Map<String, String> environment = new LinkedHashMap<>();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void setUp() {
        environment.put(
                "HELIOGRAPH_PROVIDERS_THAIBULK_BASE_URL",
                sandbox.baseUrl("thaibulk").toString());
        environment.put("HELIOGRAPH_PROVIDERS_THAIBULK_API_KEY", "sandbox");
        environment.put("HELIOGRAPH_PROVIDERS_THAIBULK_FROM", "HELIOGRAPH");
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
    }

    @AfterEach
    void tearDown() {
        sandbox.close();
    }

    private String csv(String... lines) throws IOException {
        Path file = folder.resolve("recipients.csv");
        Files.write(file, List.of(lines));
        return file.toString();
    }

    private Run bulk(String... arguments) {
        List<String> all = new ArrayList<>(List.of("bulk"));
        all.addAll(List.of(arguments));
        return Run.of(environment, all.toArray(String[]::new));
    }

    @Test
    void all_accepted_exits_0_and_each_recipient_is_in_the_inbox_once() throws IOException {
        String file = csv("phone", "+66812345678", "+66812345679", "+66812345678");

        Run run = bulk(file, "--text", "We open at nine", "--job", "nine", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.errors())
                .containsExactly("sms: job nine; if this process ends, go on with: sms bulk resume nine");
        assertThat(run.json().get("state")).isEqualTo("FINISHED");
        assertThat(run.json().get("accepted")).isEqualTo(2.0);
        assertThat(run.json().get("duplicates")).isEqualTo(1.0);
        assertThat(sandbox.inbox())
                .extracting(InboxMessage::to)
                .containsExactlyInAnyOrder("66812345678", "66812345679");

        Run again = bulk(file, "--text", "We open at nine", "--job", "nine");
        assertThat(again.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(again.err()).contains("resume that one", "nothing was sent");
        assertThat(sandbox.inbox()).hasSize(2);
    }

    @Test
    void a_job_that_was_not_created_is_not_announced() throws IOException {
        Run missing = bulk("nofile.csv", "--text", "Hi");
        Run template = bulk(csv("to", "+66812345678"), "--template", "Hi {name}");
        Run directory = bulk(folder.toString(), "--text", "Hi");

        assertThat(missing.errors())
                .containsExactly("sms: FILE can't be read, because there is no such file: nofile.csv");
        assertThat(directory.err()).contains("because it is a folder");
        assertThat(template.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(template.err()).doesNotContain("go on with").contains("nothing was sent");
    }

    @Test
    void partly_accepted_exits_3_and_the_result_says_which() throws IOException {
        String file = csv("to;name", "+66812345678;Ann", "0812345679;Ben", "+66812345670;");
        Path result = folder.resolve("result.csv");

        Run run = bulk(file, "--template", "Hi {name}", "--job", "hi", "--result", result.toString(), "--masked");

        assertThat(run.exitCode()).isEqualTo(ExitCode.PARTLY_ACCEPTED);
        assertThat(run.out()).contains("job hi: finished", "3 lines: 1 accepted, 2 invalid");
        assertThat(Files.readAllLines(result))
                .hasSize(4)
                .anySatisfy(line -> assertThat(line).startsWith("2,66…78,ACCEPTED,thaibulk,"));
        assertThat(sandbox.inbox()).extracting(InboxMessage::text).containsExactly("Hi Ann");
        assertThat(bulk("report", "hi").exitCode()).isEqualTo(ExitCode.PARTLY_ACCEPTED);
        assertThat(bulk("report", "hi", "--result", "-").out()).contains("3,0812345679,INVALID");
    }

    @Test
    void a_line_that_was_not_accepted_is_followed_by_where_the_reason_is() throws IOException {
        Run run = bulk(csv("to", "+66812345670x"), "--text", "Hi", "--job", "one");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run.out().lines())
                .containsExactly("job one: finished", "1 line: 1 invalid", "sms bulk report one --result - says why");
        assertThat(bulk("report", "one", "--result", "-").out()).contains("INVALID");
        Run accepted = bulk(csv("to", "+66812345678"), "--text", "Hi", "--job", "two");
        assertThat(accepted.out()).contains("1 line: 1 accepted").doesNotContain("says why");
    }

    @Test
    void a_dry_run_says_what_it_costs_and_leaves_nothing() throws IOException {
        String file = csv("to", "+66812345678", "+66812345679", "+66812345679", "x", "+447700900123");

        Run run = bulk(file, "--text", "x".repeat(200), "--dry-run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "5 lines: 2 recipients, 1 invalid, 1 duplicates",
                        "1 would be rejected: INVALID_REQUEST",
                        "thaibulk, TH: 2 recipients, 4 segments, credits 4 parts");
        assertThat(sandbox.inbox()).isEmpty();
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void more_than_the_limit_needs_a_yes() throws IOException {
        String file = csv("to", "+66812345678", "+66812345679");

        Run refused = bulk(file, "--text", "hello", "--job", "many", "--confirm-over", "1");

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("2 recipients", "--yes", "nothing was sent");
        assertThat(sandbox.inbox()).isEmpty();
        assertThat(bulk(file, "--text", "hello", "--job", "many", "--confirm-over", "1", "--yes")
                        .exitCode())
                .isZero();
        assertThat(sandbox.inbox()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "to\n+66812345678\n6.68E+10|line 3",
                "to\n+66812345678|has no column name for the placeholder {name}; it has to",
                "name\nAnn|has no column with the recipients: it has name",
                "phone,mobile,name\n+66812345678,,Ann|several columns that may be the recipients: phone, mobile",
                "+66812345678,Ann|the first line has a number already"
            })
    void a_file_that_is_wrong_is_refused_before_anything_is_sent(String fileAndError) throws IOException {
        String[] parts = fileAndError.split("\\|", -1);

        Run run = bulk(csv(parts[0].split("\n", -1)), "--template", parts[1].equals("line 3") ? "Hi" : "Hi {name}");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run.err()).contains(parts[1], "nothing was sent").doesNotContain("66812345678");
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void without_a_store_it_sends_nothing() throws IOException {
        Run run = bulk(csv("to", "+66812345678"), "--text", "hello", "--no-store");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.err()).contains("needs a store", "--store FILE", "nothing was sent");
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_cancelled_job_is_listed_and_is_not_resumed() throws IOException {
        bulk(csv("to", "+66812345678"), "--text", "hello", "--job", "one");

        assertThat(bulk("cancel", "one").out()).contains("it had ended before");
        assertThat(bulk("pause", "one").out()).contains("it isn't running");
        assertThat(bulk("list").out()).contains("job one: finished", "1 job");
        assertThat(bulk("resume", "one").exitCode()).isZero();
        assertThat(bulk("resume", "two").err()).contains("no campaign in this store");
        assertThat(bulk("delete", "one").exitCode()).isZero();
        assertThat(bulk("list").out()).contains("0 jobs");
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void a_job_that_is_interrupted_ends_what_is_under_way_and_is_resumed() throws Exception {
        List<String> lines = new ArrayList<>(List.of("to"));
        for (int i = 0; i < 400; i++) {
            lines.add("+668" + (10_000_000 + i));
        }
        String file = csv(lines.toArray(String[]::new));
        try (CommandProcess process = CommandProcess.start(
                folder,
                environment,
                "bulk",
                file,
                "--text",
                "hello",
                "--job",
                "long",
                "--rate",
                "40",
                "--max-bulk",
                "1")) {
            awaitFirstMessage(process);
            process.signal("INT");

            assertThat(process.exitCode()).isEqualTo(ExitCode.PARTLY_ACCEPTED);
            assertThat(process.errors()).anyMatch(line -> line.contains("Ctrl-C again aborts"));
            assertThat(process.out()).contains("job long: paused", "go on with: sms bulk resume long");
        }
        int before = sandbox.inbox().size();
        assertThat(before).isBetween(1, 399);

        Run resumed = bulk("resume", "long", "--json");

        assertThat(resumed.exitCode()).isZero();
        assertThat(sandbox.inbox()).extracting(InboxMessage::to).hasSize(400).doesNotHaveDuplicates();
    }

    private void awaitFirstMessage(CommandProcess process) throws InterruptedException {
        while (sandbox.inbox().isEmpty() && process.process().isAlive()) {
            process.process().waitFor(20, TimeUnit.MILLISECONDS);
        }
    }
}
