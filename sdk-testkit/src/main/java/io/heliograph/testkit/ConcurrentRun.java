package io.heliograph.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs a task in several threads at the same time. */
final class ConcurrentRun {
    private ConcurrentRun() {}

    /** The task of each thread. */
    @FunctionalInterface
    interface Racing<T> {
        T run(int racer);
    }

    /** The results, in the order of the threads. */
    static <T> List<T> of(int many, Racing<T> racing) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            CyclicBarrier start = new CyclicBarrier(many);
            List<Callable<T>> racers = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int racer = i;
                racers.add(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    return racing.run(racer);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(racers)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
