package io.heliograph;

import io.heliograph.idempotency.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All of a systematic exploration's world at one moment. It is copied for each move, and not changed after it. */
final class SystematicState {
    final SystematicCase theCase;
    final SystematicVendor[] vendors;
    final Caller[] processes;
    final List<UnknownRequest> unknowns;
    /** What the store has called failed and will commit. */
    final List<SystematicStep> late;

    long now;
    SystematicStores.@Nullable Log log;

    @Nullable
    Claim claim;
    /** When it was reported last as certainly not sent. */
    long rejectedAt;

    int faultsLeft;
    int movesLeft;
    int reportsLeft;
    private final Map<SystematicCall, SystematicPlace> begins;
    private final boolean logs;
    private long claimPrint;
    private long ticks;
    private final @Nullable SystematicState before;
    private final @Nullable SystematicMove move;
    private String logText = "";

    /**
     * A process, and what the ledger knows of its call.
     *
     * @param place null where it has made all its calls
     * @param since when it came there
     * @param claimedAt when it got the key for itself; 0 where it hasn't
     * @param sealed whether the store took its end: what it reports is true of then
     * @param wrongIfRejected what is wrong if it reports that nothing was sent, as of its end; null for nothing
     * @param provedAt when it asked a question of which "there is none" is a proof; 0 where it hasn't
     */
    record Caller(
            int call,
            @Nullable SystematicPlace place,
            long since,
            long claimedAt,
            boolean sealed,
            @Nullable String wrongIfRejected,
            long provedAt) {
        /** How long it has stood still. */
        long stoodStill(long now) {
            return place == null || place.isFirst() ? 0 : now - since;
        }

        Caller at(SystematicPlace next, long now) {
            return new Caller(call, next, now, claimedAt, sealed, wrongIfRejected, provedAt);
        }

        Caller claiming(long tick) {
            return new Caller(call, place, since, tick, sealed, wrongIfRejected, provedAt);
        }

        Caller sealing(@Nullable String wrong) {
            return new Caller(call, place, since, claimedAt, true, wrong, provedAt);
        }

        Caller proving(long tick) {
            return new Caller(call, place, since, claimedAt, sealed, wrongIfRejected, tick);
        }
    }

    /** A request of which its process doesn't know what became. */
    record UnknownRequest(String caller, int provider, long posted, long tick) {}

    /**
     * The world before anything happens.
     *
     * @param begins the first places of calls, of this and of other explorations
     * @param logs whether a log is kept
     */
    SystematicState(SystematicCase theCase, Map<SystematicCall, SystematicPlace> begins, boolean logs) {
        this.theCase = theCase;
        this.begins = begins;
        this.logs = logs;
        vendors = theCase.dedupes().stream().map(SystematicVendor::empty).toArray(SystematicVendor[]::new);
        processes = new Caller[theCase.processes()];
        unknowns = new ArrayList<>();
        late = new ArrayList<>();
        before = null;
        move = null;
        for (int i = 0; i < processes.length; i++) {
            beginCall(i, 0);
        }
    }

    private SystematicState(SystematicState from, @Nullable SystematicMove move) {
        theCase = from.theCase;
        begins = from.begins;
        logs = from.logs;
        vendors = from.vendors.clone();
        processes = from.processes.clone();
        unknowns = new ArrayList<>(from.unknowns);
        late = new ArrayList<>(from.late);
        now = from.now;
        log = from.log;
        claim = from.claim;
        claimPrint = from.claimPrint;
        rejectedAt = from.rejectedAt;
        ticks = from.ticks;
        faultsLeft = from.faultsLeft;
        movesLeft = from.movesLeft;
        reportsLeft = from.reportsLeft;
        before = from;
        this.move = move;
    }

    SystematicState copyFor(SystematicMove next) {
        return new SystematicState(this, next);
    }

    long tick() {
        return ++ticks;
    }

    void tell(Supplier<String> text) {
        if (logs) {
            logText += (logText.isEmpty() ? "" : "; ") + text.get();
        }
    }

    /** A process makes its next call, if there is one. */
    void beginCall(int process, int number) {
        SystematicPlace place = number < theCase.calls(process)
                ? begins.computeIfAbsent(theCase.call(process, number), SystematicPlace::begin)
                : null;
        processes[process] = new Caller(number, place, now, 0, false, null, 0);
    }

    /** Where a process is, which hasn't made all its calls. */
    SystematicPlace place(int process) {
        SystematicPlace place = processes[process].place();
        if (place == null) {
            throw new IllegalStateException("process " + process + " has ended");
        }
        return place;
    }

    void keep(@Nullable Claim newClaim, SystematicStores.@Nullable Log newLog) {
        claim = newClaim;
        log = newLog;
        claimPrint = newClaim == null ? 0 : print(SystematicStores.whatStays(newClaim));
    }

    /** How long the lease lasts from now on. */
    Duration leaseLeft() {
        Claim there = claim;
        Duration left = there == null ? Duration.ZERO : Duration.between(instant(), there.leaseEnds());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Instant instant() {
        return SystematicCase.BEGIN.plusNanos(now);
    }

    /** Whether somebody gets an SMS, or will. */
    boolean isAnywhere() {
        return Arrays.stream(vendors).anyMatch(SystematicVendor::isAnywhere);
    }

    static long mix(long print, long value) {
        long mixed = (print ^ (value * 0x9E3779B97F4A7C15L)) * 0xBF58476D1CE4E5B9L;
        return mixed ^ (mixed >>> 29);
    }

    private static long print(String text) {
        long print = text.length();
        for (int i = 0; i < text.length(); i++) {
            print = mix(print, text.charAt(i));
        }
        return print;
    }

    /** A number that is the same for states from which the same can happen. */
    long print() {
        long print = mix(claimPrint, faultsLeft * 10_000L + movesLeft * 100L + reportsLeft);
        Claim there = claim;
        if (there != null) {
            Instant at = instant();
            print = mix(print, Duration.between(at, there.leaseEnds()).toNanos());
            print = mix(print, Duration.between(at, there.lastAttemptEnds()).toNanos());
        }
        for (SystematicVendor vendor : vendors) {
            print = mix(print, vendor.print(now));
        }
        for (Caller process : processes) {
            print = mix(print, process.place() == null ? -process.call() : process.place().id);
            print = mix(print, process.stoodStill(now));
            print = mix(print, (process.claimedAt() < rejectedAt ? 1 : 0) + (process.claimedAt() > 0 ? 2 : 0));
            print = mix(
                    print,
                    process.sealed() ? String.valueOf(process.wrongIfRejected()).hashCode() : 0);
            long proved = process.provedAt();
            print = mix(
                    print,
                    unknowns.stream().filter(unknown -> unknown.tick() < proved).count());
        }
        for (SystematicStep step : late) {
            print = mix(print, print(step.toString()));
        }
        for (UnknownRequest unknown : unknowns) {
            print = mix(print, unknown.caller().hashCode() * 31L + unknown.provider());
            print = mix(print, now - unknown.posted());
        }
        return print;
    }

    /** The moves that led here. */
    List<SystematicMove> moves() {
        ArrayDeque<SystematicMove> moves = new ArrayDeque<>();
        for (SystematicState state = this; state != null && state.move != null; state = state.before) {
            moves.addFirst(state.move);
        }
        return List.copyOf(moves);
    }

    /** What has happened up to here, a line each. */
    String story() {
        ArrayDeque<String> lines = new ArrayDeque<>();
        for (SystematicState state = this; state != null && state.move != null; state = state.before) {
            lines.addFirst(String.format("%8.3f s  %s%s", state.now / 1e9, state.move.logged(), state.logText));
        }
        return String.join("\n", lines);
    }
}
