package io.heliograph;

import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.MessageId;
import io.heliograph.spi.LookupTiming;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What a simulated vendor keeps, and what it lets others see of it. */
final class SimulatedVendor {
    private static final Duration A_BIT = Duration.ofMillis(1);

    /** In milliseconds. */
    private static final List<Integer> MAX_TO_REPORT = List.of(1, 3_000, 60_000, 20_000_000);

    private final String name;
    private final boolean removesDuplicates;
    private final SimulatedTiming world;
    private final SimulationLedger ledger;
    private final SimulationSabotage sabotage;
    private final Map<String, Kept> byKey = new HashMap<>();
    private final Map<String, Integer> late = new HashMap<>();
    private final Map<String, Long> notFoundUntil = new HashMap<>();
    private final Duration latest;
    private final Duration visibleAfter;
    private final Duration notFoundFor;
    private final boolean renewsNotFound;
    private final boolean reports;
    private @Nullable IdempotencyKey lastKey;
    private int made;

    /**
     * A message of the vendor's.
     *
     * @param failed whether it failed at once, so that nobody gets an SMS
     */
    record Kept(String id, boolean failed, long storedAt) {}

    SimulatedVendor(
            String name,
            boolean removesDuplicates,
            SimulatedTiming world,
            SimulationLedger ledger,
            SimulationSabotage sabotage) {
        this.name = name;
        this.removesDuplicates = removesDuplicates;
        this.world = world;
        this.ledger = ledger;
        this.sabotage = sabotage;
        Random random = world.random();
        boolean slow = random.nextInt(4) == 0;
        latest = Duration.ofMillis(500 + random.nextInt(slow ? 120_000 : 15_000));
        visibleAfter = Duration.ofMillis(random.nextInt(slow ? 10_000 : 1_000));
        renewsNotFound = random.nextInt(3) == 0;
        int longest = slow ? 300_000 : 15_000;
        notFoundFor = Duration.ofMillis(
                renewsNotFound
                        ? 5_000 + random.nextInt(longest)
                        : random.nextBoolean() ? 0 : random.nextInt(longest / 3));
        reports = random.nextBoolean();
    }

    /** When it can be asked, and from when on "not found" is true for ever: not a moment later. */
    LookupTiming lookupTimes() {
        Duration first = visibleAfter.plus(A_BIT);
        Duration again = Duration.ofSeconds(3);
        Duration seen = latest.plus(visibleAfter).plus(A_BIT);
        if (sabotage == SimulationSabotage.ABSENCE_PROVEN_TOO_EARLY) {
            return new LookupTiming(first, again, first);
        }
        return renewsNotFound && sabotage != SimulationSabotage.QUIET_IGNORED
                ? new LookupTiming(first, again, seen, notFoundFor)
                : new LookupTiming(first, again, seen.plus(notFoundFor));
    }

    /** What it keeps under a key; null for nothing. */
    @Nullable
    Kept kept(SimulatedRequest request) {
        return byKey.get(request.key());
    }

    /** It gets a request and makes of it what its fate says. */
    void get(SimulatedCall cause, SimulatedRequest request, SimulatedBehaviour fate) {
        if (fate.takesLate() && !isDuplicate(request)) {
            ledger.underWay(request.subjects(), name);
            long delay = world.happens(0.2)
                    ? latest.toNanos()
                    : (long) (latest.toNanos() * world.random().nextDouble());
            late.merge(request.key(), 1, Integer::sum);
            world.later(delay, () -> {
                if (!isDuplicate(request)) {
                    late.merge(request.key(), -1, Integer::sum);
                    ledger.arrived(request.subjects(), name);
                    take(cause, request, false);
                }
            });
        } else if (fate.takesNow() && sabotage != SimulationSabotage.EMPTY_YES) {
            take(cause, request, fate == SimulatedBehaviour.TAKES_AND_FAILS);
        }
    }

    /** A duplicate is removed, however late it comes, and also where the first one failed. */
    private void take(SimulatedCall cause, SimulatedRequest request, boolean fails) {
        if (isDuplicate(request)) {
            return;
        }
        Kept there = byKey.get(request.key());
        Kept kept = new Kept(name + "-" + ++made, fails, world.nanoTime());
        if (there == null || there.failed()) {
            byKey.put(request.key(), kept);
        }
        request.subjects().forEach(subject -> world.tell(subject, () -> name + " STORES " + kept));
        if (isDuplicate(request)) { // from now on all others are, also those that are still under way
            for (int left = late.getOrDefault(request.key(), 0); left > 0; left--) {
                ledger.arrived(request.subjects(), name);
            }
        }
        if (!fails) {
            ledger.stored(cause, request.subjects(), name, kept.id());
        }
        if (reports && world.happens(0.5)) {
            report(request, kept);
        }
    }

    /** Reports on it up to three times: before its answer comes, just after it, or hours later. */
    private void report(SimulatedRequest request, Kept kept) {
        IdempotencyKey key = IdempotencyKey.of(request.key());
        IdempotencyKey idempotencyKey =
                sabotage == SimulationSabotage.REPORTS_MIXED_UP && lastKey != null ? lastKey : key;
        lastKey = key;
        SimulatedReport report = new SimulatedReport(
                new MessageId(name, kept.id()),
                request.subjects().get(0),
                idempotencyKey,
                kept.failed() || world.happens(0.1));
        for (int left = 1 + world.random().nextInt(3); left > 0; left--) {
            int longest = MAX_TO_REPORT.get(world.random().nextInt(MAX_TO_REPORT.size()));
            world.later(world.random().nextInt(longest) * 1_000_000L, () -> world.report(report));
        }
    }

    private boolean isDuplicate(SimulatedRequest request) {
        return byKey.containsKey(request.key()) && removesDuplicates && sabotage != SimulationSabotage.DUPLICATES_STAY;
    }

    /** What a question for a key gives now: what is new isn't seen at once, and "not found" is remembered for a while. */
    Optional<Kept> find(SimulatedRequest request) {
        long now = world.nanoTime();
        Kept kept = byKey.get(request.key());
        if (now < notFoundUntil.getOrDefault(request.key(), Long.MIN_VALUE)) {
            if (renewsNotFound) {
                notFoundUntil.put(request.key(), now + notFoundFor.toNanos());
            }
            return Optional.empty();
        }
        if (kept != null && kept.storedAt() + visibleAfter.toNanos() <= now) {
            return Optional.of(kept);
        }
        world.count(renewsNotFound ? "not found, renewed by each question" : "not found, remembered for a time");
        notFoundUntil.put(request.key(), now + notFoundFor.toNanos());
        return Optional.empty();
    }
}
