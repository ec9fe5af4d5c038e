package io.heliograph;

import io.heliograph.message.Message;
import io.heliograph.message.SendOutcome;
import io.heliograph.policy.RetryPolicy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The truth of a simulation, which no process knows: who has got what. It throws as soon as a rule is broken. */
final class SimulationLedger {
    private final Map<String, Facts> facts = new HashMap<>();
    /** What is true of one logical send. */
    private static final class Facts {
        final Map<String, Set<String>> stored = new HashMap<>();
        final Map<String, Integer> underWay = new HashMap<>();

        /** Where a request left without an answer that its process heard and understood. */
        @Nullable
        String text;

        /** When it was reported last as certainly not sent. */
        long rejectedAt;

        boolean isAnywhere() {
            return !stored.isEmpty() || !underWay.isEmpty();
        }

        boolean isAnywhereBut(String provider) {
            return stored.keySet().stream().anyMatch(name -> !name.equals(provider))
                    || underWay.keySet().stream().anyMatch(name -> !name.equals(provider));
        }
    }

    private Facts of(String subject) {
        return facts.computeIfAbsent(subject, unused -> new Facts());
    }

    /** A provider is about to get a request, unless its time is up. */
    void attempted(SimulatedCall call, String provider, RetryPolicy policy) {
        int here = call.requested(provider);
        boolean tooOften = switch (call.kind) {
            case SEND -> here > policy.maxAttemptsPerProvider() || call.requests() > policy.maxAttempts();
            case RECONCILE -> here > 1;
            case BULK -> false; // each of its calls has attempts of its own
            case REPORT -> true;
        };
        if (tooOften) {
            throw new SimulationFailure(call.subject, provider + " was asked too often: " + call.requests());
        }
    }

    /** It goes out, because its time isn't up. */
    void asked(SimulatedCall call, List<String> subjects, String provider) {
        for (String subject : subjects) {
            Facts facts = of(subject);
            if (!call.allowsDuplicates && facts.text != null && !facts.text.equals(provider)) {
                throw new SimulationFailure(
                        subject, provider + " is asked, and what became of it at " + facts.text + " isn't reconciled");
            }
            if (!call.allowsDuplicates && facts.isAnywhereBut(provider)) {
                throw new SimulationFailure(subject, provider + " is asked, and another has it: " + holders(subject));
            }
        }
    }

    /**
     * Bytes of a request are out, so that its result is unknown until its process gets a response.
     *
     * @return whether nothing was unknown before
     */
    boolean doubted(List<String> subjects, String provider) {
        boolean first = true;
        for (String subject : subjects) {
            first &= !provider.equals(of(subject).text);
            of(subject).text = provider;
        }
        return first;
    }

    /** A response came with a certain result, or a lookup found nothing. */
    void understood(List<String> subjects, String provider) {
        for (String subject : subjects) {
            Facts facts = of(subject);
            facts.text = provider.equals(facts.text) ? null : facts.text;
        }
    }

    /** A message will be stored later. */
    void underWay(List<String> subjects, String provider) {
        subjects.forEach(subject -> of(subject).underWay.merge(provider, 1, Integer::sum));
    }

    /** It was stored, or removed as a duplicate. */
    void arrived(List<String> subjects, String provider) {
        subjects.forEach(subject -> of(subject).underWay.computeIfPresent(provider, (name, n) -> n > 1 ? n - 1 : null));
    }

    /** A provider stores a message, for which somebody gets an SMS. */
    void stored(SimulatedCall cause, List<String> subjects, String provider, String id) {
        for (String subject : subjects) {
            Facts facts = of(subject);
            Set<String> here = facts.stored.computeIfAbsent(provider, unused -> new HashSet<>());
            here.add(id);
            if (here.size() > 1) {
                throw new SimulationFailure(subject, provider + " has it twice: " + here);
            }
            if (facts.stored.size() > 1 && !cause.allowsDuplicates) {
                throw new SimulationFailure(subject, "two SMS: " + holders(subject));
            }
            if (cause.claimedAt > 0 && cause.claimedAt < facts.rejectedAt) {
                throw new SimulationFailure(subject, "was reported as certainly not sent before it was stored");
            }
        }
    }

    /** An outcome is reported. */
    void reported(SimulatedCall call, String subject, SendOutcome outcome, long now) {
        if (outcome instanceof SendOutcome.Accepted accepted) {
            reportedAccepted(subject, accepted.message());
        } else if (outcome instanceof SendOutcome.Rejected) {
            reportedRejected(call, subject, now);
        }
    }

    void reportedAccepted(String subject, Message message) {
        Set<String> ids = of(subject).stored.getOrDefault(message.provider(), Set.of());
        boolean isThere = message.id().isKnown() ? ids.contains(message.id().value()) : !ids.isEmpty();
        if (!isThere) {
            throw new SimulationFailure(
                    subject, "was reported as accepted by " + message.id() + ", who has it not: " + holders(subject));
        }
    }

    void reportedRejected(SimulatedCall call, String subject, long now) {
        Facts facts = of(subject);
        boolean isAnywhere = call.sealedAt > 0 ? call.wasAnywhereWhenSealed : facts.isAnywhere();
        if (isAnywhere) {
            throw new SimulationFailure(
                    subject, "was reported as certainly not sent, and there is one: " + holders(subject));
        }
        facts.rejectedAt = Math.max(facts.rejectedAt, call.sealedAt > 0 ? call.sealedAt : now);
    }

    /** Whether somebody has it or will have. */
    boolean isAnywhere(String subject) {
        return of(subject).isAnywhere();
    }

    /** The provider at which its result is unknown; null if there is none. */
    @Nullable
    String unknown(String subject) {
        return of(subject).text;
    }

    String holders(String subject) {
        Facts facts = of(subject);
        return "stored " + facts.stored + ", under way " + facts.underWay;
    }
}
