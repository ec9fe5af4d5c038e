package io.heliograph.sandbox.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HtmlTemplateTest {
    @Test
    void a_text_is_escaped_and_html_is_not() {
        assertThat(new HtmlTemplate("<p>{{text}}</p>{{{html}}}").with(Map.of("text", "<&\"'>", "html", "<br>")))
                .isEqualTo("<p>&lt;&amp;&quot;&#39;&gt;</p><br>");
    }

    @Test
    void a_value_that_looks_like_a_place_stays_as_it_is() {
        assertThat(new HtmlTemplate("{{a}} {{b}}").with(Map.of("a", "{{b}} $1 \\", "b", "x")))
                .isEqualTo("{{b}} $1 \\ x");
    }

    @Test
    void a_place_without_a_value_is_an_error() {
        assertThatThrownBy(() -> new HtmlTemplate("{{a}}").with(Map.of("b", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no value for a");
    }
}
