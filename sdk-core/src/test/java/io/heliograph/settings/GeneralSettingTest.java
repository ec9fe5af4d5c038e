package io.heliograph.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heliograph.SmsClient;
import io.heliograph.SmsClientBuilder;
import io.heliograph.http.HttpOptions;
import io.heliograph.message.InvalidRequestException;
import io.heliograph.policy.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each general setting is read, documented and by default as it is declared. */
class GeneralSettingTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(heliograph[a-z.-]+)` \\| (.*) \\| ([^|]*) \\|$");

    private record Row(String values, String defaultValue) {}

    private static Map<String, Row> documented() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "settings.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.put(row.group(1), new Row(row.group(2), row.group(3)));
            }
        }
        return rows;
    }

    private static SettingValues values(Map<String, String> properties) {
        return SettingValues.general(Settings.of(properties));
    }

    private static ClientValues read(Map<String, String> properties) {
        return new SettingsReader(Settings.of(properties)).read(HttpOptions.defaults(), name -> true);
    }

    @Test
    void the_documentation_has_the_same_settings() throws IOException {
        assertThat(documented().keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.of(GeneralSetting.values())
                        .map(GeneralSetting::fullName)
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void the_documentation_has_the_same_default_and_range(GeneralSetting setting) throws IOException {
        Row row = Objects.requireNonNull(documented().get(setting.fullName()));

        if (setting.mayBeOff()) {
            assertThat(row.defaultValue()).startsWith("`off`");
        } else if (!setting.defaultValue().isEmpty()) {
            assertThat(row.defaultValue()).isEqualTo("`" + setting.defaultValue() + "`");
        }
        if (setting.type() == GeneralSetting.Type.NUMBER) {
            assertThat(row.values()).contains(setting.allowed());
        }
    }

    @Test
    void the_declared_defaults_are_those_of_the_code() {
        Map<String, String> defaults = new LinkedHashMap<>();
        Stream.of(GeneralSetting.values())
                .filter(setting -> !setting.defaultValue().isEmpty())
                .forEach(setting -> defaults.put(setting.fullName(), setting.defaultValue()));
        SmsClientBuilder byCode = SmsClient.builder();

        ClientValues read = read(defaults);

        assertThat(read.retry()).contains(RetryPolicy.defaults());
        assertThat(Settings.parseDuration(GeneralSetting.CONNECT_TIMEOUT.defaultValue()))
                .isEqualTo(HttpOptions.defaults().connectTimeout());
        assertThat(read.deadline()).contains(byCode.deadline);
        assertThat(read.shutdownTimeout()).contains(byCode.shutdownTimeout);
        assertThat(read.waitForConcurrentSend()).contains(byCode.waitsForConcurrentSend);
        assertThat(read.rememberedKeys()).hasValue(byCode.rememberedKeys);
        assertThat(read.suppressionScope()).contains(byCode.suppressionScope);
    }

    @ParameterizedTest
    @EnumSource
    void each_is_known_to_the_reader_and_no_other_is(GeneralSetting setting) {
        String slip = setting.fullName() + "-x";
        InvalidRequestException thrown =
                catchThrowableOfType(InvalidRequestException.class, () -> read(Map.of(slip, "1")));

        assertThat(thrown.violations())
                .singleElement()
                .hasToString(slip + " is no setting; did you mean " + setting.fullName() + "?");
    }

    @ParameterizedTest
    @EnumSource
    void a_number_outside_its_range_is_named_with_the_range(GeneralSetting setting) {
        if (setting.type() != GeneralSetting.Type.NUMBER) {
            return;
        }
        SettingValues values = values(Map.of(setting.fullName(), String.valueOf(setting.max() + 1)));

        assertThat(values.number(setting)).isEmpty();
        assertThat(values.violations())
                .singleElement()
                .hasToString(setting.fullName() + " must be " + setting.allowed());
    }
}
