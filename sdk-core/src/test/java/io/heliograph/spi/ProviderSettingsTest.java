package io.heliograph.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.http.HttpOptions;
import io.heliograph.message.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSettingsTest {
    private final List<Object> handedOn = new ArrayList<>();

    private static ProviderSettings with(Map<String, String> values) {
        return new ProviderSettings(name -> Optional.ofNullable(values.get(name)));
    }

    @Test
    void how_connections_are_made_comes_from_the_program() {
        HttpOptions own = HttpOptions.defaults().connectTimeout(Duration.ofSeconds(1));
        assertThat(new ProviderSettings(name -> Optional.empty(), own).http()).isSameAs(own);
        assertThat(new ProviderSettings(name -> Optional.empty()).http()).isSameAs(HttpOptions.defaults());
    }

    @Test
    void a_setting_is_handed_on() {
        with(Map.of("api-key", "s3cr3t")).text("api-key", handedOn::add);

        assertThat(handedOn).containsExactly("s3cr3t");
    }

    @Test
    void a_setting_that_is_not_set_leaves_the_default() {
        with(Map.of("api-key", "s3cr3t")).text("base-url", handedOn::add);
        with(Map.of()).flag("allow-cleartext", handedOn::add);

        assertThat(handedOn).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "' true ', true", "'false\n', false"})
    void a_flag_is_true_or_false(String value, boolean flag) {
        with(Map.of("allow-cleartext", value)).flag("allow-cleartext", handedOn::add);

        assertThat(handedOn).containsExactly(flag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "TRUE", "1", "0", "hunter2", "tru e"})
    void any_other_flag_is_a_violation_that_does_not_repeat_it(String value) {
        ProviderSettings settings = with(Map.of("allow-cleartext", value));
        settings.flag("allow-cleartext", handedOn::add);

        assertThat(handedOn).isEmpty();
        assertThat(settings.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString())
                        .startsWith("allow-cleartext is ")
                        .endsWith("it must be true or false")
                        .doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "-7, -7", "' 42 ', 42", "007, 7", "999999999, 999999999"})
    void a_number_is_a_whole_one(String value, int number) {
        ProviderSettings settings = with(Map.of("sim", value));
        settings.number("sim", handedOn::add);

        assertThat(handedOn).containsExactly(number);
        assertThat(settings.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+7", "1.0", "1e3", "7a", "๗", "9999999999", "99999999999999999999", "hunter2"})
    void any_other_number_is_a_violation_that_does_not_repeat_it(String value) {
        ProviderSettings settings = with(Map.of("sim", value));
        settings.number("sim", handedOn::add);

        assertThat(handedOn).isEmpty();
        assertThat(settings.violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString())
                        .startsWith("sim is ")
                        .endsWith("it must be a whole number")
                        .doesNotContain("hunter2"));
    }

    @Test
    void every_violation_is_collected() {
        ProviderSettings settings = with(Map.of("fast", "maybe", "sim", "two"));
        settings.flag("fast", handedOn::add);
        settings.number("sim", handedOn::add);

        assertThat(settings.violations()).extracting(Violation::field).containsExactly("fast", "sim");
    }

    @Test
    void the_names_that_were_asked_for_are_the_ones_that_exist() {
        ProviderSettings settings = with(Map.of("api-key", "s3cr3t", "colour", "blue"));
        settings.text("base-url", handedOn::add);
        settings.text("api-key", handedOn::add);
        settings.flag("allow-cleartext", handedOn::add);

        assertThat(settings.known()).containsExactly("allow-cleartext", "api-key", "base-url");
    }

    @Test
    void a_secret_is_handed_on_and_says_that_it_is_one() {
        ProviderSettings settings = with(Map.of("api-key", "s3cr3t", "colour", "blue"));
        settings.secret("api-key", handedOn::add);
        settings.secret("token", handedOn::add);
        settings.text("colour", handedOn::add);

        assertThat(handedOn).containsExactly("s3cr3t", "blue");
        assertThat(settings.secrets()).containsExactly("api-key", "token");
        assertThat(settings.known()).containsExactly("api-key", "colour", "token");
    }

    @Test
    void a_name_is_known_also_where_its_value_is_rejected() {
        ProviderSettings settings = with(Map.of("allow-cleartext", "maybe"));
        settings.flag("allow-cleartext", handedOn::add);

        assertThat(settings.known()).containsExactly("allow-cleartext");
    }

    @Test
    void the_known_names_cannot_be_changed() {
        ProviderSettings settings = with(Map.of());

        assertThatThrownBy(() -> settings.known().add("x")).isInstanceOf(UnsupportedOperationException.class);
    }
}
