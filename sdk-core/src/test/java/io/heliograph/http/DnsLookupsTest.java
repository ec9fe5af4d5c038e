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

class DnsLookupsTest {
    private final Deadline soon = Deadline.after(Duration.ofSeconds(20));
    private final Deadline passed = Deadline.after(Duration.ZERO);
    private final List<InetAddress> found = List.of(InetAddress.getLoopbackAddress());
    private final AtomicInteger atomicInteger = new AtomicInteger();
    private final List<Runnable> waiting = new ArrayList<>();

    private List<InetAddress> answer(String host) {
        atomicInteger.incrementAndGet();
        return found;
    }

    @Test
    void a_name_is_looked_up_on_another_thread() throws UnknownHostException {
        List<Thread> threads = new ArrayList<>();
        DnsLookups lookups = new DnsLookups(host -> {
            threads.add(Thread.currentThread());
            return answer(host);
        });

        assertThat(lookups.lookup("vendor.example", soon)).isEqualTo(found);
        assertThat(threads).hasSize(1).doesNotContain(Thread.currentThread());
        assertThat(threads.get(0).isDaemon()).isTrue();
    }

    @Test
    void a_call_leaves_a_look_up_when_its_time_is_up_and_the_next_one_shares_it() {
        DnsLookups hanging = new DnsLookups(this::answer, waiting::add);

        for (int call = 0; call < 2; call++) {
            assertThatThrownBy(() -> hanging.lookup("vendor.example", passed))
                    .isInstanceOf(DnsLookups.UnansweredException.class)
                    .hasMessage("the name look-up wasn't answered in time");
        }
        assertThat(waiting).as("look-ups under way").hasSize(1);
    }

    @Test
    void a_finished_look_up_is_not_remembered() throws UnknownHostException {
        DnsLookups lookups = new DnsLookups(this::answer, Runnable::run);
        lookups.lookup("vendor.example", soon);
        lookups.lookup("vendor.example", soon);

        assertThat(atomicInteger).hasValue(2);
    }

    @Test
    void what_goes_wrong_is_what_the_call_gets() {
        DnsLookups unknown = new DnsLookups(
                host -> {
                    throw new UnknownHostException(host);
                },
                Runnable::run);
        DnsLookups broken = new DnsLookups(
                host -> {
                    throw new IllegalStateException("a bug of the user's");
                },
                Runnable::run);

        assertThatThrownBy(() -> unknown.lookup("vendor.example", soon)).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> broken.lookup("vendor.example", soon)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_look_up_that_cannot_begin_is_forgotten() throws UnknownHostException {
        AtomicInteger starts = new AtomicInteger();
        DnsLookups lookups = new DnsLookups(this::answer, lookup -> {
            if (starts.incrementAndGet() == 1) {
                throw new IllegalStateException("no thread");
            }
            lookup.run();
        });
        assertThatThrownBy(() -> lookups.lookup("vendor.example", soon)).isInstanceOf(IllegalStateException.class);

        assertThat(lookups.lookup("vendor.example", soon)).isEqualTo(found);
    }

    @Test
    void calls_of_one_generation_share_connections_whatever_their_time() {
        DnsLookups lookups = new DnsLookups(this::answer);
        DnsLookups others = new DnsLookups(this::answer);
        DnsLookups.OfCall call = new DnsLookups.OfCall(lookups, 1, soon);

        assertThat(call)
                .isEqualTo(new DnsLookups.OfCall(lookups, 1, passed))
                .hasSameHashCodeAs(new DnsLookups.OfCall(lookups, 1, passed));
        assertThat(call).isNotEqualTo(new DnsLookups.OfCall(lookups, 2, soon));
        assertThat(call).isNotEqualTo(new DnsLookups.OfCall(others, 1, soon));
    }
}
