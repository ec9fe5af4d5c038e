package io.heliograph.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.message.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    @Test
    void placeholders_are_replaced_each_time() {
        Template template = Template.parse("{Name}, {code}: {name} {{code} }");

        assertThat(template.placeholders()).containsExactly("name", "code");
        assertThat(template.render(List.of("Ann {code}", "7"))).isEqualTo("Ann {code}, 7: Ann {code} {code} }");
    }

    @Test
    void a_text_is_no_template() {
        assertThat(Template.literal("{name}").render(List.of())).isEqualTo("{name}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hi {name", "Hi {}", "Hi { }", "{a{b}}", "{na\nme}"})
    void a_brace_that_begins_no_placeholder_is_refused(String text) {
        assertThatThrownBy(() -> Template.parse(text))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("{{ stands for a brace");
    }
}
