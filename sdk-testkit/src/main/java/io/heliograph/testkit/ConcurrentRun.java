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
    interface Task<T> {
        T run(int index);
    }

    /** The results, in the order of the threads. */
    static <T> List<T> of(int many, Task<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            CyclicBarrier start = new CyclicBarrier(many);
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int index = i;
                tasks.add(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    return task.run(index);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
