package io.heliograph;

import io.heliograph.message.PhoneNumber;
import io.heliograph.message.SendRequest;
import java.util.List;

/**
 * What one request brings to a vendor.
 *
 * @param subjects the logical sends of it, one for each recipient
 */
record SimulatedRequest(String key, List<String> subjects) {
    static SimulatedRequest of(SendRequest request, List<PhoneNumber> recipients) {
        return new SimulatedRequest(
                request.key().value(),
                recipients.stream().map(to -> subject(request.text(), to)).toList());
    }

    /** The name of a logical send, which doesn't depend on its key: each text of a simulation is new. */
    static String subject(String text, PhoneNumber to) {
        return text + " to " + to.e164();
    }

    static String subject(SendRequest request) {
        return subject(request.text(), request.to());
    }

    void tell(SimulatedTiming world, String line) {
        subjects.forEach(subject -> world.tell(subject, () -> "call " + world.current().number + ": " + line));
    }
}
