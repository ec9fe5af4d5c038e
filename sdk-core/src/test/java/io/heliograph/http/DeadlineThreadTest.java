package io.heliograph.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.http.DeadlineWatch.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The watch with its real thread and clock. */
@Timeout(60)
class DeadlineThreadTest {
    private static final int THREADS = 8;
    private static final int CALLS = 20_000;

    private final DeadlineWatch watch = new DeadlineWatch(System::nanoTime, new DeadlineThread());

    private void watch(Watched watched, long nanos) {
        watch.begin(watched, nanos);
    }

    private static Watched running(Runnable expiry) {
        return new Watched() {
            @Override
            void expire() {
                expiry.run();
            }
        };
    }

    @Test
    void a_call_that_has_left_is_never_ended_and_one_that_stays_always_is() throws Exception {
        AtomicInteger wrong = new AtomicInteger();
        CountDownLatch stayed = new CountDownLatch(THREADS * CALLS / 2);
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            Random random = new Random(number);
            threads.add(new Thread(() -> calls(random, stayed, wrong)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(stayed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(wrong).hasValue(0);
    }

    private void calls(Random random, CountDownLatch stayed, AtomicInteger wrong) {
        for (int count = 0; count < CALLS; count++) {
            if (count % 2 == 0) {
                watch(running(stayed::countDown), random.nextInt(200_000));
            } else {
                boolean[] hasLeft = {false};
                Watched watched = running(() -> wrong.addAndGet(hasLeft[0] ? 1 : 0));
                watch(watched, random.nextInt(20_000));
                boolean unused = watch.endWithin(watched, random.nextInt(20_000));
                watch.leave(watched);
                hasLeft[0] = true;
            }
        }
    }

    @Test
    void leaving_waits_for_the_end_that_is_under_way_and_keeps_an_interrupt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Watched watched = running(() -> {
            begun.countDown();
            await(go);
        });
        watch(watched, 0);
        begun.await();

        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread leaving = new Thread(() -> {
            watch.leave(watched);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        leaving.start();
        leaving.interrupt();
        while (leaving.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(interrupted).isNotDone();
        go.countDown();

        assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leaving_waits_no_longer_than_for_the_connection() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        Watched[] watched = new Watched[1];
        watched[0] = running(() -> {
            watch.expired(watched[0]); // then the user's listener follows
            begun.countDown();
            await(left);
        });
        watch(watched[0], 0);
        begun.await();

        watch.leave(watched[0]);
        left.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_thread_is_a_daemon_that_holds_nothing_of_the_first_caller_and_survives_an_interrupt() throws Exception {
        CompletableFuture<Thread> seen = new CompletableFuture<>();
        Thread caller = new Thread(() -> watch(
                running(() -> {
                    seen.complete(Thread.currentThread());
                    Thread.currentThread().interrupt();
                }),
                0));
        caller.setContextClassLoader(new ClassLoader() {});
        caller.start();
        Thread thread = seen.get(30, TimeUnit.SECONDS);

        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("heliograph-deadlines");
        assertThat(thread.getContextClassLoader()).isSameAs(DeadlineWatch.class.getClassLoader());
        CountDownLatch next = new CountDownLatch(1);
        watch(running(next::countDown), 0);
        assertThat(next.await(30, TimeUnit.SECONDS)).isTrue();
        while (thread.isInterrupted()) {
            Thread.onSpinWait();
        }
    }
}
