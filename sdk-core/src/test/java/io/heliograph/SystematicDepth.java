package io.heliograph;

import static io.heliograph.SystematicCall.Kind.RECONCILE;
import static io.heliograph.SystematicCall.Kind.REPORT;
import static io.heliograph.SystematicCall.Kind.SEND;
import static io.heliograph.SystematicCall.Kind.SEND_OTHER;

import io.heliograph.spi.DuplicateProtection;
import java.util.ArrayList;
import java.util.List;

/** Which cases a systematic exploration goes through: the more, the deeper it is. */
final class SystematicDepth {
    private static final List<SystematicCase.First> UNKNOWN =
            List.of(SystematicCase.First.values()).subList(1, SystematicCase.First.values().length);
    private static final List<SystematicCase.First> NOTHING = List.of(SystematicCase.First.NONE);

    private SystematicDepth() {}

    private static List<List<SystematicCall.Kind>> twins() {
        return List.of(List.of(SEND), List.of(SEND));
    }

    private static List<List<SystematicCall.Kind>> sendAgainBesideReconcile() {
        return List.of(List.of(SEND, SEND_OTHER), List.of(RECONCILE));
    }

    private static List<List<SystematicCall.Kind>> reconcileBesideSend() {
        return List.of(List.of(SEND, RECONCILE), List.of(SEND_OTHER));
    }

    static List<List<SystematicCall.Kind>> reconcileTwice() {
        return List.of(List.of(RECONCILE, SEND_OTHER), List.of(RECONCILE));
    }

    private static List<List<SystematicCall.Kind>> reportBesideSend() {
        return List.of(List.of(SEND), List.of(REPORT));
    }

    private static List<List<SystematicCall.Kind>> reportBesideReconcile() {
        return List.of(List.of(RECONCILE, SEND_OTHER), List.of(REPORT));
    }

    private static List<List<SystematicCall.Kind>> reconcileAndSendTwice() {
        return List.of(List.of(RECONCILE, SEND_OTHER), List.of(RECONCILE, SEND));
    }

    /** The cases of a depth, from 1 on; each depth lets more happen in one run. */
    static List<SystematicCase> cases(int depth) {
        List<SystematicCase> cases = new ArrayList<>();
        add(cases, depth, 1, 0);
        add(cases, depth + 1, 1, 0);
        add(cases, depth, 0, 1);
        add(cases, depth - 1, 2, 0);
        add(cases, depth - 1, 0, 2);
        if (depth > 1) {
            add(cases, depth, 1, 1);
        }
        return cases;
    }

    private static void add(List<SystematicCase> cases, int faults, int moves, int reports) {
        SystematicCase.Bounds bounds = new SystematicCase.Bounds(faults, moves, reports);
        add(cases, NOTHING, twins(), bounds);
        add(cases, NOTHING, sendAgainBesideReconcile(), bounds);
        add(cases, NOTHING, reconcileBesideSend(), bounds);
        add(cases, NOTHING, reportBesideSend(), bounds);
        add(cases, UNKNOWN, reconcileTwice(), bounds);
        add(cases, UNKNOWN, reportBesideReconcile(), bounds);
        if (faults < 2) { // the widest of all
            add(cases, UNKNOWN, reconcileAndSendTwice(), bounds);
        }
    }

    private static void add(
            List<SystematicCase> cases,
            List<SystematicCase.First> firsts,
            List<List<SystematicCall.Kind>> calls,
            SystematicCase.Bounds bounds) {
        for (SystematicCase.First first : firsts) {
            for (List<DuplicateProtection> dedupes : SystematicCase.allDedupes()) {
                cases.add(new SystematicCase(dedupes, first, calls, bounds, SystematicSabotage.NONE, true));
            }
        }
    }
}
