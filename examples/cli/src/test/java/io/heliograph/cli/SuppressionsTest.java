package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.PhoneNumber;
import io.heliograph.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionsTest {
    private static final String NUMBER = "+66812345678";

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, String> environment = new HashMap<>();
    private Path file = Path.of("");

    @BeforeEach
    void set() {
        file = folder.resolve("stopped.csv");
        environment.put("HELIOGRAPH_SUPPRESSION_FILE", file.toString());
    }

    private Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("suppressions"));
        all.addAll(List.of(arguments));
        return Run.of(environment, all.toArray(String[]::new));
    }

    @Test
    void an_added_number_is_listed_exported_and_removed() {
        assertThat(run("add", NUMBER).out()).isEqualToIgnoringNewLines("added");

        Run list = run("list");
        assertThat(list.out()).contains("MANUAL, since ", "1 on the list").doesNotContain("812345678");
        assertThat(run("export").out().lines())
                .hasSize(2)
                .first()
                .isEqualTo("number,sender,reason,provider,since,until");
        assertThat(run("export").out()).contains(NUMBER);

        assertThat(run("remove", NUMBER).out()).isEqualToIgnoringNewLines("removed");
        assertThat(run("remove", NUMBER).out()).isEqualToIgnoringNewLines("wasn't on the list");
        assertThat(run("list").out()).isEqualToIgnoringNewLines("0 on the list");
    }

    @Test
    void send_obeys_the_same_file_and_asks_nobody() {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            wavix(sandbox);
            run("add", NUMBER);
            Run send = Run.of(environment, "send", "--to", NUMBER, "--from", "ACME", "--text", "Hi");

            assertThat(send.exitCode()).isEqualTo(ExitCode.BAD_DATA);
            assertThat(send.out()).contains("OPTED_OUT", "No provider was asked.");
            assertThat(sandbox.inbox()).isEmpty();

            run("remove", NUMBER);
            assertThat(Run.of(environment, "send", "--to", NUMBER, "--from", "ACME", "--text", "Hi")
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void an_opt_out_by_a_provider_is_kept_in_the_file() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            wavix(sandbox);
            Files.writeString(file, "number\n");
            Run send = Run.of(environment, "send", "--to", "+66812340002", "--from", "ACME", "--text", "Hi");

            assertThat(send.out()).contains("OPTED_OUT");
            assertThat(Files.readString(file)).contains("+66812340002,ACME,REFUSED,wavix,");
        }
    }

    private void wavix(Sandbox sandbox) {
        environment.put(
                "HELIOGRAPH_PROVIDERS_WAVIX_BASE_URL", sandbox.baseUrl("wavix").toString());
        environment.put(
                "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY",
                sandbox.credentials("wavix").get("api-key"));
    }

    @Test
    void what_an_import_cannot_read_is_named_without_a_number_and_the_rest_is_added() {
        Run run =
                Run.withInput("number,since\n+66812345678,\n0812345679,\n", environment, "suppressions", "import", "-");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run.out()).isEqualToIgnoringNewLines("1 added, 0 nothing new, 1 wrong");
        assertThat(run.errors())
                .singleElement()
                .asString()
                .contains("line 3 number")
                .doesNotContain("812345679");
        assertThat(run("list").out()).contains("1 on the list");
    }

    @Test
    void an_export_can_be_imported_elsewhere() throws IOException {
        run("add", NUMBER, "--from", "ACME");
        Path copy = folder.resolve("copy.csv");
        Files.writeString(copy, run("export").out());
        environment.put(
                "HELIOGRAPH_SUPPRESSION_FILE", folder.resolve("other.csv").toString());

        assertThat(run("import", copy.toString()).out()).startsWith("1 added");
        assertThat(run("import", copy.toString()).out()).startsWith("0 added, 1 nothing new");
        assertThat(run("export").out()).isEqualTo(Files.readString(copy));
    }

    @Test
    void a_file_with_a_violation_is_not_written_again_without_its_line() throws IOException {
        Files.writeString(file, "number\n12\n");

        Run run = run("add", NUMBER);

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.errors()).singleElement().asString().contains("line 2 number");
        assertThat(Files.readString(file)).isEqualTo("number\n12\n");
    }

    @Test
    void concurrent_changes_lose_nothing_and_leave_only_the_file() throws Exception {
        SuppressionFile shared = new SuppressionFile(file);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> changes = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                PhoneNumber number = PhoneNumber.of("+668123456" + (10 + i));
                changes.add(threads.submit(() -> shared.change((list, store) -> list.add(number), () -> {})));
            }
            for (Future<?> change : changes) {
                change.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(run("list").out()).contains("12 on the list");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("stopped.csv");
        }
    }

    @Test
    void without_the_setting_and_without_a_store_it_is_named() {
        environment.clear();

        assertThat(run("list").exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run("list").errors()).singleElement().asString().contains("set heliograph.suppression.file");
    }

    @Test
    void without_the_setting_the_list_is_in_the_store_and_send_obeys_it() {
        environment.clear();
        environment.put("HELIOGRAPH_STORE", folder.resolve("sms.db").toString());
        try (Sandbox sandbox = Sandbox.builder().start()) {
            wavix(sandbox);
            assertThat(run("add", NUMBER).out()).isEqualToIgnoringNewLines("added");
            assertThat(run("list").out()).contains("MANUAL, since ", "1 on the list");
            assertThat(run("export").out()).contains(NUMBER);

            Run send = Run.of(environment, "send", "--to", NUMBER, "--from", "ACME", "--text", "Hi");

            assertThat(send.out()).contains("OPTED_OUT", "No provider was asked.");
            assertThat(sandbox.inbox()).isEmpty();
            assertThat(run("remove", NUMBER).out()).isEqualToIgnoringNewLines("removed");
            assertThat(run("list").out()).isEqualToIgnoringNewLines("0 on the list");
        }
    }

    @Test
    void a_file_that_is_set_later_gets_the_list_of_the_store_before_anything_is_sent() {
        environment.remove("HELIOGRAPH_SUPPRESSION_FILE");
        environment.put("HELIOGRAPH_STORE", folder.resolve("sms.db").toString());
        try (Sandbox sandbox = Sandbox.builder().start()) {
            wavix(sandbox);
            run("add", NUMBER);
            environment.put("HELIOGRAPH_SUPPRESSION_FILE", file.toString());
            run("add", "+66812345679");

            Run send = Run.of(environment, "send", "--to", NUMBER, "--from", "ACME", "--text", "Hi");

            assertThat(send.out()).contains("OPTED_OUT");
            assertThat(sandbox.inbox()).isEmpty();
            assertThat(run("list").out()).contains("2 on the list");
            environment.remove("HELIOGRAPH_SUPPRESSION_FILE");
            assertThat(run("list").out()).isEqualToIgnoringNewLines("0 on the list");
        }
    }

    @Test
    void a_number_that_is_none_is_refused_without_repeating_it() {
        Run run = run("add", "0812345678");

        assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(run.errors()).singleElement().asString().doesNotContain("812345678");
        assertThat(file).doesNotExist();
    }

    @Test
    void without_a_command_it_lists_the_commands() {
        Run run = run();

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("list", "add", "remove", "import", "export");
    }
}
