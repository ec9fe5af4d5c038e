package io.heliograph;

import io.heliograph.internal.base.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Timing} of a simulation. Time passes only where a call sleeps, and at once; what is due meanwhile happens then.
 * A process makes steps, and at each of them it may die, or stand still while another one runs. Not thread-safe.
 */
final class SimulatedTiming implements Timing {
    private static final Instant BEGIN = Instant.parse("2026-11-20T08:00:00Z");
    private static final double INTERRUPTED = 0.002;
    private static final double OVERTAKEN = 0.02;
    private static final int MAX_STANDING_STILL = 2;
    private static final double STEPS = 0.003;
    private static final int MAX_HOURS_AHEAD = 24;
    private static final int MAX_HOURS_BACK = 30 * 24;

    private final Clock clock = new SimulatedClock();
    private final PriorityQueue<Event> agenda = new PriorityQueue<>();
    private final Deque<SimulatedCall> calls = new ArrayDeque<>();
    private final List<SteppedTiming> machines = new ArrayList<>();
    private final Random random;
    private final SimulationLog story;
    private final SimulationTally tally;
    private @Nullable Consumer<SimulatedCall> overtaking;
    private Consumer<SimulatedReport> reporting = report -> {};
    private long nanos;
    private long events;
    private int begun;
    private long ticks;
    private boolean clear;

    private record Event(long at, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    private final class SimulatedClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return BEGIN.plusNanos(nanos);
        }
    }

    SimulatedTiming(Random random, SimulationLog story, SimulationTally tally) {
        this.random = random;
        this.story = story;
        this.tally = tally;
    }

    Random random() {
        return random;
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** The same, until everything works. */
    boolean goesWrong(double probability) {
        return !clear && happens(probability);
    }

    /** The world on a machine of its own, whose wall clock somebody sets at times. */
    Timing machine() {
        SteppedTiming machine = new SteppedTiming(this);
        machines.add(machine);
        return machine;
    }

    private void mayStep() {
        if (goesWrong(STEPS)) {
            int number = random.nextInt(machines.size());
            int hours =
                    random.nextBoolean() ? 1 + random.nextInt(MAX_HOURS_AHEAD) : -1 - random.nextInt(MAX_HOURS_BACK);
            Duration step = Duration.ofHours(hours);
            machines.get(number).steps(step);
            count(step.isNegative() ? "wall clock stepped back" : "wall clock stepped ahead");
            tell(current().subject, () -> "the wall clock of process " + number + " steps by " + step);
        }
    }

    /** From now on nobody dies, stands still or fails. */
    void clearUp() {
        clear = true;
    }

    /** A number that is higher each time, to tell what was before what. */
    long tick() {
        return ++ticks;
    }

    /** With a process, its calls die that stand still now, each when it would go on. */
    void died(int process) {
        calls.stream().filter(call -> call.process == process).forEach(call -> call.killed = true);
    }

    void count(String what) {
        tally.count(what);
    }

    void tell(String subject, Supplier<String> text) {
        story.tell(subject, nanos, text);
    }

    /** What another process does while a call stands still; null for nothing. */
    void overtaking(@Nullable Consumer<SimulatedCall> newOvertaking) {
        overtaking = newOvertaking;
    }

    /** Where the vendors' reports come. */
    void reporting(Consumer<SimulatedReport> newReporting) {
        reporting = newReporting;
    }

    void report(SimulatedReport report) {
        reporting.accept(report);
    }

    SimulatedCall begin(SimulatedCall.Kind kind, String subject, boolean allowsDuplicates, int process, int steps) {
        SimulatedCall call = new SimulatedCall(kind, subject, allowsDuplicates, process, ++begun, nanos, steps);
        calls.push(call);
        return call;
    }

    void end() {
        calls.pop();
    }

    /** The call that runs. */
    SimulatedCall current() {
        return calls.element();
    }

    /** A place at which the running call's process may die or stand still. */
    void step(String where) {
        mayDie(where);
        mayStep();
        SimulatedCall call = current();
        Consumer<SimulatedCall> other = overtaking;
        if (other != null && calls.size() <= MAX_STANDING_STILL && goesWrong(OVERTAKEN)) {
            long from = nanos;
            count(calls.size() == 1 ? "process stood still" : "process stood still while another did");
            tell(call.subject, () -> "process " + call.process + " stands still " + where);
            other.accept(call);
            interrupted(call, nanos - from);
            tell(call.subject, () -> "process " + call.process + " goes on " + where);
        }
    }

    /** A call goes on after others ran, if its process still lives. */
    private void interrupted(SimulatedCall call, long duration) {
        call.stoodStill += duration;
        call.disturbed = true;
        if (call.killed) {
            mayDie("while others ran");
        }
    }

    /** A place at which it may die and won't stand still. */
    void mayDie(String where) {
        SimulatedCall call = current();
        if (call.diesNow()) {
            tell(call.subject, () -> "process " + call.process + " DIES " + where);
            count("process died");
            throw new SimulatedCrash(where);
        }
    }

    void passes(long duration) {
        long end = nanos + duration;
        for (Event next = agenda.peek(); next != null && next.at() <= end; next = agenda.peek()) {
            agenda.remove();
            nanos = Math.max(nanos, next.at());
            long from = nanos;
            next.action().run();
            SimulatedCall running = calls.peek();
            if (running != null) {
                interrupted(running, nanos - from);
            }
        }
        nanos = Math.max(nanos, end);
    }

    /** Time passes in which the running call can do nothing, whatever its deadline. */
    void standsStill(long duration) {
        SimulatedCall call = current();
        long stood = call.stoodStill;
        long from = nanos;
        call.disturbed = true;
        passes(duration);
        call.stoodStill = stood + nanos - from;
    }

    /** Lets something happen when that much time has passed, whoever lives then. */
    void later(long duration, Runnable action) {
        agenda.add(new Event(nanos + duration, events++, action));
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        step("before a wait");
        if (Thread.interrupted() || goesWrong(INTERRUPTED)) {
            count("wait interrupted");
            throw new InterruptedException();
        }
        passes(duration.toNanos());
        step("after a wait");
    }

    @Override
    public double jitter() {
        return random.nextDouble();
    }
}
