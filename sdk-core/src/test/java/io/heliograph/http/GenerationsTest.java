package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ProtocolException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GenerationsTest {
    private long now;
    private final Generations generations = new Generations(() -> now);
    private final ConnectionState connection = new ConnectionState(() -> now);

    private void passes(Duration time) {
        now += time.toNanos();
    }

    @Test
    void a_connection_that_is_silent_under_its_calls_gets_no_new_call() {
        int first = generations.next();
        generations.begins(first, connection);
        passes(Duration.ofSeconds(1));
        assertThat(generations.next()).as("it may still answer").isEqualTo(first);

        passes(Duration.ofSeconds(30));
        assertThat(generations.next()).isNotEqualTo(first);
        assertThat(generations.next()).as("one new generation is enough").isEqualTo(first + 1);
    }

    @Test
    void a_connection_without_waiting_calls_may_rest() {
        int first = generations.next();
        generations.begins(first, connection);
        generations.ended(connection);
        passes(Duration.ofMinutes(1));

        assertThat(generations.next()).isEqualTo(first);
    }

    @Test
    void a_connection_on_which_something_comes_is_alive() throws ProtocolException {
        int first = generations.next();
        generations.begins(first, connection);
        passes(Duration.ofSeconds(10));
        connection.received(new byte[] {0}, 0, 1);
        passes(Duration.ofSeconds(1));
        assertThat(generations.next()).isEqualTo(first);

        passes(Duration.ofSeconds(2));
        assertThat(generations.next()).isNotEqualTo(first);
    }

    @Test
    void what_a_time_out_ends_is_ended_once() {
        int first = generations.next();
        generations.end(first);
        generations.end(first);

        assertThat(generations.next()).isEqualTo(first + 1);
    }
}
