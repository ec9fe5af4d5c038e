package io.heliograph;

import io.heliograph.error.SmsException;
import io.heliograph.http.Deadline;
import io.heliograph.idempotency.Claim;
import io.heliograph.idempotency.Fingerprint;
import io.heliograph.internal.outcome.Replay;
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
final class Reconciler {
    private static final Duration MAX_DEDUPE = Duration.ofDays(1);

    private final Map<String, Lane> lanes;
    private final Keys keys;
    private final Unsettled unsettled;
    private final World world;
    private final OptOuts optOuts;
    private final LateReports reports;

    Reconciler(
            Map<String, Lane> lanes,
            Keys keys,
            Unsettled unsettled,
            World world,
            OptOuts optOuts,
            LateReports reports) {
        this.lanes = lanes;
        this.keys = keys;
        this.unsettled = unsettled;
        this.world = world;
        this.optOuts = optOuts;
        this.reports = reports;
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

    private SendOutcome answer(Claim seen, @Nullable SendRequest request, Deadline deadline) {
        SendOutcome outcome = seen.outcome().orElse(null);
        if (outcome != null && !seen.isOpen()) {
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
            return settle(mine, rejected(mine, "no provider was asked before the call with this key ended"));
        }
        return request == null ? meanwhile(seen) : ask(mine, request, deadline);
    }

    /** Why nobody can be asked now, one reason a line; null if somebody can. */
    private @Nullable String obstacle(Claim seen, @Nullable SendRequest request) {
        if (seen.isLeased()) return "a call with this key is still under way";
        if (seen.provider().filter(Keys.BULK::equals).isPresent()) return Keys.BULK_RAN;
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
        for (String name : MayHaveIt.providers(seen)) {
            Lane lane = lanes.get(name);
            if (lane != null && isAskedByLookup(lane)) {
                Duration left = lane.provider().lookupTimes().quiet().minus(seen.sinceLease());
                longest = left.compareTo(longest) > 0 ? left : longest;
            }
        }
        return longest;
    }

    /** Asks every provider that may have it: one yes is a yes, and only a no of all is a no. */
    private SendOutcome ask(Claim leased, SendRequest request, Deadline deadline) {
        List<String> open = new ArrayList<>();
        Claim mine = leased;
        for (String name : MayHaveIt.providers(leased)) {
            Lane lane = lanes.get(name);
            if (lane == null || (isAskedBySending(lane) && mayNotBeSent(leased, request))) {
                open.add(name);
                continue;
            }
            if (isAskedBySending(lane)) {
                Optional<Claim> noted = keys.noteAgain(mine, name);
                if (noted.isEmpty()) {
                    return whatStands(mine);
                }
                mine = noted.get();
            }
            Answer answer = ask(lane, request, leased.sinceLastAttempt(), deadline);
            if (answer != null) {
                optOuts.heard(request, true, name, answer);
            }
            if (answer instanceof Answer.Accepted accepted) {
                return settle(mine, accepted(mine, accepted.message()));
            }
            if (answer == null) {
                open.add(name);
            }
        }
        if (open.isEmpty() && !mayBeAtOneBefore(leased, request)) {
            return settle(mine, rejected(mine, "no provider has it"));
        }
        String reason = open.isEmpty()
                ? "its process died, and a provider before the last that it asked may have it"
                : "it can't be told yet whether " + String.join(", ", open) + " has it";
        return undecided(mine, reason);
    }

    /** Gives the lease back; a report that came meanwhile may say what the providers didn't. */
    private SendOutcome undecided(Claim mine, String reason) {
        if (!keys.giveBack(mine)) {
            return whatStands(mine);
        }
        return reports.settledByEarly(mine.key()).orElseGet(() -> unknown(mine, reason));
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
        return claim.sinceClaim().compareTo(MAX_DEDUPE) > 0 || optOuts.refusal(request) != null;
    }

    private static boolean isAskedBySending(Lane lane) {
        return lane.provider().dedupe() == Dedupe.CLIENT_KEY;
    }

    private static boolean isAskedByLookup(Lane lane) {
        return lane.provider().dedupe() == Dedupe.LOOKUP
                && lane.provider().capabilities().contains(Capability.LOOKUP);
    }

    private @Nullable Answer ask(Lane lane, SendRequest request, Duration sinceAttempt, Deadline deadline) {
        if (isAskedBySending(lane)) {
            OneAttempt one = OneAttempt.run(
                    lane.name(),
                    1,
                    world.clock(),
                    deadline,
                    scope -> lane.provider().send(request, scope));
            return one.isAboutMessage() ? one.answer() : null;
        }
        return isAskedByLookup(lane) ? new Lookup(lane, request, world).once(sinceAttempt, deadline) : null;
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

    private SendOutcome settle(Claim mine, SendOutcome outcome) {
        return unsettled.settle(mine, outcome) ? outcome : whatStands(mine);
    }

    /** What somebody else has made of it meanwhile: a report settles it while its provider is asked. */
    private SendOutcome whatStands(Claim mine) {
        try {
            return keys.known(mine.key())
                    .filter(claim -> claim.fingerprint().equals(mine.fingerprint()) && !claim.isOpen())
                    .flatMap(Claim::outcome)
                    .map(Replay::of)
                    .orElseGet(() -> meanwhile(mine));
        } catch (SmsException e) {
            return meanwhile(mine);
        }
    }
}
