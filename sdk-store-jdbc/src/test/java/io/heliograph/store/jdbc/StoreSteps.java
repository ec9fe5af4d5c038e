package io.heliograph.store.jdbc;

import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.idempotency.IdempotencyStore;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.SendOutcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Runs steps of processes at a store, each with the claim that its process has seen last, and gives the answers as text. */
final class StoreSteps {
    static final Duration LEASE = Duration.ofSeconds(40);

    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final Fingerprint PRINT = new Fingerprint("a".repeat(64));

    private final IdempotencyStore store;
    private final Map<String, Claim> seen = new HashMap<>();
    private final Set<String> kinds = new TreeSet<>();

    /** What a step does. */
    enum Kind {
        CLAIM,
        LEASE,
        END_LEASE,
        ATTEMPT,
        REJECT,
        UNKNOWN,
        RELEASE,
        FIND
    }

    /** A step of a process with a key. */
    record Step(Kind kind, String owner, int key) {
        static Step random(Random random) {
            return new Step(
                    KINDS.get(random.nextInt(KINDS.size())),
                    List.of("a", "b", "c").get(random.nextInt(3)),
                    random.nextInt(12));
        }

        Step withKey(int number) {
            return new Step(kind, owner, number);
        }

        private String process() {
            return owner + " " + key;
        }
    }

    StoreSteps(IdempotencyStore store) {
        this.store = store;
    }

    /** What a send does. */
    static List<Step> sends() {
        return steps("a", Kind.CLAIM, Kind.ATTEMPT, Kind.ATTEMPT, Kind.UNKNOWN, Kind.REJECT);
    }

    /** What a process does that finds the key and reconciles it. */
    static List<Step> reconciles() {
        return steps("b", Kind.FIND, Kind.LEASE, Kind.ATTEMPT, Kind.RELEASE);
    }

    private static List<Step> steps(String owner, Kind... kinds) {
        return List.of(kinds).stream().map(kind -> new Step(kind, owner, 0)).toList();
    }

    /** Adds every order of two lists of steps that keeps the order of each. */
    static void orders(List<Step> one, List<Step> other, List<Step> begun, List<List<Step>> all) {
        if (one.isEmpty() && other.isEmpty()) {
            all.add(List.copyOf(begun));
            return;
        }
        if (!one.isEmpty()) {
            begun.add(one.get(0));
            orders(one.subList(1, one.size()), other, begun, all);
            begun.remove(begun.size() - 1);
        }
        if (!other.isEmpty()) {
            begun.add(other.get(0));
            orders(one, other.subList(1, other.size()), begun, all);
            begun.remove(begun.size() - 1);
        }
    }

    /** Runs a step. */
    String run(Step step) {
        String answer = answer(step);
        kinds.add(step.kind() + (answer.equals("none") || answer.equals("false") ? " without effect" : ""));
        return answer;
    }

    private String answer(Step step) {
        IdempotencyKey key = IdempotencyKey.of("key-" + step.key());
        if (step.kind() == Kind.CLAIM) {
            return seen(step, Optional.of(store.claim(key, PRINT, step.owner(), LEASE)));
        }
        if (step.kind() == Kind.FIND) {
            return seen(step, store.find(key));
        }
        Claim claim = seen.get(step.process());
        return claim == null ? "nothing seen" : answer(step, claim);
    }

    private String answer(Step step, Claim claim) {
        return switch (step.kind()) {
            case LEASE -> seen(step, store.lease(claim, step.owner(), LEASE));
            case END_LEASE -> seen(step, store.lease(claim, step.owner(), Duration.ZERO));
            case ATTEMPT -> seen(step, store.attempt(claim, "provider-" + step.owner()));
            case REJECT -> String.valueOf(store.finish(claim, rejected(claim.key())));
            case UNKNOWN -> String.valueOf(store.finish(claim, unknown(claim.key())));
            case RELEASE -> String.valueOf(store.release(claim));
            case CLAIM, FIND -> throw new IllegalStateException("needs no claim");
        };
    }

    /** Whether a step would write. */
    boolean writes(Step step) {
        return step.kind() == Kind.CLAIM || (step.kind() != Kind.FIND && seen.containsKey(step.process()));
    }

    /** Drops what a process has seen of a key. */
    void forget(Step step) {
        seen.remove(step.process());
    }

    /** The kinds of steps that ran, with and without an effect. */
    Set<String> kinds() {
        return kinds;
    }

    private String seen(Step step, Optional<Claim> claim) {
        claim.ifPresent(now -> seen.put(step.process(), now));
        return claim.map(StoreSteps::text).orElse("none");
    }

    private static String text(Claim claim) {
        return List.of(
                        claim.owner(),
                        claim.attempts(),
                        claim.provider(),
                        claim.isLeased(),
                        claim.isUnresolved(),
                        claim.outcome(),
                        claim.claimedAt(),
                        claim.leaseEnds(),
                        claim.lastAttemptEnds())
                .toString();
    }

    private static SendOutcome rejected(IdempotencyKey key) {
        return new SendOutcome.Rejected(Failure.of(ErrorType.OPTED_OUT, "unsubscribed"), key, List.of());
    }

    private static SendOutcome unknown(IdempotencyKey key) {
        return new SendOutcome.Unknown("first", "no answer", key, List.of());
    }
}
