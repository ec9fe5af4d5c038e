package io.heliograph.benchmarks.send;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** What the Java threads of this JVM have allocated and computed, whichever thread does it for a client. */
final class JvmTotals {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<Long, long[]> perThread = new HashMap<>();

    private JvmTotals() {}

    static JvmTotals now() {
        JvmTotals totals = new JvmTotals();
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        long[] nanos = THREADS.getThreadCpuTime(ids);
        for (int i = 0; i < ids.length; i++) {
            totals.perThread.put(ids[i], new long[] {bytes[i], nanos[i]});
        }
        return totals;
    }

    long bytesSince(JvmTotals before) {
        return since(before, 0);
    }

    long cpuNanosSince(JvmTotals before) {
        return since(before, 1);
    }

    private long since(JvmTotals before, int which) {
        long[] none = {0, 0};
        return perThread.entrySet().stream()
                .mapToLong(thread -> Math.max(
                        0, thread.getValue()[which] - before.perThread.getOrDefault(thread.getKey(), none)[which]))
                .sum();
    }
}
