package io.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String KEY = "heliograph.providers.wavix.api-key";
    private static final String VARIABLE = "HELIOGRAPH_PROVIDERS_WAVIX_API_KEY";

    private final Path folder;

    SettingsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("heliograph.properties"), content);
    }

    @Test
    void a_file_is_read_in_utf8() throws IOException {
        Settings settings = Settings.load(file("# ours\n" + KEY + " = คีย์-é\nheliograph.route=wavix\n"));

        assertThat(settings.get(KEY)).contains("คีย์-é");
        assertThat(settings.get("heliograph.route")).contains("wavix");
    }

    @Test
    void the_names_keep_the_order_of_the_file() throws IOException {
        Settings settings = Settings.load(file("""
                heliograph.providers.zulu.a=1
                heliograph.providers.alpha.b=2
                heliograph.providers.mike.c=3
                heliograph.providers.alpha.a=4
                """));

        assertThat(settings.names())
                .containsExactly(
                        "heliograph.providers.zulu.a",
                        "heliograph.providers.alpha.b",
                        "heliograph.providers.mike.c",
                        "heliograph.providers.alpha.a");
        assertThat(settings.providersInFile()).containsExactly("zulu", "alpha", "mike");
    }

    @Test
    void the_last_of_two_equal_names_counts() throws IOException {
        assertThat(Settings.load(file(KEY + "=first\n" + KEY + "=second\n")).get(KEY))
                .contains("second");
    }

    @Test
    void a_byte_order_mark_does_not_hide_the_first_setting() throws IOException {
        assertThat(Settings.load(file("\ufeff" + KEY + "=value\n")).get(KEY)).contains("value");
    }

    @Test
    void the_environment_wins_over_the_file() {
        Settings settings =
                Settings.of(Map.of(KEY, "of the file")).withEnvironment(Map.of(VARIABLE, "of the environment"));

        assertThat(settings.get(KEY)).contains("of the environment");
    }

    @Test
    void a_placeholder_is_refused_wherever_the_value_is_from() throws IOException {
        List<Settings> places = List.of(
                Settings.of(Map.of(KEY, "${WAVIX_KEY}")),
                Settings.load(file(KEY + "=${WAVIX_KEY}\n")),
                Settings.none().withEnvironment(Map.of(VARIABLE, "${WAVIX_KEY:b}")));

        assertThat(places)
                .allSatisfy(settings -> assertThatThrownBy(() -> settings.get(KEY))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageStartingWith(KEY + " has a placeholder that nothing fills;")
                        .hasMessageContaining(VARIABLE)
                        .hasMessageNotContaining("WAVIX_KEY}"));
        for (String password : List.of("a$b{c}", "a-${WAVIX_KEY}", "${1a}")) {
            assertThat(Settings.of(Map.of(KEY, password)).get(KEY)).contains(password);
        }
    }

    @Test
    void the_environment_leaves_other_settings_as_they_are() {
        Settings settings =
                Settings.of(Map.of(KEY, "of the file")).withEnvironment(Map.of("HELIOGRAPH_ROUTE", "wavix"));

        assertThat(settings.get(KEY)).contains("of the file");
        assertThat(settings.get("heliograph.route")).contains("wavix");
    }

    @Test
    void a_setting_put_on_top_wins_over_both() {
        Settings settings = Settings.of(Map.of(KEY, "of the file"))
                .withEnvironment(Map.of(VARIABLE, "of the environment"))
                .with(KEY, "on top");

        assertThat(settings.get(KEY)).contains("on top");
    }

    @Test
    void settings_are_not_changed_by_what_is_put_on_top() {
        Settings settings = Settings.of(Map.of(KEY, "of the file"));

        assertThat(settings.with(KEY, "on top").get(KEY)).contains("on top");
        assertThat(settings.withEnvironment(Map.of(VARIABLE, "of the environment"))
                        .get(KEY))
                .contains("of the environment");
        assertThat(settings.get(KEY)).contains("of the file");
    }

    @ParameterizedTest
    @CsvSource({
        "heliograph.route, HELIOGRAPH_ROUTE",
        "heliograph.providers.wavix.api-key, HELIOGRAPH_PROVIDERS_WAVIX_API_KEY",
        "heliograph.providers.wavix.allow-cleartext, HELIOGRAPH_PROVIDERS_WAVIX_ALLOW_CLEARTEXT"
    })
    void there_is_one_spelling_in_the_environment(String name, String variable) {
        assertThat(SettingNames.variable(name)).isEqualTo(variable);
        assertThat(Settings.none().withEnvironment(Map.of(variable, "x")).get(name))
                .contains("x");
    }

    @Test
    void names_that_are_not_ours_are_left_aside() {
        Settings settings = Settings.of(Map.of("spring.name", "x", "heliographic.route", "x"))
                .withEnvironment(Map.of("PATH", "/bin", "HELIOGRAPHIC_ROUTE", "x", "HELIOGRAPH", "x"));

        assertThat(settings).hasToString("Settings[][]");
        assertThat(settings.get("spring.name")).isEmpty();
        assertThat(settings.get("heliograph.route")).isEmpty();
    }

    @Test
    void names_in_other_letters_are_kept_to_be_refused() {
        Settings settings =
                Settings.of(Map.of("HELIOGRAPH.route", "x")).withEnvironment(Map.of("heliograph_route", "x"));

        assertThat(settings).hasToString("Settings[HELIOGRAPH.route][heliograph_route]");
        assertThat(settings.get("heliograph.route")).isEmpty();
    }

    @Test
    void values_are_stripped() throws IOException {
        assertThat(Settings.load(file(KEY + "=  value \t\n")).get(KEY)).contains("value");
        assertThat(Settings.of(Map.of(KEY, " value\n")).get(KEY)).contains("value");
        assertThat(Settings.none().withEnvironment(Map.of(VARIABLE, " value\r")).get(KEY))
                .contains("value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void a_setting_set_to_nothing_is_not_set(String value) {
        assertThat(Settings.of(Map.of(KEY, value)).get(KEY)).isEmpty();
        assertThat(Settings.none().withEnvironment(Map.of(VARIABLE, value)).get(KEY))
                .isEmpty();
    }

    @Test
    void a_file_that_is_not_utf8_is_refused_and_not_repeated() throws IOException {
        Path file = folder.resolve("latin1.properties");
        Files.write(file, (KEY + "=hunter\u00e9").getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Settings.load(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("config isn't UTF-8 text: " + file)
                .hasMessageNotContaining("hunter");
    }

    @Test
    void a_folder_is_no_file() {
        assertThatThrownBy(() -> Settings.load(folder))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("config is a folder: " + folder);
    }

    @Test
    void a_file_must_be_there() {
        Path missing = folder.resolve("missing.properties");

        assertThatThrownBy(() -> Settings.load(missing))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("config doesn't exist: " + missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u12", "\\uhunt", "\\u"})
    void a_bad_escape_is_refused_and_not_repeated(String escape) throws IOException {
        Path file = file(KEY + "=hunter" + escape + "\n");

        assertThatThrownBy(() -> Settings.load(file))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("config has a malformed \\u escape: " + file);
    }

    @Test
    void to_string_shows_names_and_no_value() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(KEY, "hunter2");
        Settings settings =
                Settings.of(properties).withEnvironment(Map.of("HELIOGRAPH_PROVIDERS_WAVIX_TOKEN", "hunter3"));

        assertThat(settings).hasToString("Settings[" + KEY + "][HELIOGRAPH_PROVIDERS_WAVIX_TOKEN]");
    }

    @ParameterizedTest
    @CsvSource({
        "10s, PT10S",
        "500ms, PT0.5S",
        "0500ms, PT0.5S",
        "999999999ms, PT999999.999S",
        "2m, PT2M",
        "1h30m, PT1H30M",
        "1.5s, PT1.5S",
        "' 10S ', PT10S",
        "PT10S, PT10S",
        "p1d, PT24H",
        "P1DT1H, PT25H",
        "0s, PT0S",
        "-5s, PT-5S"
    })
    void durations_are_read_in_short_and_in_long(String text, Duration duration) {
        assertThat(Settings.parseDuration(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10",
                "s",
                "ms",
                "p",
                "pt",
                "ten",
                "10 s",
                "10sec",
                "1d",
                "-5ms",
                "1.5ms",
                "1w",
                "hunter2",
                "999999999999999999999s",
                "9223372036854775807h",
                "๑๐s",
                "10s10s"
            })
    void any_other_duration_is_refused_and_not_repeated(String text) {
        assertThatThrownBy(() -> Settings.parseDuration(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("duration is ")
                .hasMessageEndingWith("such as 10s, 500ms or 2m")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }
}
