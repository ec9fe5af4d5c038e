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
    void aConnectionOnWhichSomethingComesIsAlive() throws ProtocolException {
        int first = generations.next();
        generations.begins(first, connection);
        passes(Duration.ofSeconds(10));
        connection.came(new byte[] {0}, 0, 1);
        passes(Duration.ofSeconds(1));
        assertThat(generations.next()).isEqualTo(first);

        passes(Duration.ofSeconds(2));
        assertThat(generations.next()).isNotEqualTo(first);
    }

    @Test
    void whatATimeOutEndsIsEndedOnce() {
        int first = generations.next();
        generations.end(first);
        generations.end(first);

        assertThat(generations.next()).isEqualTo(first + 1);
    }
}
