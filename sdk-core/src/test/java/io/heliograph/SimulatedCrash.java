package io.heliograph;

/** The death of a simulated process: nothing catches it, as nothing catches a kill -9. */
final class SimulatedCrash extends VirtualMachineError {
    SimulatedCrash(String where) {
        super("died " + where);
    }
}
