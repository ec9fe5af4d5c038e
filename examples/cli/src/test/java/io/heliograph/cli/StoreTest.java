package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import io.heliograph.sandbox.model.SandboxFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each run is a command of its own, which knows of the others by the store alone. */
class StoreTest {
    private static final String NUMBER = "+66812345678";

    @TempDir
    private Path folder = Path.of("");

    private final Sandbox sandbox = Sandbox.builder().start();
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

    private Run send(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("send", "--to", NUMBER, "--from", "ACME", "--text", "Hi", "--deadline", "3s"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Run run(String... arguments) {
        return Run.of(environment, arguments);
    }

    private Path defaultFile() {
        return folder.resolve("state").resolve("heliograph").resolve("sms.db");
    }

    @Test
    void a_repeated_key_prints_the_first_outcome_and_sends_nothing() {
        Run first = send("--key", "order-17", "--json");
        Run second = send("--key", "order-17", "--json");

        assertThat(first.exitCode()).isZero();
        assertThat(second.exitCode()).isZero();
        assertThat(sandbox.inbox()).hasSize(1);
        assertThat(second.object("message").get("id"))
                .isEqualTo(first.object("message").get("id"));
        assertThat(first.json().get("replayed")).isEqualTo(false);
        assertThat(second.json().get("replayed")).isEqualTo(true);
        assertThat(first.err()).doesNotContain("nothing new was sent");
        assertThat(second.errors()).last().asString().startsWith("sms: nothing new was sent");
    }

    @Test
    void the_result_of_a_repeated_key_says_first_that_nothing_was_sent_now() {
        Run first = send("--key", "order-17");
        Run second = send("--key", "order-17");

        assertThat(first.out()).contains("\naccepted  wavix:").doesNotContain("first send");
        assertThat(second.out())
                .startsWith("The first send with this key:")
                .contains("\nnothing new was sent now; the first send was: accepted  wavix:");
    }

    @Test
    void a_repeated_key_with_another_text_is_an_error() {
        send("--key", "order-17");

        Run second = run(
                "send", "--to", NUMBER, "--from", "ACME", "--text", "Bye", "--key", "order-17", "--provider", "wavix");

        assertThat(second.exitCode()).isEqualTo(ExitCode.BAD_DATA);
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void a_random_key_is_stored_too() {
        Object key = send("--json").json().get("key");

        Run again = send("--key", String.valueOf(key));

        assertThat(again.errors()).last().asString().startsWith("sms: nothing new was sent");
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void what_was_certainly_not_sent_can_be_sent_later() {
        sandbox.fault("wavix", SandboxFault.OUTAGE);
        assertThat(send("--key", "order-17").exitCode()).isEqualTo(ExitCode.UNAVAILABLE);
        sandbox.fault("wavix", SandboxFault.NONE);

        assertThat(send("--key", "order-17").exitCode()).isZero();
        assertThat(sandbox.inbox()).hasSize(1);
    }

    @Test
    void the_file_is_in_the_state_folder_for_its_owner_only() throws IOException {
        send();

        assertThat(defaultFile()).isRegularFile();
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(defaultFile())))
                    .isEqualTo("rw-------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            folder.resolve("state").resolve("heliograph"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void without_a_store_the_same_key_sends_again_and_no_file_is_made() {
        assertThat(send("--key", "order-17", "--no-store").exitCode()).isZero();
        assertThat(send("--key", "order-17", "--no-store").exitCode()).isZero();
        environment.put("HELIOGRAPH_STORE", "memory");
        assertThat(send("--key", "order-17").exitCode()).isZero();

        assertThat(sandbox.inbox()).hasSize(3);
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void an_option_wins_over_the_setting_and_the_setting_over_the_default() {
        Path mine = folder.resolve("mine.db");
        Path set = folder.resolve("set.db");
        environment.put("HELIOGRAPH_STORE", set.toString());

        send("--key", "order-17", "--store", mine.toString());
        assertThat(mine).exists();
        assertThat(set).doesNotExist();

        send("--key", "order-18");
        assertThat(set).exists();
        assertThat(defaultFile()).doesNotExist();

        environment.put("HELIOGRAPH_STORE", "jdbc");
        send("--key", "order-19");
        assertThat(defaultFile()).exists();
        assertThat(sandbox.inbox()).hasSize(3);
    }

    @Test
    void a_url_names_a_file_too_and_one_with_a_blank_is_refused() {
        Path file = folder.resolve("my file.db");
        environment.put("HELIOGRAPH_STORE", file.toUri().toString());

        assertThat(run("store", "info").out()).contains(file.toString());

        environment.put("HELIOGRAPH_STORE", "file:" + file);
        Run refused = run("store", "info");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(refused.errors()).singleElement().asString().contains("heliograph.store is no path", "%20");
    }

    /** It must neither send nor do without a store in silence. */
    private void refuses(Run run, String... words) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.errors()).singleElement().asString().contains(words);
        assertThat(run.err()).contains("nothing was sent", "--store FILE", "--no-store");
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_state_folder_that_cannot_be_made_sends_nothing_and_says_what_to_do() throws IOException {
        Files.writeString(folder.resolve("state"), "a file where the folder should be");

        refuses(send(), defaultFile().toString(), "its folder can't be created");
    }

    @Test
    void a_file_in_no_folder_sends_nothing() {
        refuses(send("--store", folder.resolve("none").resolve("sms.db").toString()), "its folder must exist");
    }

    @Test
    void a_file_that_is_no_database_sends_nothing() throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "notes ".repeat(1_000));

        refuses(send("--store", file.toString()), "no SQLite database");
    }

    @Test
    void a_full_disk_sends_nothing() throws Exception {
        try (CommandProcess process = CommandProcess.onAFullDisk(
                folder, environment, "send", "--to", NUMBER, "--from", "ACME", "--text", "Hi")) {
            assertThat(process.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(process.errors()).last().asString().contains("can't be used", "nothing was sent");
            assertThat(sandbox.inbox()).isEmpty();
        }
    }

    @Test
    void a_store_and_none_exclude_each_other() {
        assertThat(send("--no-store", "--store", "x.db").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void info_counts_the_keys() {
        assertThat(run("store", "info").out()).contains(defaultFile().toString(), "the first send creates it");
        send();
        sandbox.fault("wavix", SandboxFault.ACCEPT_THEN_HANG);
        assertThat(send().exitCode()).isEqualTo(ExitCode.MAY_HAVE_BEEN_SENT);

        Run info = run("store", "info", "--json");

        assertThat(info.json().get("file")).isEqualTo(defaultFile().toString());
        assertThat(info.json().get("keys")).isEqualTo(2.0);
        assertThat(info.json().get("unresolved")).isEqualTo(1.0);
        assertThat(run("store", "info").out()).contains("keys        2", "unresolved  1, see sms reconcile --pending");
        assertThat(run("store", "info", "--no-store").out()).startsWith("no store");
    }

    @Test
    void ddl_prints_the_statements_of_either_database() {
        assertThat(run("store", "ddl").out()).contains("CREATE TABLE heliograph_claim", "fillfactor");
        assertThat(run("store", "ddl", "--postgres").out())
                .isEqualTo(run("store", "ddl").out());
        assertThat(run("store", "ddl", "--sqlite").out()).contains("WITHOUT ROWID");
        assertThat(run("store", "ddl", "--sqlite", "--postgres").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void the_url_of_a_database_is_refused_without_its_password() {
        String url = "jdbc:postgresql://db/sms?user=u&password=sekret";

        Run option = send("--store", url);
        environment.put("HELIOGRAPH_STORE", url);
        Run setting = send();

        assertThat(option.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(option.err())
                .contains("--store is a URL, and must be the path of a file; sms takes an SQLite file")
                .doesNotContain("sekret");
        assertThat(setting.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(setting.err()).contains("heliograph.store is a URL").doesNotContain("sekret");
        assertThat(run("doctor").out() + run("doctor").err()).doesNotContain("sekret");
        assertThat(sandbox.inbox()).isEmpty();
    }

    @Test
    void a_named_file_in_no_folder_is_said_by_info_and_by_doctor() {
        String file = folder.resolve("none").resolve("sms.db").toString();

        assertThat(run("store", "info", "--store", file).out()).contains("doesn't exist, nor does its folder");
        assertThat(run("store", "info").out()).contains("the first send creates it");
        assertThat(run("doctor", "--store", file).out()).contains("FAIL  store: ");
        assertThat(run("doctor", "--store", file).exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(send("--store", file).exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }
}
