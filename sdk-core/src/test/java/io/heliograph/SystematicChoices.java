package io.heliograph;

import java.util.ArrayList;
import java.util.List;

/** What can happen next at a moment of a systematic exploration. */
final class SystematicChoices {
    private static final List<SystematicMove.Kind> AT_A_POST = List.of(
            SystematicMove.Kind.LOSE,
            SystematicMove.Kind.TAKE_AND_LOSE,
            SystematicMove.Kind.LOSE_AND_TAKE_LATE,
            SystematicMove.Kind.FAIL_AND_LOSE,
            SystematicMove.Kind.FAIL,
            SystematicMove.Kind.SAY_503,
            SystematicMove.Kind.REFUSE);

    private final SystematicState state;
    private final List<SystematicMove> moves = new ArrayList<>();

    private SystematicChoices(SystematicState state) {
        this.state = state;
    }

    static List<SystematicMove> of(SystematicState state) {
        SystematicChoices choices = new SystematicChoices(state);
        for (int process = 0; process < state.processes.length; process++) {
            if (state.processes[process].place() != null) {
                choices.addOf(process);
            }
        }
        if (!choices.moves.isEmpty()) {
            choices.addArrivals();
            choices.addTimes();
        }
        return choices.moves;
    }

    private void add(SystematicMove.Kind kind, int process, int provider) {
        moves.add(new SystematicMove(kind, process, provider));
    }

    private void addOf(int process) {
        SystematicStep.Kind next = state.place(process).next.kind();
        if (next == SystematicStep.Kind.REPORT) {
            addReports(process);
            return;
        }
        add(SystematicMove.Kind.GO, process, -1);
        if (state.faultsLeft > 0) {
            addFaults(process, next);
        }
        if (state.reportsLeft > 0) {
            addReports(process);
        }
    }

    private void addFaults(int process, SystematicStep.Kind next) {
        if (next.isOfStore()) {
            add(SystematicMove.Kind.FAIL_BEFORE, process, -1);
            if (next != SystematicStep.Kind.FIND) { // nobody sees the difference
                add(SystematicMove.Kind.FAIL_AFTER, process, -1);
                if (state.theCase.bounds().late()) {
                    add(SystematicMove.Kind.FAIL_LATE, process, -1);
                }
            }
        } else if (next == SystematicStep.Kind.POST) {
            AT_A_POST.forEach(fault -> add(fault, process, -1));
        } else if (next == SystematicStep.Kind.ASK) {
            add(SystematicMove.Kind.BREAK, process, -1);
        }
        add(SystematicMove.Kind.DIE, process, -1);
    }

    private void addReports(int process) {
        for (int i = 0; i < state.vendors.length; i++) {
            if (state.vendors[i].sms() > 0) {
                add(SystematicMove.Kind.HEAR_REPORT, process, i);
            }
        }
    }

    private void addArrivals() {
        for (int i = 0; i < state.late.size(); i++) {
            add(SystematicMove.Kind.COMMIT_LATE, -1, i);
        }
        for (int i = 0; i < state.vendors.length; i++) {
            if (!state.vendors[i].late().isEmpty()) {
                add(SystematicMove.Kind.ARRIVE, -1, i);
            }
        }
    }

    private void addTimes() {
        if (state.movesLeft > 0) {
            add(SystematicMove.Kind.PASS_A_BIT, -1, -1);
            if (!state.leaseLeft().isZero()) {
                add(SystematicMove.Kind.PASS_TO_LEASE_END, -1, -1);
            }
            add(SystematicMove.Kind.PASS_LONG, -1, -1);
        }
    }
}
