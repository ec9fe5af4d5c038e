package io.heliograph;

/** A rule was broken in a simulation. The client lets it out, as nothing else that comes from a provider or a store. */
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
