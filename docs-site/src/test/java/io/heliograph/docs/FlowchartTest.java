package io.heliograph.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowchartTest {
    private static final String CHART = """
            flowchart TD
                app["app"]
                tool["tool"]
                subgraph core["the core"]
                    root["root<br/>what users <see>"]
                    subgraph inner["inside"]
                        base["base"]
                    end
                end
                app --> root
                root --> base
                tool -. "if it is there" .-> base
                tool --> jar["a jar"]
            """;

    @Test
    void a_box_is_below_all_that_use_it_and_just_above_what_it_uses() {
        Flowchart chart = Flowchart.parse(CHART).orElseThrow();

        assertThat(chart.rows())
                .extracting(row -> row.stream().map(Flowchart.Box::id).toList())
                .containsExactly(List.of("app", "tool"), List.of("root", "jar"), List.of("base"));
        assertThat(chart.rows().get(2)).extracting(Flowchart.Box::group).containsExactly("the core");
        assertThat(chart.arrows()).filteredOn(Flowchart.Arrow::isDashed).hasSize(1);
    }

    @Test
    void every_box_arrow_and_group_is_drawn_with_its_text_escaped() {
        String svg = FlowchartSvg.of(Flowchart.parse(CHART).orElseThrow());

        assertThat(svg.split("class=\"box\"", -1)).hasSize(6);
        assertThat(svg.split("class=\"head\"", -1)).hasSize(5);
        assertThat(svg)
                .contains(">root</text>", ">what users &lt;see&gt;</text>", ">the core</text>", "arrow dashed")
                .doesNotContain("-\"", "NaN", "<see>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sequenceDiagram\n a->>b: hello",
                "flowchart TD\n a[\"a\"]\n a ==> b[\"b\"]",
                "flowchart TD\n a[\"a\"]\n b[\"b\"]\n a --> b\n b --> a",
                "flowchart TD\n a[\"a\"]\n a --> nowhere"
            })
    void what_is_not_understood_is_not_drawn(String source) {
        assertThat(Flowchart.parse(source)).isEmpty();
    }
}
