package io.heliograph;

import io.heliograph.message.SendOutcome;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of a client in a simulation, from its begin to its end or its process's death. */
final class SimulatedCall {
    /** What is called. */
    enum Kind {
        SEND,
        BULK,
        RECONCILE,
        /** A vendor's report comes. */
        REPORT
    }

    final Kind kind;
    final String subject;
    final boolean allowsDuplicates;
    final int process;
    final int number;
    final long began;

    /** How long other processes ran while this one stood still. */
    long stoodStill;

    /** Whether others ran meanwhile. */
    boolean disturbed;

    /** Whether its process has died in another call. */
    boolean killed;

    /** When it got its key for itself; 0 where it hasn't. */
    long claimedAt;

    /** When the store took its end; 0 where it hasn't. What it reports is true of then, however late it is heard. */
    long sealedAt;

    /** Whether a provider had it or would at that moment. */
    boolean wasAnywhereWhenSealed;

    /** Whether a provider had it or would when it began. */
    boolean wasAnywhere;

    /** What was noted of its key when it began. */
    @Nullable
    SendOutcome notedBefore;

    private final Map<String, Integer> requests = new HashMap<>();
    private int stepsToLive;

    /**
     * A call that begins now.
     *
     * @param stepsToLive how many steps it makes before its process dies; less than 0 for a process that lives on
     */
    SimulatedCall(
            Kind kind, String subject, boolean allowsDuplicates, int process, int number, long began, int stepsToLive) {
        this.kind = kind;
        this.subject = subject;
        this.allowsDuplicates = allowsDuplicates;
        this.process = process;
        this.number = number;
        this.began = began;
        this.stepsToLive = stepsToLive;
    }

    boolean diesNow() {
        return killed || (stepsToLive >= 0 && stepsToLive-- == 0);
    }

    /** Notes a request to a provider, and gives how many there were with it. */
    int requested(String provider) {
        return requests.merge(provider, 1, Integer::sum);
    }

    void seal(long now, boolean isAnywhere) {
        sealedAt = now;
        wasAnywhereWhenSealed = isAnywhere;
    }

    int requests() {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }
}
