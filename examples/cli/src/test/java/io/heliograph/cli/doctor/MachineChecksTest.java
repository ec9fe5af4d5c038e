package io.heliograph.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.SmsClient;
import io.heliograph.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineChecksTest {
    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    @TempDir
    private Path folder = Path.of("");

    /** The only finding, as its level, what was seen, and the advice. */
    private static AbstractStringAssert<?> only(Check check) {
        assertThat(check.findings()).hasSize(1);
        Finding finding = check.findings().get(0);
        return assertThat(finding.level() + " " + finding.seen() + " -> " + finding.advice());
    }

    @ParameterizedTest
    @CsvSource({"17, OK", "21, OK", "25, OK", "26, OK", "19, WARN", "24, WARN"})
    void a_java_without_updates_is_a_warning(int version, Level level) {
        only(new RuntimeCheck(version, Map.of(), BANGKOK, "UTF-8")).startsWith(level + " Java " + version);
    }

    @Test
    void a_time_zone_that_java_does_not_know_is_a_warning() {
        only(new RuntimeCheck(25, Map.of("TZ", "Asia/Bankok"), ZoneId.of("GMT"), "UTF-8"))
                .startsWith("WARN TZ names no time zone");
        only(new RuntimeCheck(25, Map.of("TZ", "Etc/UTC"), ZoneId.of("Etc/UTC"), "UTF-8"))
                .startsWith("OK");
        only(new RuntimeCheck(25, Map.of("TZ", "Asia/Bangkok"), BANGKOK, "UTF-8"))
                .startsWith("OK");
    }

    @Test
    void ascii_arguments_lose_a_text() {
        only(new RuntimeCheck(25, Map.of(), BANGKOK, "ANSI_X3.4-1968"))
                .startsWith("WARN")
                .contains("LC_ALL=C.UTF-8");
    }

    private static ProxyCheck proxy(Map<String, String> properties, Map<String, String> environment) {
        return new ProxyCheck(environment, properties::get);
    }

    @Test
    void a_proxy_in_the_environment_is_not_javas() {
        only(proxy(Map.of(), Map.of("HTTPS_PROXY", "http://user:secret@proxy:3128")))
                .startsWith("WARN HTTPS_PROXY is set, and Java doesn't read it")
                .doesNotContain("secret");
        only(proxy(Map.of("https.proxyHost", "proxy"), Map.of("HTTPS_PROXY", "http://proxy:3128")))
                .startsWith("OK vendors are called through proxy:443");
        only(proxy(Map.of(), Map.of("https_proxy", " "))).startsWith("OK none");
        only(proxy(Map.of("socksProxyHost", "proxy"), Map.of()))
                .startsWith("OK")
                .contains("SOCKS");
    }

    @Test
    void properties_that_java_cannot_use_are_named() {
        only(proxy(Map.of("https.proxyHost", "http://me:secret@proxy"), Map.of()))
                .startsWith("FAIL https.proxyHost is a URL")
                .doesNotContain("secret");
        only(proxy(Map.of("https.proxyHost", "proxy", "https.proxyPort", "99999"), Map.of()))
                .startsWith("FAIL https.proxyPort is no port");
        only(proxy(Map.of("http.proxyHost", "proxy"), Map.of())).startsWith("WARN http.proxyHost is set");
    }

    private static DiskCheck disk(String type, long megabytes, boolean isReadOnly) {
        return new DiskCheck(
                Path.of("no", "such", "sms.db"), place -> new DiskCheck.Disk(type, megabytes << 20, isReadOnly));
    }

    @Test
    void a_disk_that_cannot_hold_a_store_fails() {
        only(disk("nfs4", 5_000, false)).startsWith("FAIL the store is on a network file system (nfs4)");
        only(disk("ext4", 5_000, true)).startsWith("FAIL").contains("can't be written to");
        only(disk("ext4", 9, false)).startsWith("FAIL the disk is full: 9 MB free");
        only(disk("ext4", 150, false)).startsWith("WARN the disk is nearly full: 150 MB free");
        only(disk("ext4", 5_000, false)).startsWith("OK ext4, 5000 MB free");
        only(new DiskCheck(folder, place -> {
                    throw new IOException("gone");
                }))
                .startsWith("FAIL the disk of");
        only(new DiskCheck(folder.resolve("sms.db"))).matches("(?s)(OK|WARN) .*MB free.*");
    }

    @Test
    void a_temporary_folder_without_execution_fails() throws IOException {
        only(new TempFolderCheck(folder, probe -> false)).startsWith("FAIL").contains("noexec", "org.sqlite.tmpdir");
        only(new TempFolderCheck(folder)).startsWith("OK");
        only(new TempFolderCheck(folder.resolve("none"))).startsWith("FAIL").contains("can't be written to");
        try (var left = Files.list(folder)) {
            assertThat(left).as("nothing is left behind").isEmpty();
        }
    }

    private SuppressionsCheck suppressions(String csv) throws IOException {
        Path file = Files.writeString(folder.resolve("out.csv"), csv);
        return new SuppressionsCheck(file, Clock.systemUTC());
    }

    @Test
    void a_suppression_file_with_a_fault_fails_without_its_numbers() throws IOException {
        only(suppressions("number\n+66812345678\n+66812345679\n"))
                .startsWith("OK")
                .contains("2 numbers");
        only(suppressions("number\n+66812345678\n0812345679 what\n"))
                .startsWith("FAIL")
                .contains("rows that can't be read (1)", "line 3")
                .doesNotContain("66812345678", "0812345679");
        only(suppressions("name\nAnn\n")).startsWith("FAIL");
        only(new SuppressionsCheck(folder.resolve("none.csv"), Clock.systemUTC()))
                .startsWith("FAIL")
                .contains("doesn't exist");
        Files.write(folder.resolve("latin.csv"), new byte[] {'n', (byte) 0xE9, '\n'});
        only(new SuppressionsCheck(folder.resolve("latin.csv"), Clock.systemUTC()))
                .contains("isn't UTF-8");
    }

    private static SmsClient client(String route) {
        return SmsClient.builder()
                .settings(Settings.of(Map.of(
                        "heliograph.providers.wavix.api-key", "k",
                        "heliograph.providers.thaibulk.api-key", "k",
                        "heliograph.route", route)))
                .build();
    }

    @Test
    void countries_without_a_provider_are_counted_and_some_named() {
        try (SmsClient client = client("TH: thaibulk; FR: wavix")) {
            only(new CountriesCheck(client)).startsWith("WARN 242 of 244 countries have no provider: AC, AD, ");
        }
        try (SmsClient client = client("thaibulk")) {
            only(new CountriesCheck(client)).startsWith("WARN 243 of 244");
        }
        try (SmsClient client = client("TH: thaibulk; *: wavix")) {
            only(new CountriesCheck(client)).startsWith("OK every country has a provider");
        }
    }

    @Test
    void plain_http_to_another_machine_is_a_warning() {
        Settings settings = Settings.of(Map.of(
                "heliograph.providers.wavix.base-url", "http://10.0.0.7:8080",
                "heliograph.providers.thaibulk.base-url", "http://127.0.0.1:8080",
                "heliograph.providers.nativehub.base-url", "https://10.0.0.7",
                "heliograph.providers.textingline.base-url", "no url"));

        only(new CleartextCheck(settings, Set.of("wavix", "thaibulk", "nativehub", "textingline")))
                .startsWith("WARN it is called by plain http");
    }
}
