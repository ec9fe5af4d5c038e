package io.heliograph;

import io.heliograph.message.SendRequest;

/** One logical send of a simulation, and what its caller still does about it. */
final class SimulatedSend {
    final SendRequest request;
    final String subject;

    /** How often it is asked for again, because the caller isn't sure or has died. */
    int asksLeft;

    SimulatedSend(SendRequest request, int asksLeft) {
        this.request = request;
        this.asksLeft = asksLeft;
        subject = SimulatedRequest.subject(request);
    }
}
