package io.heliograph.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.message.PhoneNumber;
import java.io.StringReader;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StopForwarderTest {
    private static final PhoneNumber PERSON = PhoneNumber.of("+66812345678");

    private final SuppressionList list =
            new SuppressionList(new MemorySuppressionStore(), SuppressionScope.GLOBAL, Clock.systemUTC());
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<PhoneNumber> mirrored = new ArrayList<>();

    private void stop() {
        list.stop(PERSON, Optional.empty(), "wavix", Instant.now());
    }

    @Test
    void a_stop_is_forwarded_on_the_executor() {
        list.listen(SuppressionListener.onStop(tasks::add, stop -> mirrored.add(stop.recipient())));
        stop();
        assertThat(mirrored).isEmpty();

        tasks.remove().run();

        assertThat(mirrored).containsExactly(PERSON);
    }

    @Test
    void an_imported_stop_is_forwarded_and_nothing_else_is() throws Exception {
        list.listen(SuppressionListener.onStop(Runnable::run, stop -> mirrored.add(stop.recipient())));
        list.add(PhoneNumber.of("+66812345671"));
        list.refused(PhoneNumber.of("+66812345672"), Optional.empty(), "wavix", Instant.now());
        list.importCsv(new StringReader("number,reason\n+66812345678,STOP\n+66812345673,MANUAL\n"));
        list.remove(PERSON);

        assertThat(mirrored).containsExactly(PERSON);
    }

    @Test
    void what_fails_there_breaks_nothing_here_nor_the_next_one() {
        list.listen(SuppressionListener.onStop(Runnable::run, stop -> {
            throw new IllegalStateException("+66812345678");
        }));
        list.listen(SuppressionListener.onStop(Runnable::run, stop -> mirrored.add(stop.recipient())));

        stop();

        assertThat(mirrored).containsExactly(PERSON);
        assertThat(list.find(PERSON, Optional.empty())).isPresent();
    }

    @Test
    void an_executor_that_rejects_leaves_the_stop_in_the_list() {
        list.listen(SuppressionListener.onStop(
                task -> {
                    throw new java.util.concurrent.RejectedExecutionException();
                },
                stop -> mirrored.add(stop.recipient())));

        stop();

        assertThat(list.find(PERSON, Optional.empty())).isPresent();
        assertThat(mirrored).isEmpty();
    }
}
