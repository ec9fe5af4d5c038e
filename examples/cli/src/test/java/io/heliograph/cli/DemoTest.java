package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void the_demo_fails_over_and_is_delivered_once() {
        Run run = Run.of(Map.of(), "demo", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.json().get("delivered")).isEqualTo(true);
        assertThat(run.json().get("inbox")).isEqualTo(1.0);
        assertThat(results(run)).containsExactly("REJECTED", "ACCEPTED");
        assertThat(String.valueOf(run.json().get("statuses"))).endsWith("DELIVERED]");
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static List<String> results(Run run) {
        return list(run.json().get("attempts")).stream()
                .map(attempt -> String.valueOf(((Map<?, ?>) attempt).get("result")))
                .toList();
    }

    @Test
    void the_demo_tells_its_story_as_text() {
        Run run = Run.of(Map.of(), "demo");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsSubsequence("no real SMS", "wavix", "REJECTED", "androidgateway", "ACCEPTED", "DELIVERED");
        assertThat(run.out()).doesNotContain("447700900123");
    }
}
