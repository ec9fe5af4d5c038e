package io.heliograph;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How far one call of a process has come: all that it has learnt since it began, and what it does next. The places of a call
 * are a tree; the client runs once for each of them.
 */
final class SystematicPlace {
    private static final AtomicInteger COUNT = new AtomicInteger();

    final int id;
    final SystematicCall call;
    final SystematicStep next;
    private final @Nullable SystematicPlace before;
    private final @Nullable Learnt learnt;
    private final Map<Learnt, SystematicPlace> after = new HashMap<>();

    /**
     * What a step gave.
     *
     * @param key the same for results between which the client makes no difference
     * @param elapsed nanoseconds since the step before
     * @param result the result, an exception to be thrown, or a report that comes before the step
     */
    record Learnt(Object key, long elapsed, @Nullable Object result) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Learnt learnt && elapsed == learnt.elapsed && key.equals(learnt.key);
        }

        @Override
        public int hashCode() {
            return 31 * key.hashCode() + Long.hashCode(elapsed);
        }
    }

    private SystematicPlace(SystematicCall call, @Nullable SystematicPlace before, @Nullable Learnt learnt) {
        this.call = call;
        this.before = before;
        this.learnt = learnt;
        id = COUNT.incrementAndGet();
        next = new SystematicRun(call, way()).next();
    }

    /** How many there are, each of which took a run of the client. */
    static int made() {
        return COUNT.get();
    }

    static SystematicPlace begin(SystematicCall call) {
        return new SystematicPlace(call, null, null);
    }

    /** Whether the call hasn't begun yet: it does so with its first step. */
    boolean isFirst() {
        return before == null;
    }

    /** Where it comes by the next result. */
    SystematicPlace after(Learnt result) {
        SystematicPlace place = after.get(result);
        if (place == null) {
            place = new SystematicPlace(call, this, result);
            after.put(result, place);
        }
        return place;
    }

    /** What the request that was made last gets as an answer. */
    SystematicProvider.Answered answered() {
        for (SystematicPlace place = this; place != null && place.learnt != null; place = place.before) {
            if (place.learnt.result() instanceof SystematicProvider.Answered answered) {
                return answered;
            }
        }
        throw new IllegalStateException("no request was made");
    }

    /** What it has learnt since it began. */
    private List<Learnt> way() {
        ArrayDeque<Learnt> way = new ArrayDeque<>();
        for (SystematicPlace place = this; place != null && place.learnt != null; place = place.before) {
            way.addFirst(place.learnt);
        }
        return List.copyOf(way);
    }
}
