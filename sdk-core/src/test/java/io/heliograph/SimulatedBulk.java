package io.heliograph;

import io.heliograph.message.BulkRequest;
import io.heliograph.message.PhoneNumber;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * One bulk send of a simulation.
 *
 * @param recipients some of them more than once
 */
record SimulatedBulk(String text, List<String> recipients, boolean allowsDuplicates) {
    private static final int MAX = 24;

    static SimulatedBulk draw(Random random, String text) {
        List<String> recipients = new ArrayList<>();
        int count = 1 + random.nextInt(MAX);
        for (int i = 0; i < count; i++) {
            recipients.add("+668123456" + (10 + random.nextInt(MAX)));
        }
        return new SimulatedBulk(text, recipients, random.nextInt(10) == 0);
    }

    BulkRequest request() {
        return BulkRequest.to(recipients.stream(), content -> {
            content.text(text).idempotencyKey("key-" + text);
            if (allowsDuplicates) {
                content.allowDuplicates();
            }
        });
    }

    /** The same as the send of its content, to ask about its key. */
    SimulatedSend asSend() {
        return new SimulatedSend(request().content(), 0);
    }

    String subject(String recipient) {
        return SimulatedRequest.subject(text, PhoneNumber.of(recipient));
    }

    Set<String> different() {
        return new LinkedHashSet<>(recipients);
    }

    int size() {
        return different().size();
    }
}
