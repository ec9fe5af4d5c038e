package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LookupsTest {
    private final Deadline soon = Deadline.after(Duration.ofSeconds(20));
    private final Deadline passed = Deadline.after(Duration.ZERO);
    private final List<InetAddress> found = List.of(InetAddress.getLoopbackAddress());
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Runnable> waiting = new ArrayList<>();

    private List<InetAddress> answer(String host) {
        asked.incrementAndGet();
        return found;
    }

    @Test
    void aNameIsLookedUpOnAnotherThread() throws UnknownHostException {
        List<Thread> threads = new ArrayList<>();
        Lookups lookups = new Lookups(host -> {
            threads.add(Thread.currentThread());
            return answer(host);
        });

        assertThat(lookups.lookup("vendor.example", soon)).isEqualTo(found);
        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
        assertThat(threads.get(0).isDaemon()).isTrue();
    }

    @Test
    void aCallLeavesALookUpWhenItsTimeIsUpAndTheNextOneSharesIt() {
        Lookups hanging = new Lookups(this::answer, waiting::add);

        for (int call = 0; call < 2; call++) {
            assertThatThrownBy(() -> hanging.lookup("vendor.example", passed))
                    .isInstanceOf(Lookups.UnansweredException.class)
                    .hasMessage("the name look-up wasn't answered in time");
        }
        assertThat(waiting).as("look-ups under way").hasSize(1);
    }

    @Test
    void aFinishedLookUpIsNotRemembered() throws UnknownHostException {
        Lookups lookups = new Lookups(this::answer, Runnable::run);
        lookups.lookup("vendor.example", soon);
        lookups.lookup("vendor.example", soon);

        assertThat(asked).hasValue(2);
    }

    @Test
    void whatGoesWrongIsWhatTheCallGets() {
        Lookups unknown = new Lookups(
                host -> {
                    throw new UnknownHostException(host);
                },
                Runnable::run);
        Lookups broken = new Lookups(
                host -> {
                    throw new IllegalStateException("a bug of the user's");
                },
                Runnable::run);

        assertThatThrownBy(() -> unknown.lookup("vendor.example", soon)).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> broken.lookup("vendor.example", soon)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLookUpThatCannotBeginIsForgotten() throws UnknownHostException {
        AtomicInteger starts = new AtomicInteger();
        Lookups lookups = new Lookups(this::answer, lookup -> {
            if (starts.incrementAndGet() == 1) {
                throw new IllegalStateException("no thread");
            }
            lookup.run();
        });
        assertThatThrownBy(() -> lookups.lookup("vendor.example", soon)).isInstanceOf(IllegalStateException.class);

        assertThat(lookups.lookup("vendor.example", soon)).isEqualTo(found);
    }

    @Test
    void callsOfOneGenerationShareConnectionsWhateverTheirTime() {
        Lookups lookups = new Lookups(this::answer);
        Lookups others = new Lookups(this::answer);
        Lookups.OfCall call = new Lookups.OfCall(lookups, 1, soon);

        assertThat(call)
                .isEqualTo(new Lookups.OfCall(lookups, 1, passed))
                .hasSameHashCodeAs(new Lookups.OfCall(lookups, 1, passed));
        assertThat(call).isNotEqualTo(new Lookups.OfCall(lookups, 2, soon));
        assertThat(call).isNotEqualTo(new Lookups.OfCall(others, 1, soon));
    }
}
