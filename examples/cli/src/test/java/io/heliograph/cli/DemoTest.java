package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void each_scenario_ends_with_as_many_sms_as_it_must_and_the_sandbox_can_be_kept_until_enter() {
        Run run = Run.withInput("\n", Map.of(), "demo", "--keep", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.errors()).singleElement().asString().contains("stays open at http://127.0.0.1:");
        assertThat(run.json().get("oneSmsEach")).isEqualTo(true);
        assertThat(scenes(run).stream().map(scene -> scene.get("delivered"))).isEqualTo(List.of(1.0, 1.0, 1.0, 0.0));
        assertThat(scenes(run).stream().map(DemoTest::attempts).toList())
                .containsExactly(
                        List.of("wavix REJECTED", "wavix REJECTED", "wavix REJECTED", "androidgateway ACCEPTED"),
                        List.of("nativehub REJECTED", "nativehub ACCEPTED"),
                        List.of("textingline UNKNOWN", "textingline ACCEPTED"),
                        List.of("wavix REJECTED"));
    }

    private static List<Map<?, ?>> scenes(Run run) {
        return list(run.json().get("scenes"));
    }

    private static List<String> attempts(Map<?, ?> scene) {
        return list(scene.get("attempts")).stream()
                .map(attempt -> attempt.get("provider") + " " + attempt.get("result"))
                .toList();
    }

    private static List<Map<?, ?>> list(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList();
        }
        throw new AssertionError("no list: " + value);
    }

    @Test
    void the_demo_prints_its_scenarios_as_text() {
        Run run = Run.of(Map.of(), "demo");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "no real SMS",
                        "wavix",
                        "UNREACHABLE",
                        "androidgateway",
                        "nativehub",
                        "RATE_LIMITED",
                        "textingline",
                        "UNKNOWN",
                        "ACCEPTED",
                        "OPTED_OUT",
                        "one SMS each");
        assertThat(run.out()).doesNotContain("447700900");
    }
}
