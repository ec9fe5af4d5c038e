package io.heliograph;

import io.heliograph.idempotency.Claim;
import io.heliograph.message.GeneratedKeys;
import io.heliograph.message.SendRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * One run of a simulation: some processes with the same providers and the same store, and callers who send, ask again,
 * and lose processes. The same seed gives the same run.
 */
final class SimulationRun {
    /** Logical sends to one recipient each. */
    static final int SENDS = 40;

    private static final double IS_BULK = 0.02;
    private static final int MAX_ASKS = 4;
    private static final int MAX_STILL_SECONDS = 50;

    private final Random random;
    private final SimulatedTiming world;
    private final SimulatedSystem system;
    private final SimulationCalls calls;
    private final SimulationLedger ledger = new SimulationLedger();
    private final List<SimulatedSend> open = new ArrayList<>();
    private final List<SimulatedSend> all = new ArrayList<>();
    private final List<SimulatedBulk> bulks = new ArrayList<>();
    private int made;
    private int named;
    private int unnamed;

    /** @param hasDatabase whether the store is in a database, which has bad times */
    SimulationRun(
            long seed, boolean hasDatabase, SimulationSabotage sabotage, SimulationLog story, SimulationTally tally) {
        random = new Random(new SplittableRandom(seed).nextLong()); // the first draws of neighbouring seeds are alike
        world = new SimulatedTiming(random, story, tally);
        system = new SimulatedSystem(world, ledger, hasDatabase, sabotage);
        calls = new SimulationCalls(world, system, ledger);
    }

    /** Runs to the end, and gives the number of logical sends. */
    int run() {
        world.overtaking(this::meanwhile);
        world.reporting(report -> calls.report(report, process()));
        while (made < SENDS) {
            world.passes(random.nextInt(20_000) * 1_000_000L);
            if (open.isEmpty() || random.nextInt(3) > 0) {
                begin();
            } else {
                askAgain(open.get(random.nextInt(open.size())), process());
            }
        }
        world.overtaking(null);
        while (!open.isEmpty()) {
            world.passes(random.nextInt(60_000) * 1_000_000L);
            askAgain(open.get(random.nextInt(open.size())), process());
        }
        reconcileAll();
        return all.size()
                + unnamed
                + bulks.stream().mapToInt(SimulatedBulk::size).sum();
    }

    private int process() {
        return random.nextInt(SimulatedSystem.PROCESSES);
    }

    private void begin() {
        made++;
        if (!takesName()) {
            unnamed++;
            calls.send(new SimulatedSend(request("g" + made, false), 0), process());
            return;
        }
        if (world.happens(IS_BULK)) {
            SimulatedBulk bulk = SimulatedBulk.draw(random, "b" + made);
            bulks.add(bulk);
            calls.bulk(bulk, process());
            return;
        }
        SimulatedSend send = new SimulatedSend(request("s" + made, true), random.nextInt(MAX_ASKS));
        all.add(send);
        open.add(send);
        boolean died = !calls.send(send, process());
        if (died) {
            send.asksLeft = Math.max(1, send.asksLeft); // the caller's queue delivers it again
        }
        closeIfDone(send);
    }

    /**
     * In a store with few places no more callers give a key than it remembers; nobody asks again with another one, because
     * those may be forgotten.
     */
    private boolean takesName() {
        boolean small = system.namedKeys() < SENDS;
        boolean takes = named < system.namedKeys() && !(small && world.happens(0.7));
        named += takes ? 1 : 0;
        world.count(takes ? small ? "key given, few places" : "key given" : "key generated");
        return takes;
    }

    private SendRequest request(String text, boolean named) {
        SendRequest.Builder request = SendRequest.to("+66812345678").text(text);
        if (named) {
            request.idempotencyKey("key-" + text);
        }
        if (random.nextInt(10) == 0) {
            request.allowDuplicates();
        }
        if (random.nextInt(4) == 0) {
            request.route(system.route());
        }
        if (random.nextInt(3) == 0) {
            request.deadline(Duration.ofMillis(100 + random.nextInt(90_000)));
        }
        return named ? request.build() : GeneratedKeys.with(request.build(), random);
    }

    private void askAgain(SimulatedSend send, int process) {
        send.asksLeft--;
        letTimePassSince(send);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> calls.send(send, process);
            case 3, 4 -> calls.reconcile(send, process);
            case 5 -> calls.reconcileKey(send, process);
            case 6 -> calls.sendThrowing(send, process);
            default -> calls.sendOther(send, process);
        }
        closeIfDone(send);
    }

    private void closeIfDone(SimulatedSend send) {
        if (send.asksLeft < 1) {
            open.remove(send);
        }
    }

    /** Sometimes at once, sometimes while the lease lasts, sometimes just after it, sometimes hours later. */
    private void letTimePassSince(SimulatedSend send) {
        switch (random.nextInt(4)) {
            case 0 -> world.passes(random.nextInt(30_000) * 1_000_000L);
            case 1 ->
                world.passes(system.store()
                        .peek(send.request.key())
                        .map(Claim::leaseEnds)
                        .map(end ->
                                Duration.between(world.clock().instant(), end).toNanos())
                        .filter(left -> left > 0)
                        .orElse(0L));
            case 2 -> world.passes(Duration.ofMinutes(random.nextInt(180)).toNanos());
            default -> {}
        }
    }

    /**
     * What happens while a call stands still: a concurrent send with its key, a query about it, another send, or just
     * time.
     */
    private void meanwhile(SimulatedCall still) {
        int process = process();
        if (random.nextInt(3) == 0) {
            world.passes(Duration.ofSeconds(random.nextInt(MAX_STILL_SECONDS)).toNanos());
        }
        all.stream()
                .filter(send -> send.subject.equals(still.subject))
                .findFirst()
                .ifPresent(same -> askTwin(same, process));
    }

    private void askTwin(SimulatedSend same, int process) {
        switch (random.nextInt(5)) {
            case 0, 1 -> calls.send(same, process);
            case 2 -> calls.reconcile(same, process);
            case 3 -> calls.reconcileKey(same, process);
            default -> {
                letTimePassSince(same);
                calls.reconcile(same, process);
            }
        }
    }

    /** In the end everything works, time has passed, and what can be found out is found out; nothing more is sent. */
    private void reconcileAll() {
        system.clearUp();
        world.passes(Duration.ofHours(2).toNanos());
        for (SimulatedSend send : all) {
            calls.reconcileAtEnd(send, process());
        }
        for (SimulatedBulk bulk : bulks) {
            calls.again(bulk, process());
        }
    }
}
