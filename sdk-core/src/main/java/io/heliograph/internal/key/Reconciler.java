package io.heliograph.internal.key;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.internal.base.Timing;
import io.heliograph.internal.guard.ProviderGate;
import io.heliograph.internal.guard.SuppressionGuard;
import io.heliograph.internal.outcome.Replay;
import io.heliograph.message.Attempt;
import io.heliograph.message.ErrorType;
import io.heliograph.message.Failure;
import io.heliograph.message.IdempotencyKey;
import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.message.SendRequest;
import io.heliograph.spi.Capability;
import io.heliograph.spi.CompletedAttempt;
import io.heliograph.spi.DuplicateProtection;
import io.heliograph.spi.SendResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out later what became of a send whose outcome is unknown; it never sends a second SMS. Thread-safe.
 *
 * <p>It holds the lease of the key from before its first query until the outcome is recorded, and records each request before
 * the first byte, as a send does: of two that reconcile one key at the same time, only one queries providers.
 */
public final class Reconciler {
    private static final Duration MAX_KEY_AGE = Duration.ofDays(1);

    private final Map<String, ProviderGate> gates;
    private final IdempotencyGuard idempotency;
    private final UnknownSends unknownSends;
    private final Timing timing;
    private final SuppressionGuard suppressionGuard;
    private final ReportReconciler reports;

    public Reconciler(
            Map<String, ProviderGate> gates,
            IdempotencyGuard idempotency,
            UnknownSends unknownSends,
            Timing timing,
            SuppressionGuard suppressionGuard,
            ReportReconciler reports) {
        this.gates = gates;
        this.idempotency = idempotency;
        this.unknownSends = unknownSends;
        this.timing = timing;
        this.suppressionGuard = suppressionGuard;
        this.reports = reports;
    }

    /** How a provider may be asked. */
    private enum Means {
        /** By a look-up, or by the same send with the same key where the provider removes duplicates. */
        ANY,
        /** By a look-up; nothing is sent. */
        LOOKUP
    }

    public SendOutcome reconcile(IdempotencyKey key, Deadline deadline) {
        return reconcile(key, Means.ANY, deadline);
    }

    /** Does the same by look-ups alone: it sends nothing, also where a repeated send would be no second SMS. */
    public SendOutcome lookUp(IdempotencyKey key, Deadline deadline) {
        return reconcile(key, Means.LOOKUP, deadline);
    }

    private SendOutcome reconcile(IdempotencyKey key, Means means, Deadline deadline) {
        SendRequest request = unknownSends.find(key).orElse(null);
        return request != null
                ? reconcile(request, means, deadline)
                : outcome(idempotency.find(key), null, means, deadline);
    }

    public SendOutcome reconcile(SendRequest request, Deadline deadline) {
        return reconcile(request, Means.ANY, deadline);
    }

    private SendOutcome reconcile(SendRequest request, Means means, Deadline deadline) {
        Claim claim = idempotency.find(request.key());
        IdempotencyGuard.checkSame(claim, Fingerprint.of(request));
        return outcome(claim, request, means, deadline);
    }

    /** The keys of sends of this process whose outcome is unknown and can still be found out, the oldest first. */
    public List<IdempotencyKey> unresolved() {
        return unknownSends.keys(MAX_KEY_AGE);
    }

    private SendOutcome outcome(Claim seen, @Nullable SendRequest request, Means means, Deadline deadline) {
        SendOutcome outcome = seen.outcome().orElse(null);
        if (outcome != null && !seen.isUnresolved()) {
            unknownSends.resolvedElsewhere(outcome);
            return Replay.of(outcome);
        }
        if (!seen.isLeased()) { // another process may have had a report on it before it died
            SendOutcome reported = reports.reconciledByEarlyReport(seen.key()).orElse(null);
            if (reported != null) {
                return reported;
            }
        }
        String obstacle = obstacle(seen, request, means);
        if (obstacle != null) {
            return unknown(seen, obstacle);
        }
        Claim mine = idempotency.lease(seen, deadline).orElse(null);
        if (mine == null) {
            return recordedOutcome(seen);
        }
        if (mine.attempts() == 0) {
            return finish(mine, rejected(mine, "no provider was asked before the call with this key ended"));
        }
        return request == null ? changedMeanwhile(seen) : queryHolders(mine, request, means, deadline);
    }

    /** Why no provider can be queried now, one reason a line; null if one can. */
    private @Nullable String obstacle(Claim seen, @Nullable SendRequest request, Means means) {
        if (seen.isLeased()) return "a call with this key is still under way";
        if (seen.provider().filter(IdempotencyGuard.BULK::equals).isPresent()) return IdempotencyGuard.BULK_RAN;
        if (seen.attempts() == 0) return null;
        if (request == null) return "the request isn't in memory any more; give it to reconcile(SendRequest)";
        if (means == Means.LOOKUP && !canBeLookedUp(seen)) return "no provider that may have it can look it up";
        Duration quietPeriod = quietLeft(seen);
        if (!quietPeriod.isZero()) {
            return "its provider was asked not long ago, and would repeat its answer; ask again in "
                    + (quietPeriod.toSeconds() + 1) + " s";
        }
        return null;
    }

    private boolean canBeLookedUp(Claim seen) {
        return PossibleHolders.providers(seen).stream()
                .map(gates::get)
                .anyMatch(gate -> gate != null && hasLookup(gate));
    }

    /** How long no lookup may be made, because it would only restart the time after which "not found" is certain. */
    private Duration quietLeft(Claim seen) {
        Duration max = Duration.ZERO;
        for (String name : PossibleHolders.providers(seen)) {
            ProviderGate gate = gates.get(name);
            if (gate != null && reconcilesByLookup(gate)) {
                Duration left = gate.provider().lookupTiming().quietPeriod().minus(seen.sinceLease());
                max = left.compareTo(max) > 0 ? left : max;
            }
        }
        return max;
    }

    /** Queries every provider that may have it: accepted if one has it, rejected only if none has. */
    private SendOutcome queryHolders(Claim leased, SendRequest request, Means means, Deadline deadline) {
        List<String> undecided = new ArrayList<>();
        Claim mine = leased;
        for (String name : PossibleHolders.providers(leased)) {
            ProviderGate gate = gates.get(name);
            boolean bySending = gate != null && means == Means.ANY && reconcilesBySending(gate);
            if (gate == null || (bySending && mustNotBeSent(leased, request))) {
                undecided.add(name);
                continue;
            }
            if (bySending) {
                Optional<Claim> recorded = idempotency.recordAttempt(mine, name);
                if (recorded.isEmpty()) {
                    return recordedOutcome(mine);
                }
                mine = recorded.get();
            }
            SendResult result = bySending
                    ? sendAgain(gate, request, deadline)
                    : lookUp(gate, request, leased.sinceLastAttempt(), deadline);
            if (result != null) {
                suppressionGuard.record(request, true, name, result);
            }
            if (result instanceof SendResult.Accepted accepted) {
                return finish(mine, accepted(mine, accepted.message()));
            }
            if (result == null) {
                undecided.add(name);
            }
        }
        if (undecided.isEmpty() && !mayBeAtOneBefore(leased, request)) {
            return finish(mine, rejected(mine, "no provider has it"));
        }
        String reason = undecided.isEmpty()
                ? "its process died, and a provider before the last that it asked may have it"
                : "it isn't known yet whether " + String.join(", ", undecided) + " has it";
        return stillUnknown(mine, reason);
    }

    /** Releases the lease; a report that came meanwhile may give the outcome that the providers didn't. */
    private SendOutcome stillUnknown(Claim mine, String reason) {
        if (!idempotency.release(mine)) {
            return recordedOutcome(mine);
        }
        return reports.reconciledByEarlyReport(mine.key()).orElseGet(() -> unknown(mine, reason));
    }

    /**
     * A claim names only the last provider. Earlier ones may have the message only where an unknown result didn't stop
     * the send.
     */
    private static boolean mayBeAtOneBefore(Claim claim, SendRequest request) {
        return request.allowsDuplicates() && claim.outcome().isEmpty() && claim.attempts() > 1;
    }

    /**
     * Whether repeating the send could be a second SMS, or go to a suppressed recipient. No vendor documents for how long it
     * remembers a key, nor whether a repetition prolongs that, so a day after the claim a repetition could be a second SMS.
     */
    private boolean mustNotBeSent(Claim claim, SendRequest request) {
        return claim.sinceClaim().compareTo(MAX_KEY_AGE) > 0 || suppressionGuard.suppressed(request) != null;
    }

    private static boolean reconcilesBySending(ProviderGate gate) {
        return gate.provider().duplicateProtection() == DuplicateProtection.IDEMPOTENCY_KEY;
    }

    private static boolean reconcilesByLookup(ProviderGate gate) {
        return gate.provider().duplicateProtection() == DuplicateProtection.LOOKUP && hasLookup(gate);
    }

    private static boolean hasLookup(ProviderGate gate) {
        return gate.provider().duplicateProtection() != DuplicateProtection.NONE
                && gate.provider().capabilities().contains(Capability.LOOKUP);
    }

    private @Nullable SendResult sendAgain(ProviderGate gate, SendRequest request, Deadline deadline) {
        CompletedAttempt completed = CompletedAttempt.run(
                gate.name(),
                1,
                request.key(),
                timing.clock(),
                deadline,
                context -> gate.provider().send(request, context));
        return completed.isAboutMessage() ? completed.result() : null;
    }

    private @Nullable SendResult lookUp(
            ProviderGate gate, SendRequest request, Duration sinceAttempt, Deadline deadline) {
        if (!hasLookup(gate)) {
            return null;
        }
        SendResult result = new LostAnswerLookup(gate, request, timing).once(sinceAttempt, deadline);
        // Only a provider that is declared to be asked by look-ups gives its word for an absence.
        return result instanceof SendResult.Accepted || reconcilesByLookup(gate) ? result : null;
    }

    private static SendOutcome accepted(Claim claim, Message message) {
        return new SendOutcome.Accepted(message, claim.key(), attempts(claim));
    }

    private static SendOutcome rejected(Claim claim, String reason) {
        return new SendOutcome.Rejected(Failure.of(ErrorType.PROVIDER_ERROR, reason), claim.key(), attempts(claim));
    }

    private static SendOutcome unknown(Claim claim, String reason) {
        return new SendOutcome.Unknown(claim.provider().orElse(""), reason, claim.key(), attempts(claim));
    }

    private static SendOutcome changedMeanwhile(Claim claim) {
        return unknown(claim, "another call was reconciling it at the same time; try again later");
    }

    private static List<Attempt> attempts(Claim claim) {
        return claim.outcome().map(SendOutcome::attempts).orElse(List.of());
    }

    private SendOutcome finish(Claim mine, SendOutcome outcome) {
        return unknownSends.finishReconciled(mine, outcome) ? outcome : recordedOutcome(mine);
    }

    /** The outcome that was recorded meanwhile, for example from a report that came during the query. */
    private SendOutcome recordedOutcome(Claim mine) {
        try {
            return idempotency
                    .tryFind(mine.key())
                    .filter(claim -> claim.fingerprint().equals(mine.fingerprint()) && !claim.isUnresolved())
                    .flatMap(Claim::outcome)
                    .map(Replay::of)
                    .orElseGet(() -> changedMeanwhile(mine));
        } catch (SmsException e) {
            return changedMeanwhile(mine);
        }
    }
}
