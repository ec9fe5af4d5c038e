package io.heliograph.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.Violation;
import io.heliograph.policy.ProviderState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingChecksTest {
    private static final Set<String> INSTALLED = Set.of("thaibulk", "wavix");

    @TempDir
    private Path folder = Path.of("");

    private SettingNames names(String file, Map<String, String> environment) throws IOException {
        Path path = Files.writeString(folder.resolve("heliograph.properties"), file);
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        }
        return SettingNames.of(path, environment);
    }

    private static List<String> lines(Check check) {
        return check.findings().stream()
                .map(finding ->
                        finding.level() + " " + finding.subject() + " " + finding.seen() + " -> " + finding.advice())
                .toList();
    }

    @Test
    void every_violation_fails_with_its_advice() throws IOException {
        SettingNames names = names("heliograph.deadlin=3s\n", Map.of());
        List<Violation> violations = List.of(
                new Violation("heliograph.deadlin", "is no setting; did you mean heliograph.deadline?"),
                new Violation("heliograph.providers.wavix.api-key", "is missing"));

        assertThat(lines(new SettingsCheck(names, violations, Set.of())))
                .containsExactly(
                        "FAIL  heliograph.deadlin is no setting; did you mean heliograph.deadline? -> correct the name"
                                + " where it is set",
                        "FAIL  heliograph.providers.wavix.api-key is missing -> set it in the file, or as the variable"
                                + " that docs/settings.md names");
    }

    @Test
    void the_advice_is_about_what_is_wrong() throws IOException {
        SettingNames names = names("heliograph.deadline=soon\n", Map.of());
        List<Violation> violations = List.of(
                new Violation("--config", "is a folder: /tmp"),
                new Violation("heliograph.zzz", "is no setting; there are heliograph.route"),
                new Violation("heliograph.providers.zzz", "is no provider on the class path"),
                new Violation("heliograph.deadline", "is 4 letters; it must be a duration"),
                new Violation("heliograph.suppression.file", "has a fault: number is missing"));

        assertThat(new SettingsCheck(names, violations, Set.of()).findings())
                .extracting(Finding::advice)
                .containsExactly(
                        "name a settings file by --config FILE",
                        "remove or correct it where it is set",
                        "remove or correct it where it is set",
                        "correct its value where it is set",
                        "correct its value where it is set");
    }

    @Test
    void without_any_setting_the_advice_is_where_they_come_from() {
        SettingNames none = SettingNames.of(null, Map.of());

        assertThat(lines(new SettingsCheck(none, List.of(new Violation("providers", "are missing")), Set.of())))
                .singleElement()
                .asString()
                .contains("--config FILE");
    }

    @Test
    void good_settings_are_one_line() throws IOException {
        SettingNames names = names("heliograph.deadline=3s\n", Map.of("HELIOGRAPH_STORE", "memory", "PATH", "/bin"));

        assertThat(lines(new SettingsCheck(names, List.of(), Set.of("wavix"))))
                .containsExactly(
                        "OK  heliograph.properties with 1 setting, 1 in the environment; providers: wavix -> ");
    }

    @Test
    void a_setting_in_two_places_names_the_one_that_counts() throws IOException {
        SettingNames names = names(
                "heliograph.deadline=3s\nheliograph.deadline=4s\nheliograph.route=wavix\n",
                Map.of("HELIOGRAPH_ROUTE", "thaibulk"));

        assertThat(lines(new SettingPlacesCheck(names, INSTALLED)))
                .containsExactly(
                        "WARN  heliograph.deadline is in the file more than once -> keep one: only the last one counts",
                        "WARN  heliograph.route is in the file, and in the environment as HELIOGRAPH_ROUTE -> keep one:"
                                + " the environment's counts");
    }

    @Test
    void a_misspelt_root_is_ignored_by_the_client_and_said_here() throws IOException {
        SettingNames names = names("heliogaph.route=wavix\nother.program=1\n", Map.of());

        assertThat(lines(new SettingPlacesCheck(names, INSTALLED)))
                .containsExactly(
                        "WARN  heliogaph.route is ignored, because it doesn't begin with heliograph. -> did you"
                                + " mean heliograph.route?");
    }

    @Test
    void a_setting_without_its_prefix_is_ignored_by_the_client_and_said_here() throws IOException {
        SettingNames names = names("""
                providers.wavix.from=ACME
                wavix.webhook-secrets=sekret
                HELIOGRAPH_DEADLINE=1s
                HELIOGRAPH_PROVIDERS_WAVIX_FROM=ACME
                spend.countries=TH
                spend.else=1
                server.port=80
                """, Map.of());

        String ignored = " is ignored, because it doesn't begin with heliograph. -> did you mean ";
        assertThat(lines(new SettingPlacesCheck(names, INSTALLED)))
                .containsExactly(
                        "WARN  providers.wavix.from" + ignored + "heliograph.providers.wavix.from?",
                        "WARN  wavix.webhook-secrets" + ignored + "heliograph.providers.wavix.webhook-secrets?",
                        "WARN  HELIOGRAPH_DEADLINE" + ignored + "heliograph.deadline?",
                        "WARN  HELIOGRAPH_PROVIDERS_WAVIX_FROM" + ignored + "heliograph.…?",
                        "WARN  spend.countries" + ignored + "heliograph.spend.countries?");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_a_name() throws IOException {
        SettingNames names = names("\uFEFFheliograph.deadline=3s\n", Map.of("HELIOGRAPH_DEADLINE", "4s"));

        assertThat(names.names()).containsExactly("heliograph.deadline");
        assertThat(lines(new SettingPlacesCheck(names, INSTALLED)))
                .singleElement()
                .asString()
                .contains("HELIOGRAPH_DEADLINE");
    }

    @Test
    void nothing_is_found_in_what_is_no_file_that_can_be_read() throws IOException {
        Path latin = Files.write(folder.resolve("latin.properties"), new byte[] {'a', '=', '1', '\n', (byte) 0xE9});
        Path escape = Files.writeString(folder.resolve("escape.properties"), "a=1\na=1\nb=\\u00zz\n");
        for (Path file : List.of(folder, folder.resolve("none"), latin, escape)) {
            SettingNames names = SettingNames.of(file, Map.of());

            assertThat(new SettingPlacesCheck(names, INSTALLED).findings())
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @Test
    void a_file_that_everybody_reads_is_a_warning() throws IOException {
        SettingNames names = names("heliograph.deadline=3s\n", Map.of());
        assertThat(lines(new SettingPlacesCheck(names, INSTALLED)))
                .singleElement()
                .asString()
                .startsWith("OK");
        Path file = folder.resolve("heliograph.properties");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

            assertThat(lines(new SettingPlacesCheck(names, INSTALLED)))
                    .singleElement()
                    .asString()
                    .contains("WARN", "every user of this machine", "chmod 600");
        }
    }

    @Test
    void a_route_that_names_a_provider_without_settings_fails() throws IOException {
        SettingNames names = names("heliograph.providers.wavix.api-key=k\n", Map.of());

        assertThat(lines(new RouteCheck(Optional.of("wavix || thaibulk"), names, INSTALLED, Map.of())))
                .containsExactly("FAIL thaibulk the route names it, and it has no settings -> set"
                        + " heliograph.providers.thaibulk.…, or take it out of heliograph.route");
    }

    @Test
    void a_provider_that_no_rule_names_or_that_is_off_is_a_warning() throws IOException {
        SettingNames names =
                names("heliograph.providers.wavix.api-key=k\n", Map.of("HELIOGRAPH_PROVIDERS_THAIBULK_API_KEY", "k"));

        assertThat(lines(
                        new RouteCheck(Optional.of("wavix"), names, INSTALLED, Map.of("thaibulk", ProviderState.up()))))
                .containsExactly("WARN thaibulk it is set up, and no rule of the route names it -> add it to"
                        + " heliograph.route, or remove its settings");
        assertThat(lines(new RouteCheck(
                        Optional.of("wavix"), names, INSTALLED, Map.of("wavix", ProviderState.disabled()))))
                .singleElement()
                .asString()
                .startsWith("WARN wavix it is switched off");
    }

    @Test
    void a_route_that_fits_is_fine() throws IOException {
        SettingNames names = names("heliograph.providers.wavix.api-key=k\n", Map.of());

        assertThat(lines(new RouteCheck(Optional.of("wavix"), names, INSTALLED, Map.of("wavix", ProviderState.up()))))
                .containsExactly("OK  its providers are set up -> ");
    }
}
