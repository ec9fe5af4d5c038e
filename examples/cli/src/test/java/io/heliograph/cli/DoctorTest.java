package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.sandbox.Sandbox;
import io.heliograph.testkit.socket.SocketHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    private Path folder = Path.of("");

    private Run doctor(String settings, String... more) throws IOException {
        return doctor(Map.of(), settings, more);
    }

    private Run doctor(Map<String, String> environment, String settings, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("heliograph.properties"), settings);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Map<String, String> all = new HashMap<>(environment);
        all.put("XDG_STATE_HOME", folder.resolve("state").toString());
        List<String> arguments = new ArrayList<>(List.of("doctor", "--config", file.toString()));
        arguments.addAll(List.of(more));
        return Run.of(all, arguments.toArray(String[]::new));
    }

    /** Without what differs from machine to machine. */
    private List<String> lines(Run run) {
        return run.out()
                .replace(folder.toString(), "FOLDER")
                .replaceAll("(?m)^(OK  |WARN|FAIL)  (disk|temp|java|proxy): .*\\R( {6}.*\\R)*", "")
                .replaceAll("(?m)^[0-9]+ OK, .*\\R.*", "counts")
                .lines()
                .toList();
    }

    @Test
    void a_good_set_up_is_a_line_for_each_check() throws IOException {
        Run run = doctor("heliograph.providers.wavix.api-key=sekret\nheliograph.route=wavix\n");

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(String.join("\n", lines(run)).replaceAll("\n {6}", " ")).isEqualTo("""
                        OK    settings: heliograph.properties with 2 settings, 0 in the environment; providers: wavix
                        OK    file: each setting is in one place, and only its owner can read the file
                        OK    route: its providers are set up
                        OK    countries: every country has a provider
                        OK    store: FOLDER/state/heliograph/sms.db doesn't exist yet; the first send creates it
                        OK    webhooks: no public URL is known; --public-url URL checks one

                        counts""");
        assertThat(run.out()).doesNotContain("sekret").contains("OK    java: ", "OK    proxy: ", "MB free");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 80 || !line.contains(" "));
    }

    @Test
    void what_fails_ends_with_78_and_says_what_to_do() throws IOException {
        Run run = doctor("heliograph.providers.wavix.api-key=sekret\nheliograph.providers.wavix.apikey=sekret\n");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.out())
                .contains("FAIL  settings: heliograph.providers.wavix.apikey is no setting", "-> correct the name")
                .doesNotContain("sekret");
        assertThat(doctor(Map.of("HELIOGRAPH_STORE", "\0"), "").exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void a_placeholder_fails_with_the_variable_to_set() throws IOException {
        Run run = doctor("heliograph.providers.wavix.api-key=${WAVIX_KEY}\nheliograph.route=${ROUTE}\n");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.out())
                .contains(
                        "FAIL  settings: heliograph.providers.wavix.api-key has a placeholder that",
                        "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY",
                        "FAIL  settings: heliograph.route has a placeholder");
    }

    @Test
    void the_rule_of_a_route_that_cannot_be_read_is_quoted_on_one_line_without_a_number() throws IOException {
        String route = "TH: wavix; +66812345678 tag=order: thaibulk | nativehub || androidgateway || textingline";

        Run run = doctor("heliograph.providers.wavix.api-key=k\nheliograph.route=" + route + "\n");

        List<String> lines = run.out().lines().toList();
        int quoted =
                lines.indexOf("        +••••••••••• tag=order: thaibulk | nativehub || androidgateway || textingline");
        assertThat(quoted).as(run.out()).isPositive();
        assertThat(lines.get(quoted + 1).indexOf('^'))
                .isEqualTo(lines.get(quoted).indexOf(" | ") + 1);
        assertThat(run.out()).doesNotContain("66812345678");
    }

    @Test
    void what_is_no_settings_file_is_said_once() {
        Run run = Run.of(Map.of(), "doctor", "--config", folder.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.out())
                .contains("FAIL  settings: --config is a folder", "-> name a settings file by --config FILE")
                .doesNotContain("  file: ");
    }

    @Test
    void a_suppression_file_that_is_not_there_fails_once() throws IOException {
        Run run = doctor("heliograph.providers.wavix.api-key=k\nheliograph.suppression.file=" + folder + "/none.csv\n");

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.out().lines().filter(line -> line.startsWith("FAIL")))
                .singleElement()
                .asString()
                .startsWith("FAIL  suppressions: ");
    }

    @Test
    void warnings_count_only_when_it_is_strict() throws IOException {
        String settings = "heliograph.providers.thaibulk.api-key=k\n";

        assertThat(doctor(settings).out()).contains("WARN  countries: ");
        assertThat(doctor(settings).exitCode()).isZero();
        assertThat(doctor(settings, "--strict").exitCode()).isEqualTo(1);
        assertThat(doctor(settings + "heliograph.nonsense=1\n", "--strict").exitCode())
                .isEqualTo(ExitCode.CONFIGURATION);
    }

    @Test
    void one_json_document() throws IOException {
        Run run = doctor("heliograph.providers.thaibulk.api-key=k\n", "--json");

        assertThat(run.json().get("online")).isEqualTo(false);
        assertThat(run.json().get("failures")).isEqualTo(0.0);
        assertThat(String.valueOf(run.json().get("findings")))
                .contains("{check=countries, subject=, level=WARN, seen=243 of 244 countries have no provider: ")
                .contains("advice=if you send there, add a provider");
    }

    @Test
    void it_calls_nobody_unless_it_is_online() throws IOException {
        try (SocketHarness server = SocketHarness.start()) {
            String settings =
                    "heliograph.providers.wavix.api-key=k\nheliograph.providers.wavix.base-url=" + server.url() + "\n";
            doctor(settings, "--public-url", server.url().toString());
            assertThat(server.connections()).isZero();

            Run online = doctor(settings, "--online");

            assertThat(server.requests()).isPositive();
            assertThat(server.posts()).isZero();
            assertThat(online.out()).contains("WARN  key wavix: ");
        }
    }

    @Test
    void online_a_wrong_base_url_fails_and_its_setting_is_named() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            Run run = doctor(
                    "heliograph.providers.wavix.api-key=sandbox\nheliograph.providers.wavix.base-url="
                            + sandbox.baseUrl("wavix") + "/nowhere\n",
                    "--online");

            assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.CONFIGURATION);
            assertThat(run.out())
                    .contains("FAIL  key wavix: CONFIGURATION: ", "-> check heliograph.providers.wavix.base-url")
                    .doesNotContain("CONFIGURATION: CONFIGURATION");
        }
    }

    @Test
    void online_asks_the_vendors_or_the_one_that_is_named() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().start()) {
            StringBuilder settings = new StringBuilder();
            DemoCommand.settings(sandbox)
                    .forEach((name, value) ->
                            settings.append(name).append('=').append(value).append('\n'));

            Run all = doctor(settings.toString(), "--online");
            Run one = doctor(settings.toString(), "--online", "--provider", "wavix");

            assertThat(all.exitCode()).as(all.out()).isZero();
            assertThat(all.out())
                    .contains(
                            "OK    key wavix: the vendor takes it", "OK    key nativehub: ", "OK    clock thaibulk: ");
            assertThat(one.out()).contains("key wavix").doesNotContain("key thaibulk");
            assertThat(sandbox.inbox()).isEmpty();
        }
    }

    @Test
    void the_public_url_is_checked_without_the_network_too() throws IOException {
        String settings = "heliograph.providers.wavix.api-key=k\n";

        assertThat(doctor(settings, "--public-url", "https://localhost").exitCode())
                .isEqualTo(ExitCode.CONFIGURATION);
        assertThat(doctor(Map.of("HELIOGRAPH_WEBHOOKS_REGISTER_AT", "http://sms.example.com"), settings)
                        .out())
                .contains(
                        "WARN  webhooks: the public URL isn't https",
                        "WARN  webhooks wavix: it has no webhook-secrets");
    }

    @Test
    void a_store_that_cannot_be_used_fails() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.txt"), "notes ".repeat(1_000));

        Run run = doctor("heliograph.providers.wavix.api-key=k\n", "--store", notes.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(run.out()).contains("FAIL  store: ");
        assertThat(doctor("heliograph.providers.wavix.api-key=k\n", "--no-store")
                        .out())
                .contains("WARN  store: no store");
    }
}
