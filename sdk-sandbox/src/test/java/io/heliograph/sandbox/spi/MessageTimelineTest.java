package io.heliograph.sandbox.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.sandbox.spi.MessageTimeline.Step;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTimelineTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void a_state_is_entered_at_its_time_and_not_before() {
        MessageTimeline timeline =
                new MessageTimeline(List.of(new Step(START, "queued"), new Step(START.plusSeconds(1), "sent")));

        assertThat(timeline.at(START.plusMillis(999)).state()).isEqualTo("queued");
        assertThat(timeline.at(START.plusSeconds(1)).state()).isEqualTo("sent");
        assertThat(timeline.entered("sent", START.plusMillis(999))).isEmpty();
        assertThat(timeline.entered("sent", START.plusSeconds(9))).contains(START.plusSeconds(1));
    }

    @Test
    void a_timeline_without_steps_is_rejected() {
        assertThatThrownBy(() -> new MessageTimeline(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
