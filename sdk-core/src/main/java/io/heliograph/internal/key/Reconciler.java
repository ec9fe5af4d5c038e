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
 * <p>It holds the lease of the key from before its first question until what it has learnt is noted, and notes each request
 * before the first byte, as a send does: of two that reconcile one key at the same time, one asks.
 */
public final class Reconciler {
    private static final Duration MAX_DEDUPE = Duration.ofDays(1);

    private final Map<String, ProviderGate> lanes;
    private final IdempotencyGuard keys;
    private final UnknownSends unsettled;
    private final Timing timing;
    private final SuppressionGuard optOuts;
    private final ReportReconciler reports;

    public Reconciler(
            Map<String, ProviderGate> lanes,
            IdempotencyGuard keys,
            UnknownSends unsettled,
            Timing timing,
            SuppressionGuard optOuts,
            ReportReconciler reports) {
        this.lanes = lanes;
        this.keys = keys;
        this.unsettled = unsettled;
        this.timing = timing;
        this.optOuts = optOuts;
        this.reports = reports;
    }

    public SendOutcome reconcile(IdempotencyKey key, Deadline deadline) {
        SendRequest request = unsettled.find(key).orElse(null);
        return request != null ? reconcile(request, deadline) : answer(keys.find(key), null, deadline);
    }

    public SendOutcome reconcile(SendRequest request, Deadline deadline) {
        Claim claim = keys.find(request.key());
        IdempotencyGuard.checkSame(claim, Fingerprint.of(request));
        return answer(claim, request, deadline);
    }

    private SendOutcome answer(Claim seen, @Nullable SendRequest request, Deadline deadline) {
        SendOutcome outcome = seen.outcome().orElse(null);
        if (outcome != null && !seen.isUnresolved()) {
            return Replay.of(outcome);
        }
        String obstacle = obstacle(seen, request);
        if (obstacle != null) {
            return unknown(seen, obstacle);
        }
        Claim mine = keys.lease(seen, deadline).orElse(null);
        if (mine == null) {
            return whatStands(seen);
        }
        if (mine.attempts() == 0) {
            return reconcile(mine, rejected(mine, "no provider was asked before the call with this key ended"));
        }
        return request == null ? meanwhile(seen) : ask(mine, request, deadline);
    }

    /** Why nobody can be asked now, one reason a line; null if somebody can. */
    private @Nullable String obstacle(Claim seen, @Nullable SendRequest request) {
        if (seen.isLeased()) return "a call with this key is still under way";
        if (seen.provider().filter(IdempotencyGuard.BULK::equals).isPresent()) return IdempotencyGuard.BULK_RAN;
        if (seen.attempts() == 0) return null;
        if (request == null) return "the request isn't in memory any more; give it to reconcile(SendRequest)";
        Duration quiet = quietLeft(seen);
        if (!quiet.isZero()) {
            return "its provider was asked not long ago, and would repeat its answer; ask again in "
                    + (quiet.toSeconds() + 1) + " s";
        }
        return null;
    }

    /** How long no question may be asked, because it would only put off the time from which "there is none" is true. */
    private Duration quietLeft(Claim seen) {
        Duration longest = Duration.ZERO;
        for (String name : PossibleHolders.providers(seen)) {
            ProviderGate gate = lanes.get(name);
            if (gate != null && isAskedByLookup(gate)) {
                Duration left = gate.provider().lookupTiming().quietPeriod().minus(seen.sinceLease());
                longest = left.compareTo(longest) > 0 ? left : longest;
            }
        }
        return longest;
    }

    /** Asks every provider that may have it: one yes is a yes, and only a no of all is a no. */
    private SendOutcome ask(Claim leased, SendRequest request, Deadline deadline) {
        List<String> open = new ArrayList<>();
        Claim mine = leased;
        for (String name : PossibleHolders.providers(leased)) {
            ProviderGate gate = lanes.get(name);
            if (gate == null || (isAskedBySending(gate) && mayNotBeSent(leased, request))) {
                open.add(name);
                continue;
            }
            if (isAskedBySending(gate)) {
                Optional<Claim> noted = keys.noteAttempt(mine, name);
                if (noted.isEmpty()) {
                    return whatStands(mine);
                }
                mine = noted.get();
            }
            SendResult result = ask(gate, request, leased.sinceLastAttempt(), deadline);
            if (result != null) {
                optOuts.record(request, true, name, result);
            }
            if (result instanceof SendResult.Accepted accepted) {
                return reconcile(mine, accepted(mine, accepted.message()));
            }
            if (result == null) {
                open.add(name);
            }
        }
        if (open.isEmpty() && !mayBeAtOneBefore(leased, request)) {
            return reconcile(mine, rejected(mine, "no provider has it"));
        }
        String reason = open.isEmpty()
                ? "its process died, and a provider before the last that it asked may have it"
                : "it can't be told yet whether " + String.join(", ", open) + " has it";
        return undecided(mine, reason);
    }

    /** Gives the lease back; a report that came meanwhile may say what the providers didn't. */
    private SendOutcome undecided(Claim mine, String reason) {
        if (!keys.release(mine)) {
            return whatStands(mine);
        }
        return reports.reconciledByEarlyReport(mine.key()).orElseGet(() -> unknown(mine, reason));
    }

    /** A claim names the last provider only. Those before it may have it only where an unknown answer didn't stop the send. */
    private static boolean mayBeAtOneBefore(Claim claim, SendRequest request) {
        return request.allowsDuplicates() && claim.outcome().isEmpty() && claim.attempts() > 1;
    }

    /**
     * Whether asking by sending could text twice, or somebody who has asked for no more messages. No vendor says for how long it
     * knows a key, nor whether a repetition makes it longer, so that a day after the claim sending again could be a second SMS.
     */
    private boolean mayNotBeSent(Claim claim, SendRequest request) {
        return claim.sinceClaim().compareTo(MAX_DEDUPE) > 0 || optOuts.suppressed(request) != null;
    }

    private static boolean isAskedBySending(ProviderGate gate) {
        return gate.provider().duplicateProtection() == DuplicateProtection.IDEMPOTENCY_KEY;
    }

    private static boolean isAskedByLookup(ProviderGate gate) {
        return gate.provider().duplicateProtection() == DuplicateProtection.LOOKUP
                && gate.provider().capabilities().contains(Capability.LOOKUP);
    }

    private @Nullable SendResult ask(ProviderGate gate, SendRequest request, Duration sinceAttempt, Deadline deadline) {
        if (isAskedBySending(gate)) {
            CompletedAttempt one = CompletedAttempt.run(
                    gate.name(),
                    1,
                    timing.clock(),
                    deadline,
                    context -> gate.provider().send(request, context));
            return one.isAboutMessage() ? one.result() : null;
        }
        return isAskedByLookup(gate) ? new LostAnswerLookup(gate, request, timing).once(sinceAttempt, deadline) : null;
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

    private static SendOutcome meanwhile(Claim claim) {
        return unknown(claim, "somebody else was settling it at the same time; ask again");
    }

    private static List<Attempt> attempts(Claim claim) {
        return claim.outcome().map(SendOutcome::attempts).orElse(List.of());
    }

    private SendOutcome reconcile(Claim mine, SendOutcome outcome) {
        return unsettled.reconcile(mine, outcome) ? outcome : whatStands(mine);
    }

    /** What somebody else has made of it meanwhile: a report settles it while its provider is asked. */
    private SendOutcome whatStands(Claim mine) {
        try {
            return keys.tryFind(mine.key())
                    .filter(claim -> claim.fingerprint().equals(mine.fingerprint()) && !claim.isUnresolved())
                    .flatMap(Claim::outcome)
                    .map(Replay::of)
                    .orElseGet(() -> meanwhile(mine));
        } catch (SmsException e) {
            return meanwhile(mine);
        }
    }
}
