package io.heliograph;

import io.heliograph.event.SmsEventListener;
import io.heliograph.internal.base.Timing;
import io.heliograph.message.Attempt;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.policy.ProviderLimits;
import io.heliograph.policy.RetryPolicy;
import io.heliograph.spi.DuplicateProtection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Some processes of a client, with a store and providers that outlive them. */
final class SimulatedSystem {
    static final int PROCESSES = 2;

    private static final int MIN_PLACES = 3;
    private static final List<DuplicateProtection> DEDUPES = List.of(DuplicateProtection.values());

    private final Random random;
    private final SimulatedTiming world;
    private final SimulatedStore store;
    private final List<SimulatedProvider> providers = new ArrayList<>();
    private final Timing[] machines = new Timing[PROCESSES];
    private final SmsClient[] clients = new SmsClient[PROCESSES];
    private final RetryPolicy policy;
    private final Duration deadline;
    private final boolean waitsForTwin;
    private final boolean limited;
    private final int namedKeys;

    SimulatedSystem(SimulatedTiming world, SimulationLedger ledger, boolean hasDatabase, SimulationSabotage sabotage) {
        this.world = world;
        random = world.random();
        for (int i = 0; i < PROCESSES; i++) {
            machines[i] = world.machine();
        }
        boolean byWallClock = sabotage == SimulationSabotage.TIMES_BY_WALL_CLOCK;
        boolean crowded = sabotage == SimulationSabotage.NAMED_KEYS_CROWD;
        boolean small = random.nextInt(4) == 0 || crowded;
        int places = small ? MIN_PLACES + random.nextInt(10) : Integer.MAX_VALUE;
        namedKeys = crowded ? Integer.MAX_VALUE : places - places / 10;
        store = new SimulatedStore(
                world,
                ledger,
                places,
                byWallClock ? () -> wallNanos(machines[0]) : world::nanoTime,
                new SimulatedDatabase(world, hasDatabase),
                sabotage);
        policy = RetryPolicy.builder()
                .maxAttemptsPerProvider(1 + random.nextInt(4))
                .maxAttempts(1 + random.nextInt(7))
                .attemptTimeout(Duration.ofMillis(500 + random.nextInt(15_000)))
                .reconcile(random.nextInt(8) > 0)
                .build();
        deadline = Duration.ofMillis(1_000 + random.nextInt(60_000));
        waitsForTwin = random.nextBoolean();
        limited = random.nextInt(4) == 0;
        int count = 2 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            DuplicateProtection dedupe = DEDUPES.get(random.nextInt(DEDUPES.size()));
            providers.add(new SimulatedProvider("p" + (char) ('a' + i), dedupe, world, ledger, policy, sabotage));
        }
        for (int i = 0; i < PROCESSES; i++) {
            restart(i);
        }
    }

    private long wallNanos(Timing machine) {
        return Duration.between(world.clock().instant(), machine.clock().instant())
                .plusNanos(world.nanoTime())
                .toNanos();
    }

    SimulatedStore store() {
        return store;
    }

    /** How many keys that callers give its store remembers for sure, however many others there are. */
    int namedKeys() {
        return namedKeys;
    }

    Duration deadline() {
        return deadline;
    }

    SmsClient client(int process) {
        return clients[process];
    }

    SimulatedProvider provider(String name) {
        return providers.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    void clearUp() {
        world.clearUp();
        providers.forEach(SimulatedProvider::clearUp);
    }

    /** A new process takes a dead one's place: it knows nothing but what the store does. */
    void restart(int process) {
        SmsClientBuilder client = SmsClient.builder()
                .timing(machines[process])
                .idempotencyStore(store)
                .retry(policy)
                .deadline(deadline)
                .waitForConcurrentSend(waitsForTwin)
                .listener(new BrokenListener());
        for (SimulatedProvider provider : providers) {
            client.provider(provider);
            if (limited) {
                client.limits(provider.name(), ProviderLimits.defaults().withPerSecond(0.5));
            }
        }
        clients[process] = client.build();
    }

    /** Some of the providers in any order, one behind the other or sharing. */
    String route() {
        List<String> names =
                new ArrayList<>(providers.stream().map(SimulatedProvider::name).toList());
        Collections.shuffle(names, random);
        List<String> some = names.subList(0, 1 + random.nextInt(names.size()));
        return String.join(random.nextBoolean() ? " || " : " && ", some);
    }

    /** It hears of everything and fails at times, which must change nothing. */
    private final class BrokenListener implements SmsEventListener {
        @Override
        public void attemptStarted(IdempotencyKey key, String provider, int number) {
            fail();
        }

        @Override
        public void attemptEnded(IdempotencyKey key, Attempt attempt) {
            fail();
        }

        private void fail() {
            if (world.goesWrong(0.01)) {
                throw new IllegalStateException("the listener is broken");
            }
        }
    }
}
