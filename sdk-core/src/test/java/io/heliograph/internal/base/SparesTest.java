package io.heliograph.internal.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SparesTest {
    private final Spares<AtomicBoolean> spares = new Spares<>(AtomicBoolean::new);

    @Test
    void a_released_instance_is_acquired_again_and_one_in_use_isnt() {
        AtomicBoolean first = spares.acquire();
        AtomicBoolean second = spares.acquire();
        spares.release(first);

        assertThat(second).isNotSameAs(first);
        assertThat(spares.acquire()).isSameAs(first);
        assertThat(spares.acquire()).isNotSameAs(first).isNotSameAs(second);
    }

    @Test
    void no_two_threads_have_the_same_instance() throws Exception {
        Callable<Boolean> use = () -> {
            boolean wasFree = true;
            for (int i = 0; i < 20_000; i++) {
                AtomicBoolean inUse = spares.acquire();
                wasFree &= inUse.compareAndSet(false, true);
                inUse.set(false);
                spares.release(inUse);
            }
            return wasFree;
        };
        ExecutorService threads = Executors.newFixedThreadPool(40); // more than there are places for spares
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                results.add(threads.submit(use));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }
}
