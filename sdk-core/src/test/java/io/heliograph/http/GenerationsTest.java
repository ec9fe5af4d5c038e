package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GenerationsTest {
    private final long start = System.nanoTime();
    private long after;
    private final Generations generations = new Generations(() -> start + after);
    private final ConnectionState connection = new ConnectionState();

    private void passes(Duration time) {
        after += time.toNanos();
    }

    @Test
    void aConnectionThatIsSilentUnderItsCallsGetsNoNewCall() {
        int first = generations.next();
        generations.begins(first, connection);
        passes(Duration.ofSeconds(1));
        assertThat(generations.next()).as("it may still answer").isEqualTo(first);

        passes(Duration.ofSeconds(30));
        assertThat(generations.next()).isNotEqualTo(first);
        assertThat(generations.next()).as("one new generation is enough").isEqualTo(first + 1);
    }

    @Test
    void aConnectionWithoutWaitingCallsMayRest() {
        int first = generations.next();
        generations.begins(first, connection);
        generations.ended(connection);
        passes(Duration.ofMinutes(1));

        assertThat(generations.next()).isEqualTo(first);
    }

    @Test
    void aConnectionOnWhichSomethingComesIsAlive() throws java.net.ProtocolException {
        int first = generations.next();
        generations.begins(first, connection);
        connection.came(new byte[] {0}, 0, 1); // now, which is after the start of this test by less than the silence
        passes(Duration.ofMillis(1_500));

        assertThat(generations.next()).isEqualTo(first);
    }

    @Test
    void whatATimeOutEndsIsEndedOnce() {
        int first = generations.next();
        generations.end(first);
        generations.end(first);

        assertThat(generations.next()).isEqualTo(first + 1);
    }
}
