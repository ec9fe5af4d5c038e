package io.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import io.heliograph.message.Violation;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that settings name, wherever they are. */
class SettingFileTest {
    private static final String PRICES = "heliograph.prices";
    private static final String LIST = "heliograph.suppression.file";
    private static final SendRequest REQUEST =
            SendRequest.to("+66812345678").text("hi").build();

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    private Path folder;

    @BeforeEach
    void write(@TempDir Path newFolder) throws IOException {
        folder = newFolder;
        Files.createDirectory(folder.resolve("config"));
        Files.writeString(folder.resolve("config/prices.csv"), "other, TH, USD, 0.0132\n");
        Files.writeString(folder.resolve("list.csv"), "number\n+66812345678\n");
        Files.write(folder.resolve("latin.csv"), "other, TH, USD, 0.0132 # é".getBytes(StandardCharsets.ISO_8859_1));
        Thread.currentThread()
                .setContextClassLoader(
                        new URLClassLoader(new URL[] {folder.toUri().toURL()}));
    }

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private static SmsClient client(String setting, String place) {
        return SmsClient.builder()
                .settings(Settings.of(Map.of("heliograph.providers.other.colour", "blue", setting, place)))
                .build();
    }

    private static List<Violation> faults(String setting, String place) {
        InvalidRequestException thrown =
                catchThrowableOfType(InvalidRequestException.class, () -> client(setting, place));
        assertThat(thrown).isNotNull();
        return thrown.violations();
    }

    @Test
    void prices_are_found_by_path_by_url_and_on_the_class_path() {
        Path file = folder.resolve("config/prices.csv");
        for (String place : List.of(
                file.toString(),
                file.toUri().toString(),
                "file:" + file,
                "classpath:config/prices.csv",
                "classpath:/config/prices.csv")) {
            try (SmsClient client = client(PRICES, place)) {
                assertThat(client.estimate(REQUEST).get(0).price()).as(place).isPresent();
            }
        }
    }

    @Test
    void a_suppression_list_is_found_by_path_by_url_and_on_the_class_path() {
        Path file = folder.resolve("list.csv");
        for (String place : List.of(file.toString(), file.toUri().toString(), "classpath:list.csv")) {
            try (SmsClient client = client(LIST, place)) {
                assertThat(client.suppressions().find(PhoneNumber.of("+66812345678"), Optional.empty()))
                        .as(place)
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classpath:nothing.csv", "classpath:", "classpath:config/"})
    void what_is_not_on_the_class_path_is_a_fault(String place) {
        assertThat(faults(PRICES, place)).containsExactly(new Violation(PRICES, "isn't on the class path"));
        assertThat(faults(LIST, place)).containsExactly(new Violation(LIST, "isn't on the class path"));
    }

    @Test
    void what_is_not_utf_8_or_no_url_is_a_fault() {
        assertThat(faults(PRICES, "classpath:latin.csv"))
                .containsExactly(new Violation(PRICES, "isn't UTF-8 text, or can't be read"));
        assertThat(faults(PRICES, "file://host/prices.csv"))
                .containsExactly(new Violation(PRICES, "is no path of a file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://u:sekret@h/p.csv", "jdbc:postgresql://db/sms?user=u&password=sekret", "s3:sekret"})
    void a_url_of_something_else_is_a_fault_that_does_not_repeat_it(String place) {
        assertThat(faults(PRICES, place)).containsExactly(new Violation(PRICES, "is no path of a file"));
        assertThat(faults(LIST, place)).containsExactly(new Violation(LIST, "is no path of a file"));
        assertThatThrownBy(() -> Settings.parsePath("heliograph.store", place))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("heliograph.store is a URL, and must be the path of a file");
    }

    @Test
    void a_drive_and_a_colon_in_a_folder_are_no_url() {
        assertThat(SettingFile.isForeignUrl("C:\\sms.db")).isFalse();
        assertThat(SettingFile.isForeignUrl("C:/sms.db")).isFalse();
        assertThat(SettingFile.isForeignUrl("/var/lib/a:b.db")).isFalse();
        assertThat(SettingFile.isForeignUrl("a/b:c.db")).isFalse();
        assertThat(SettingFile.isForeignUrl("jdbc")).isFalse();
    }

    @Test
    void a_file_that_is_written_to_is_named_by_path_or_by_url() {
        Path file = folder.resolve("my store.db");

        assertThat(Settings.parsePath("heliograph.store", file.toString())).isEqualTo(file);
        assertThat(Settings.parsePath("heliograph.store", " " + file.toUri())).isEqualTo(file);
        assertThat(Settings.parsePath("heliograph.store", "file:store.db")).isEqualTo(Path.of("store.db"));
    }

    @ParameterizedTest
    @CsvSource({
        "classpath:store.db, name the path of a file",
        "file://host/store.db, is no path of a file",
        "file:/my store.db, a blank is %20",
        "file:/store.db?mode=ro, is no path of a file"
    })
    void what_cannot_be_written_to_is_refused_without_repeating_it(String place, String why) {
        assertThatThrownBy(() -> Settings.parsePath("heliograph.store", place))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("heliograph.store")
                .hasMessageContaining(why)
                .hasMessageNotContaining("store.db");
    }
}
