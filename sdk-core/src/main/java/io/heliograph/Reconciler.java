package io.heliograph;

import io.heliograph.http.Deadline;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.Refusal;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.Answer;
import io.heliograph.spi.Capability;
import io.heliograph.spi.Dedupe;
import io.heliograph.spi.OneAttempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out later what became of a send whose outcome is unknown; it never sends a second SMS. Thread-safe. */
final class Reconciler {
    private static final Duration LONGEST_DEDUPE = Duration.ofDays(1);

    private final Map<String, Lane> lanes;
    private final Keys keys;
    private final Unsettled unsettled;
    private final World world;
    private final OptOuts optOuts;

    Reconciler(Map<String, Lane> lanes, Keys keys, Unsettled unsettled, World world, OptOuts optOuts) {
        this.lanes = lanes;
        this.keys = keys;
        this.unsettled = unsettled;
        this.world = world;
        this.optOuts = optOuts;
    }

    SendOutcome reconcile(IdempotencyKey key, Deadline deadline) {
        SendRequest request = unsettled.find(key).orElse(null);
        return request != null ? reconcile(request, deadline) : answer(keys.find(key), null, deadline);
    }

    SendOutcome reconcile(SendRequest request, Deadline deadline) {
        Claim claim = keys.find(request.key());
        Keys.checkSame(claim, Fingerprint.of(request));
        return answer(claim, request, deadline);
    }

    private SendOutcome answer(Claim claim, @Nullable SendRequest request, Deadline deadline) {
        SendOutcome outcome = claim.outcome().orElse(null);
        if (outcome != null && !(outcome instanceof SendOutcome.Unknown)) {
            return outcome.asReplay();
        }
        if (outcome == null && !keys.isAbandoned(claim)) {
            return unknown(claim, "a call with this key is still under way");
        }
        if (claim.provider().filter(Keys.BULK::equals).isPresent()) {
            return unknown(claim, Keys.BULK_RAN);
        }
        if (claim.attempts() == 0) {
            return settle(claim, rejected(claim, "no provider was asked before the call with this key ended"));
        }
        if (request == null) {
            return unknown(claim, "the request isn't in memory any more; give it to reconcile(SendRequest)");
        }
        return ask(claim, request, deadline);
    }

    /** Asks every provider that may have it: one yes is a yes, and only a no of all is a no. */
    private SendOutcome ask(Claim claim, SendRequest request, Deadline deadline) {
        List<String> open = new ArrayList<>();
        Claim seen = claim;
        for (String name : doubted(claim)) {
            Lane lane = lanes.get(name);
            if (lane != null && isAskedBySending(lane) && mayNotBeSent(claim, request)) {
                open.add(name);
                continue;
            }
            if (lane != null && isAskedBySending(lane)) {
                Optional<Claim> noted = keys.noteAgain(seen, name);
                if (noted.isEmpty()) {
                    return meanwhile(claim);
                }
                seen = noted.get();
            }
            Answer answer = lane == null ? null : ask(lane, request, attempted(claim), deadline);
            if (answer != null) {
                optOuts.heard(request, true, name, answer);
            }
            if (answer instanceof Answer.Accepted accepted) {
                return settle(seen, accepted(seen, accepted.message()));
            }
            if (answer == null) {
                open.add(name);
            }
        }
        if (open.isEmpty() && mayHaveDoubtsBefore(claim, request)) {
            return unknown(seen, "its process died, and a provider before the last that it asked may have it");
        }
        return open.isEmpty()
                ? settle(seen, rejected(seen, "no provider has it"))
                : unknown(seen, "it can't be told yet whether " + String.join(", ", open) + " has it");
    }

    /** A claim names the last provider only. Those before it are in doubt only where doubts didn't stop the send. */
    private static boolean mayHaveDoubtsBefore(Claim claim, SendRequest request) {
        return request.allowsDuplicates() && claim.outcome().isEmpty() && claim.attempts() > 1;
    }

    /** No vendor says for how long it knows a key, so that after a day sending again could be a second SMS. */
    private boolean isTooOld(Claim claim) {
        return Duration.between(attempted(claim), world.clock().instant()).compareTo(LONGEST_DEDUPE) > 0;
    }

    /** Whether asking by sending could text twice, or somebody who has asked for no more messages. */
    private boolean mayNotBeSent(Claim claim, SendRequest request) {
        return isTooOld(claim) || optOuts.refusal(request) != null;
    }

    private static boolean isAskedBySending(Lane lane) {
        return lane.provider().dedupe() == Dedupe.CLIENT_KEY;
    }

    private @Nullable Answer ask(Lane lane, SendRequest request, Instant attempted, Deadline deadline) {
        if (isAskedBySending(lane)) {
            OneAttempt one = OneAttempt.run(
                    lane.name(),
                    1,
                    world.clock(),
                    deadline,
                    scope -> lane.provider().send(request, scope));
            return ProviderTries.isOfTheMessage(one) ? one.answer() : null;
        }
        boolean canBeAsked = lane.provider().dedupe() == Dedupe.LOOKUP
                && lane.provider().capabilities().contains(Capability.LOOKUP);
        return canBeAsked ? new Lookup(lane, request, world).once(attempted, deadline) : null;
    }

    /** The providers that may have it. */
    static Set<String> doubted(Claim claim) {
        return claim.outcome().orElse(null) instanceof SendOutcome.Unknown unknown
                ? doubted(unknown)
                : claim.provider().map(Set::of).orElse(Set.of());
    }

    /** The same of an outcome: from the first that is in doubt on, because what was before it was settled. */
    static Set<String> doubted(SendOutcome.Unknown unknown) {
        Set<String> names = new LinkedHashSet<>();
        names.add(unknown.provider());
        unknown.attempts().stream()
                .dropWhile(attempt -> !attempt.provider().equals(unknown.provider()))
                .filter(attempt -> attempt.result() == Attempt.Result.UNKNOWN)
                .map(Attempt::provider)
                .forEach(names::add);
        return names;
    }

    /** When the last attempt had ended, at the latest. */
    private static Instant attempted(Claim claim) {
        List<Attempt> attempts = claim.outcome().map(SendOutcome::attempts).orElse(List.of());
        if (attempts.isEmpty()) {
            return claim.leaseEnds();
        }
        Attempt last = attempts.get(attempts.size() - 1);
        return last.startedAt().plus(last.took());
    }

    private static SendOutcome accepted(Claim claim, Message message) {
        return new SendOutcome.Accepted(message, claim.key(), attempts(claim));
    }

    private static SendOutcome rejected(Claim claim, String reason) {
        return new SendOutcome.Rejected(Refusal.of(ErrorType.PROVIDER_ERROR, reason), claim.key(), attempts(claim));
    }

    private static SendOutcome unknown(Claim claim, String reason) {
        return new SendOutcome.Unknown(claim.provider().orElse(""), reason, claim.key(), attempts(claim));
    }

    private static SendOutcome meanwhile(Claim claim) {
        return unknown(claim, "somebody else was settling it at the same time; ask again");
    }

    private static List<Attempt> attempts(Claim claim) {
        return claim.outcome().map(SendOutcome::attempts).orElse(List.of());
    }

    private SendOutcome settle(Claim seen, SendOutcome outcome) {
        return unsettled.settle(seen, outcome) ? outcome : meanwhile(seen);
    }
}
