package io.heliograph;

/**
 * A rule was broken in a simulation. The client doesn't catch it, unlike everything else that a provider or a store
 * throws.
 */
final class SimulationFailure extends VirtualMachineError {
    private final transient String subject;

    SimulationFailure(String subject, String problem) {
        super(subject + ": " + problem);
        this.subject = subject;
    }

    /** The logical send for which it was broken. */
    String subject() {
        return subject;
    }
}
