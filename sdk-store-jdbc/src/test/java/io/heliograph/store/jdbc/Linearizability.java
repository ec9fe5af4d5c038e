package io.heliograph.store.jdbc;

import io.heliograph.idempotency.IdempotencyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Finds out whether what several threads saw of a store could be seen in some order of their steps, one after the other: an order in
 * which each step comes after those that had ended before it began.
 */
final class Linearizability {
    private final List<List<Operation>> threads;
    private final Supplier<IdempotencyStore> model;
    private final List<Operation> order = new ArrayList<>();

    /**
     * A step and its answer.
     *
     * @param begun a number that is higher for what came later
     * @param ended the same, when the answer was there
     */
    record Operation(StoreSteps.Step step, long begun, long ended, String answer) {}

    private Linearizability(List<List<Operation>> threads, Supplier<IdempotencyStore> model) {
        this.threads = threads;
        this.model = model;
    }

    /**
     * Whether there is such an order.
     *
     * @param threads the operations of each thread in their order
     * @param model makes an empty store that gives the right answers, one after the other
     */
    static boolean isOf(List<List<Operation>> threads, Supplier<IdempotencyStore> model) {
        return new Linearizability(threads, model).goesOn(new int[threads.size()]);
    }

    private boolean goesOn(int[] at) {
        long firstEnd = Long.MAX_VALUE;
        for (int i = 0; i < at.length; i++) {
            firstEnd = Math.min(
                    firstEnd,
                    at[i] < threads.get(i).size() ? threads.get(i).get(at[i]).ended() : firstEnd);
        }
        if (firstEnd == Long.MAX_VALUE) {
            return true;
        }
        for (int i = 0; i < at.length; i++) {
            if (at[i] < threads.get(i).size() && threads.get(i).get(at[i]).begun() < firstEnd) {
                order.add(threads.get(i).get(at[i]++));
                if (isAnswered() && goesOn(at)) {
                    return true;
                }
                at[i]--;
                order.remove(order.size() - 1);
            }
        }
        return false;
    }

    /** Whether the model gives the last step of the order the answer that the store gave. */
    private boolean isAnswered() {
        StoreSteps steps = new StoreSteps(model.get());
        String answer = "";
        for (Operation operation : order) {
            answer = steps.run(operation.step());
        }
        return answer.equals(order.get(order.size() - 1).answer());
    }
}
