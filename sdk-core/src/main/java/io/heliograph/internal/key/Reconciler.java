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

    public SendOutcome reconcile(IdempotencyKey key, Deadline deadline) {
        SendRequest request = unknownSends.find(key).orElse(null);
        return request != null ? reconcile(request, deadline) : outcome(idempotency.find(key), null, deadline);
    }

    public SendOutcome reconcile(SendRequest request, Deadline deadline) {
        Claim claim = idempotency.find(request.key());
        IdempotencyGuard.checkSame(claim, Fingerprint.of(request));
        return outcome(claim, request, deadline);
    }

    private SendOutcome outcome(Claim seen, @Nullable SendRequest request, Deadline deadline) {
        SendOutcome outcome = seen.outcome().orElse(null);
        if (outcome != null && !seen.isUnresolved()) {
            return Replay.of(outcome);
        }
        String obstacle = obstacle(seen, request);
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
        return request == null ? changedMeanwhile(seen) : queryHolders(mine, request, deadline);
    }

    /** Why no provider can be queried now, one reason a line; null if one can. */
    private @Nullable String obstacle(Claim seen, @Nullable SendRequest request) {
        if (seen.isLeased()) return "a call with this key is still under way";
        if (seen.provider().filter(IdempotencyGuard.BULK::equals).isPresent()) return IdempotencyGuard.BULK_RAN;
        if (seen.attempts() == 0) return null;
        if (request == null) return "the request isn't in memory any more; give it to reconcile(SendRequest)";
        Duration quietPeriod = quietLeft(seen);
        if (!quietPeriod.isZero()) {
            return "its provider was asked not long ago, and would repeat its answer; ask again in "
                    + (quietPeriod.toSeconds() + 1) + " s";
        }
        return null;
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
    private SendOutcome queryHolders(Claim leased, SendRequest request, Deadline deadline) {
        List<String> undecided = new ArrayList<>();
        Claim mine = leased;
        for (String name : PossibleHolders.providers(leased)) {
            ProviderGate gate = gates.get(name);
            if (gate == null || (reconcilesBySending(gate) && mustNotBeSent(leased, request))) {
                undecided.add(name);
                continue;
            }
            if (reconcilesBySending(gate)) {
                Optional<Claim> recorded = idempotency.recordAttempt(mine, name);
                if (recorded.isEmpty()) {
                    return recordedOutcome(mine);
                }
                mine = recorded.get();
            }
            SendResult result = query(gate, request, leased.sinceLastAttempt(), deadline);
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
        return gate.provider().duplicateProtection() == DuplicateProtection.LOOKUP
                && gate.provider().capabilities().contains(Capability.LOOKUP);
    }

    private @Nullable SendResult query(
            ProviderGate gate, SendRequest request, Duration sinceAttempt, Deadline deadline) {
        if (reconcilesBySending(gate)) {
            CompletedAttempt completed = CompletedAttempt.run(
                    gate.name(),
                    1,
                    request.key(),
                    timing.clock(),
                    deadline,
                    context -> gate.provider().send(request, context));
            return completed.isAboutMessage() ? completed.result() : null;
        }
        return reconcilesByLookup(gate)
                ? new LostAnswerLookup(gate, request, timing).once(sinceAttempt, deadline)
                : null;
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
