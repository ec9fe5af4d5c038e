package io.heliograph;

import io.heliograph.idempotency.Claim;
import io.heliograph.message.MessageId;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.Status;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.tracking.ReportSource;
import io.heliograph.tracking.StatusReport;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a move of a systematic exploration makes of its world. Belongs to one move. */
final class SystematicEffects {
    private final SystematicState state;
    private final SystematicMove move;
    private final int process;

    private SystematicEffects(SystematicState state, SystematicMove move) {
        this.state = state;
        this.move = move;
        process = move.process();
    }

    /**
     * The state after a move.
     *
     * @throws SystematicRules.Broken if the move breaks a rule; the new state is in it
     */
    static SystematicState after(SystematicState before, SystematicMove move) {
        SystematicState state = before.copyFor(move);
        try {
            new SystematicEffects(state, move).happen();
        } catch (SystematicRules.Broken e) {
            throw e.in(state);
        }
        return state;
    }

    private void happen() {
        state.faultsLeft -= move.kind().isFault() ? 1 : 0;
        switch (move.kind()) {
            case ARRIVE -> arrive(move.provider());
            case COMMIT_LATE -> commitLate(state.late.remove(move.provider()));
            case PASS_A_BIT -> move(SystematicCase.SMALL);
            case PASS_LONG -> move(SystematicCase.LONG);
            case PASS_TO_LEASE_END -> move(state.leaseLeft());
            case HEAR_REPORT -> hearReport();
            case DIE -> state.beginCall(process, state.processes[process].call() + 1);
            default -> step(state.place(process).next);
        }
    }

    private void move(Duration time) {
        state.movesLeft--;
        pass(state.now + time.toNanos());
    }

    /** Lets time pass; what is under way has come by its last moment. */
    private void pass(long until) {
        for (int i = 0; i < state.vendors.length; i++) {
            while (!state.vendors[i].late().isEmpty() && state.vendors[i].late().get(0) <= until) {
                state.now = Math.max(state.now, state.vendors[i].late().get(0));
                arrive(i);
            }
        }
        state.now = Math.max(state.now, until);
    }

    private void arrive(int provider) {
        state.vendors[provider] = state.vendors[provider].arriving(state.now);
        state.tell(() -> SystematicCase.PROVIDERS.get(provider) + " stores what was under way");
        SystematicRules.stored(state);
    }

    private void hearReport() {
        boolean meanwhile = state.place(process).next.kind() != SystematicStep.Kind.REPORT;
        state.reportsLeft -= meanwhile ? 1 : 0;
        MessageId id = new MessageId(
                SystematicCase.PROVIDERS.get(move.provider()), String.valueOf(state.vendors[move.provider()].goodId()));
        StatusReport report = StatusReport.of(id, Status.DELIVERED, ReportSource.WEBHOOK, SystematicCase.BEGIN)
                .rawStatus("there")
                .key(SystematicCase.KEY)
                .build();
        learn("report" + id, report);
    }

    private void step(SystematicStep step) {
        state.tell(step::toString);
        switch (step.kind()) {
            case POST -> post(step);
            case ANSWER -> answer(step);
            case ASK -> ask(step);
            case HEAR -> hear(step);
            case SLEEP -> {
                pass(state.processes[process].since() + step.time().toNanos());
                learn("slept", null);
            }
            default -> store(step);
        }
    }

    /** Goes on by what a step gave, to the next step or the next call. */
    private void learn(Object key, @Nullable Object result) {
        SystematicState.Caller caller = state.processes[process];
        SystematicPlace next =
                state.place(process).after(new SystematicPlace.Learnt(key, caller.stoodStill(state.now), result));
        state.processes[process] = caller.at(next, state.now);
        if (next.next.kind() == SystematicStep.Kind.END) {
            state.tell(() -> "ends with " + next.next.end());
            SystematicRules.ended(state, process, next.next.end());
            state.beginCall(process, caller.call() + 1);
        }
    }

    private void store(SystematicStep step) {
        boolean works = move.kind() != SystematicMove.Kind.FAIL_BEFORE && move.kind() != SystematicMove.Kind.FAIL_LATE;
        if (move.kind() == SystematicMove.Kind.FAIL_LATE) {
            state.late.add(step);
        }
        SystematicStores.Result result = null;
        if (works) {
            result = SystematicStores.apply(state.theCase.sabotage(), state.log, step, state.now);
            if (result.done()) {
                noteStep(step, result);
            }
        }
        if (result == null || move.kind() == SystematicMove.Kind.FAIL_AFTER) {
            learn("failure", new SimulatedStore.Failure());
            return;
        }
        String key = result.key();
        state.tell(() -> "gives " + key);
        learn(result.key(), result.result());
    }

    /** The process has gone on, or is dead; what it wrote depends on what it had read. */
    private void commitLate(SystematicStep step) {
        Claim there = state.claim;
        boolean blindly = state.theCase.sabotage() == SystematicSabotage.LATE_COMMITS_ARE_BLIND && there != null;
        SystematicStep late = blindly ? step.seeing(Objects.requireNonNull(there)) : step;
        state.tell(late::toString);
        SystematicStores.Result result = SystematicStores.apply(state.theCase.sabotage(), state.log, late, state.now);
        if (result.done()) {
            state.keep(result.claim(), result.log());
        }
        state.tell(() -> "gives " + result.key());
    }

    private void noteStep(SystematicStep step, SystematicStores.Result result) {
        state.keep(result.claim(), result.log());
        SystematicState.Caller caller = state.processes[process];
        switch (step.kind()) {
            case CLAIM, LEASE -> state.processes[process] = caller.claiming(state.tick());
            case FINISH, RELEASE -> state.processes[process] = caller.sealing(SystematicRules.wrongIfRejected(state));
            default -> {}
        }
        if (step.end() instanceof SendOutcome.Accepted accepted) {
            SystematicRules.accepted(state, accepted.message());
        }
    }

    private boolean isTooLate(SystematicStep step) {
        return state.processes[process].stoodStill(state.now) >= step.time().toNanos();
    }

    private void learn(SystematicProvider.Reply reply, int id) {
        SystematicProvider.Answered answered = new SystematicProvider.Answered(reply, id);
        state.tell(() -> "gives " + reply + (id > 0 ? " " + id : ""));
        learn(answered, answered);
    }

    private void post(SystematicStep step) {
        if (isTooLate(step)) {
            learn(SystematicProvider.Reply.TOO_LATE, 0);
            return;
        }
        int provider = step.provider();
        SystematicVendor vendor = state.vendors[provider];
        SystematicRules.posted(state, provider);
        String caller = state.place(process).call.name();
        state.unknowns.add(new SystematicState.UnknownRequest(caller, provider, state.now, state.tick()));
        state.vendors[provider] = switch (move.kind()) {
            case GO, TAKE_AND_LOSE -> vendor.taking(false, state.now);
            case FAIL, FAIL_AND_LOSE -> vendor.taking(true, state.now);
            case LOSE_AND_TAKE_LATE -> vendor.takingLate(state.now + SystematicCase.LATEST.toNanos());
            default -> vendor;
        };
        if (state.vendors[provider].isAnywhere() && !vendor.isAnywhere()) {
            SystematicRules.taken(state, process);
        }
        SystematicRules.stored(state);
        reply(vendor, state.vendors[provider]);
    }

    private void reply(SystematicVendor before, SystematicVendor after) {
        switch (move.kind()) {
            case GO, FAIL -> {
                SystematicVendor.Kept kept = after.answer(before, move.kind() == SystematicMove.Kind.FAIL);
                learn(kept.failed() ? SystematicProvider.Reply.FAILED : SystematicProvider.Reply.TAKEN, kept.id());
            }
            case SAY_503 -> learn(SystematicProvider.Reply.SAID_503, 0);
            case REFUSE -> learn(SystematicProvider.Reply.REFUSED, 0);
            default -> learn(SystematicProvider.Reply.LOST, 0);
        }
    }

    private void answer(SystematicStep step) {
        if (isTooLate(step)) {
            learn(SystematicProvider.Reply.TOO_LATE, 0);
            return;
        }
        SystematicProvider.Reply reply = state.place(process).answered().reply();
        boolean ofTheMessage = reply == SystematicProvider.Reply.TAKEN || reply == SystematicProvider.Reply.FAILED;
        if (ofTheMessage || reply == SystematicProvider.Reply.REFUSED) {
            understood(
                    step.provider(),
                    ofTheMessage && state.vendors[step.provider()].dedupe() == DuplicateProtection.IDEMPOTENCY_KEY);
        }
        learn(SystematicProvider.Reply.TAKEN, 0);
    }

    /** An answer speaks of its request; one that is of the message under the key, also of those before. */
    private void understood(int provider, boolean withEarlier) {
        String caller = state.place(process).call.name();
        long mine = state.unknowns.stream()
                .filter(unknown -> unknown.caller().equals(caller) && unknown.provider() == provider)
                .mapToLong(SystematicState.UnknownRequest::tick)
                .max()
                .orElse(0);
        state.unknowns.removeIf(unknown ->
                unknown.provider() == provider && (unknown.tick() == mine || (withEarlier && unknown.tick() < mine)));
    }

    private void ask(SystematicStep step) {
        int provider = step.provider();
        if (isTooLate(step) || move.kind() == SystematicMove.Kind.BREAK) {
            learn(isTooLate(step) ? SystematicProvider.Reply.TOO_LATE : SystematicProvider.Reply.LOST, 0);
            return;
        }
        SystematicVendor vendor = state.vendors[provider];
        SystematicVendor.Kept seen = vendor.seen(state.now);
        long proof = SystematicCase.LATEST.plus(SystematicCase.VISIBLE).toNanos();
        boolean proves = (seen == null || seen.failed())
                && state.now >= vendor.noneUntil()
                && state.unknowns.stream().allMatch(unknown -> state.now - unknown.posted() >= proof);
        state.vendors[provider] = vendor.asked(state.now);
        state.processes[process] = state.processes[process].proving(proves ? state.tick() : 0);
        if (seen == null) {
            learn(SystematicProvider.Reply.TAKEN, 0);
        } else {
            learn(seen.failed() ? SystematicProvider.Reply.FAILED : SystematicProvider.Reply.TAKEN, seen.id());
        }
    }

    private void hear(SystematicStep step) {
        if (isTooLate(step)) {
            learn(SystematicProvider.Reply.TOO_LATE, 0);
            return;
        }
        long proved = state.processes[process].provedAt();
        state.unknowns.removeIf(unknown -> unknown.provider() == step.provider() && unknown.tick() < proved);
        learn(SystematicProvider.Reply.TAKEN, 0);
    }
}
