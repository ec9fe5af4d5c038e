package io.heliograph;

import io.heliograph.message.SendRequest;
import io.heliograph.spi.DuplicateProtection;
import java.util.List;

/**
 * One call of a client in a systematic exploration. Each call has a process of its own, which knows nothing but what the
 * store does.
 *
 * @param name tells it from all others, as the owner of a claim
 * @param quiet whether providers say for how long they repeat "there is none"
 */
record SystematicCall(String name, Kind kind, List<DuplicateProtection> dedupes, boolean quiet) {
    /** What is called. */
    enum Kind {
        /** Sends by the first provider, and leaves what can't be told as it is. */
        FIRST("pa || pb"),
        /** Sends by the first provider, and if that can't, by the second. */
        SEND("pa || pb"),
        /** Sends by the second provider. */
        SEND_OTHER("pb"),
        RECONCILE("pa || pb"),
        /** Hears from a vendor's webhook that the message was delivered. */
        REPORT("pa || pb");

        private final String route;

        Kind(String route) {
            this.route = route;
        }
    }

    SendRequest request() {
        return SendRequest.to("+66812345678")
                .idempotencyKey(SystematicCase.KEY)
                .text("once")
                .route(kind.route)
                .build();
    }
}
