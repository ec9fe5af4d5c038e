package io.heliograph.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class WebhookFloodTest {
    @Test
    void no_report_is_lost() {
        assertThatCode(() -> WebhookFlood.measure(40, 2, 1)).doesNotThrowAnyException();
    }
}
